import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { actionPaths } from '../actions/actions.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { ApplyForm } from './plan-sheet.form.js';
import { PlanApplicationService } from './plan-application.service.js';
import { heading, linksOf } from './plan-sheet.page.js';
import { outcomeInWords, outcomeOf } from './plan-sheet-outcome.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { changeLines, lineModel } from './sheet-changes.page.js';

const CHANGE_LIST = { filters: {}, sorts: ['row'], sort: 'row' } as const;

/** What bringing a sheet in would do, row by row, and the button that does it. */
@Controller('plan-sheets/:id')
@Requires('plan_sheets.import')
export class SheetChangesController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly application: PlanApplicationService,
  ) {}

  @Get('changes')
  show(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown): Promise<Page> {
    return this.changesPage(person, id, query, formOf());
  }

  @Post('apply')
  apply(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ApplyForm,
      body,
      async ({ version }) => {
        const outcome = await this.application.apply(person, id, version);
        const link =
          outcome.added > 0 ? { text: 'Look at the drafts', href: actionPaths.drafts() } : undefined;
        const text = `The plan was brought in: ${outcomeInWords(outcome, true).join(', ') || 'nothing had changed'}`;
        return redirectTo(planSheetPaths.sheet(id), {
          flash: { kind: 'success', text, ...(link && { link }) },
        });
      },
      (form) => this.changesPage(person, id, {}, form),
    );
  }

  private async changesPage(person: Person, id: string, query: unknown, form: FormState): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    const lines = changeLines(check.comparison);
    const asked = readListQuery(query, CHANGE_LIST);
    const { limit, offset } = sliceOf(asked);
    return page('plan-sheets/views/changes.njk', {
      form,
      ...heading(sheet),
      summary: outcomeInWords(outcomeOf(check.comparison), false),
      lines: lines.slice(offset, offset + limit).map((line) => lineModel(line, check)),
      pages: pagesOf(planSheetPaths.changes(id), query, asked, lines.length),
      quiteAnother: [...check.comparison.changed, ...check.comparison.closed].filter(
        ({ isQuiteAnother }) => isQuiteAnother,
      ).length,
      problems: check.checked.problems.length,
      unconfirmed: check.checked.recommendations.filter(({ decided }) => decided === undefined).length,
      mayApply:
        sheet.state === 'to_check' && check.checked.problems.length === 0 && check.checked.actions.length > 0,
      links: linksOf(sheet),
    });
  }
}
