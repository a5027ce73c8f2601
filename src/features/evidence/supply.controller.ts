import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { EVIDENCE_KINDS } from '../../domain/lifecycle/publishing.js';
import { KEPT_ENDINGS } from '../../platform/files/kept-kind.js';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionDetailsService } from '../actions/action-details.service.js';
import { EVIDENCE_KIND_NAMES } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceReadingService } from './evidence-reading.service.js';
import { EvidenceForm, itemOf, lookedInto, NewVersionForm, WithdrawForm } from './evidence.form.js';
import { evidenceModel, useModel } from './evidence.page.js';
import { evidencePaths } from './evidence.paths.js';
import { EvidenceService } from './evidence.service.js';
import { OtherActions } from './other-actions.js';

const OF_ACTION = { filters: {}, sorts: ['suppliedAt'], sort: '-suppliedAt' } as const;

/** Adding evidence, a newer version of it, and withdrawing it. */
@Controller()
export class SupplyController {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly evidence: EvidenceService,
    private readonly reading: EvidenceReadingService,
    private readonly files: EvidenceFiles,
    private readonly others: OtherActions,
  ) {}

  /** All evidence of an action, newest first. */
  @Get('actions/:id/evidence')
  @Requires('evidence.read')
  async ofAction(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page> {
    const details = await this.details.details(person, id, async () => null);
    const asked = readListQuery(query, OF_ACTION);
    const { rows, total } = await this.reading.list(person, { actionId: [id] }, asked);
    const shown = rows.slice(0, asked.limit);
    return page('evidence/views/of-action.njk', {
      reference: details.action.reference,
      title: details.action.title,
      back: actionPaths.action(id),
      total,
      items: shown.map((row) => ({
        ...evidenceModel(row),
        use: row.actions.filter(({ actionId }) => actionId === id).map(useModel)[0],
      })),
      older: rows.length > shown.length ? evidencePaths.ofAction(id, shown.at(-1)!) : null,
      addPath: evidencePaths.add(id),
    });
  }

  @Get('actions/:id/evidence/add')
  @Requires('evidence.attach')
  showAdd(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.addPage(person, id, formOf());
  }

  @Post('actions/:id/evidence/add')
  @Requires('evidence.attach')
  add(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      EvidenceForm,
      body,
      async (value) => {
        const { item, file } = await itemOf(value, body, this.files);
        await this.evidence.supply(person, [id, ...value.actionIds], item, file);
        return redirectTo(`${actionPaths.action(id)}#evidence`, {
          flash: 'The evidence was added. A quality assurance lead checks it',
        });
      },
      (form) => this.addPage(person, id, form),
    );
  }

  @Get('evidence/:id/new-version')
  @Requires('evidence.attach')
  showVersion(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.itemPage(person, id, 'evidence/views/new-version.njk', formOf());
  }

  @Post('evidence/:id/new-version')
  @Requires('evidence.attach')
  addVersion(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      NewVersionForm,
      body,
      async ({ file }) => {
        const number = await this.evidence.supplyAgain(person, id, await lookedInto(file, body, this.files));
        return redirectTo(evidencePaths.item(id), {
          flash: `Version ${number} was added and awaits a check`,
        });
      },
      (form) => this.itemPage(person, id, 'evidence/views/new-version.njk', form),
    );
  }

  @Get('evidence/:id/withdraw')
  @Requires('evidence.attach')
  showWithdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.itemPage(person, id, 'evidence/views/withdraw.njk', formOf());
  }

  @Post('evidence/:id/withdraw')
  @Requires('evidence.attach')
  withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WithdrawForm,
      body,
      async ({ reason }) => {
        await this.evidence.withdraw(person, id, reason);
        return redirectTo(evidencePaths.item(id), { flash: 'The evidence was withdrawn' });
      },
      (form) => this.itemPage(person, id, 'evidence/views/withdraw.njk', form),
    );
  }

  private async addPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { action, more } = await this.details.details(person, id, (tx, { action: one }) =>
      this.others.besides(tx, person, one.id),
    );
    return page('evidence/views/add.njk', {
      form,
      reference: action.reference,
      title: action.title,
      back: actionPaths.action(id),
      accept: KEPT_ENDINGS,
      kinds: EVIDENCE_KINDS.map((value) => ({
        value,
        text: EVIDENCE_KIND_NAMES[value],
        hint: action.requiredEvidence.includes(value) ? 'This action needs it' : undefined,
      })),
      others: more.map((one) => ({ value: one.id, text: `${one.reference} ${one.title}` })),
    });
  }

  private async itemPage(person: Person, id: string, view: string, form: FormState): Promise<Page> {
    const row = await this.reading.one(person, id);
    return page(view, { form, item: evidenceModel(row), accept: KEPT_ENDINGS, back: evidencePaths.item(id) });
  }
}
