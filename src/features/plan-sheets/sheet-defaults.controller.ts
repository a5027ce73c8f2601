import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NO_DEFAULTS } from '../../domain/plan-sheet/sheet-choices.js';
import { wordKey } from '../../domain/plan-sheet/sheet-grid.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { EVIDENCE_KIND_NAMES, KIND_NAMES } from '../actions/action-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { DefaultsForm } from './plan-sheet.form.js';
import { heading } from './plan-sheet.page.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { SheetMendingService } from './sheet-mending.service.js';

/** Kind, lead, start and required evidence for many rows at once: all of them, or those of one workstream. */
@Controller('plan-sheets/:id/defaults')
@Requires('plan_sheets.import')
export class SheetDefaultsController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly mending: SheetMendingService,
  ) {}

  @Get()
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('workstream') asked?: string,
  ): Promise<Page> {
    const workstream = typeof asked === 'string' && asked !== '' ? asked : null;
    const { check } = await this.sheets.check(person, id);
    const { defaults, byWorkstream } = check.choices;
    const standing = workstream === null ? defaults : (byWorkstream[wordKey(workstream)] ?? NO_DEFAULTS);
    return this.defaultsPage(person, id, workstream, formOf({ ...standing }));
  }

  @Post()
  async save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const posted = (body as Record<string, unknown> | null)?.['workstream'];
    const workstream = typeof posted === 'string' && posted !== '' ? posted : null;
    return submitForm(
      DefaultsForm,
      body,
      async ({ kind, leadId, startOn, requiredEvidence }) => {
        const key = workstream === null ? null : wordKey(workstream);
        await this.mending.setDefaults(person, id, key, { kind, leadId, startOn, requiredEvidence });
        return redirectTo(planSheetPaths.defaults(id), {
          flash: workstream === null ? 'Set for all rows' : `Set for ${workstream}`,
        });
      },
      (form) => this.defaultsPage(person, id, workstream, form),
    );
  }

  private async defaultsPage(
    person: Person,
    id: string,
    workstream: string | null,
    form: FormState,
  ): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    const count = (name: string) => check.checked.actions.filter((one) => one.workstream === name).length;
    return page('plan-sheets/views/defaults.njk', {
      form,
      ...heading(sheet),
      workstream,
      workstreams: check.checked.workstreams.map((name) => ({
        name,
        rows: count(name),
        isSet: check.choices.byWorkstream[wordKey(name)] !== undefined,
        href: planSheetPaths.defaults(id, name),
      })),
      leads: check.people.filter(({ canLead }) => canLead).map(({ id, name }) => ({ value: id, text: name })),
      kinds: choicesOf(KIND_NAMES),
      evidence: choicesOf(EVIDENCE_KIND_NAMES),
      allPath: planSheetPaths.defaults(id),
    });
  }
}
