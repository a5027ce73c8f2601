import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { NotFound } from '../../web/errors/refusals.js';
import { Answer, page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { EVIDENCE_KIND_NAMES } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { EvidenceReadingService } from './evidence-reading.service.js';
import { DecisionForm } from './evidence.form.js';
import { evidenceModel, useModel } from './evidence.page.js';
import { evidencePaths } from './evidence.paths.js';
import { EvidenceService } from './evidence.service.js';
import { privateFile } from './private-file.js';
import type { ToCheckRow } from './to-check.repository.js';

const ON_A_PAGE = 25;

const WANTED_WORDS = {
  evidence: 'Evidence to accept or refuse',
  completion: 'Completion to verify',
  second_check: 'Second check',
  look: 'Yearly look',
} as const;

/** An item of evidence, its files, the decision on it, and the page of all that waits to be checked. */
@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly reading: EvidenceReadingService,
  ) {}

  @Get('to-check')
  @Requires('evidence.decide')
  async toCheck(@CurrentPerson() person: Person, @Query('page') wanted?: string): Promise<Page> {
    const number = /^[1-9]\d{0,3}$/.test(wanted ?? '') ? Number(wanted) : 1;
    const offset = (number - 1) * ON_A_PAGE;
    const { rows, total, others } = await this.reading.toCheck(person, { limit: ON_A_PAGE, offset });
    return page('evidence/views/to-check.njk', {
      rows: rows.map(waitingModel),
      total,
      others,
      pages: {
        previous: number > 1 ? evidencePaths.toCheck(number - 1) : null,
        next: offset + rows.length < total ? evidencePaths.toCheck(number + 1) : null,
        text: rows.length === 0 ? null : `${offset + 1} to ${offset + rows.length} of ${total}`,
      },
    });
  }

  @Get('evidence/:id')
  @Requires('evidence.read')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.itemPage(person, id, formOf(), null);
  }

  /** Only to be kept, never to be shown inside a page of ours. */
  @Get('evidence/:id/files/:number')
  @Requires('evidence.read')
  async file(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<Answer> {
    if (!/^[1-9]\d{0,4}$/.test(number)) throw new NotFound('There is no such version of this file');
    return privateFile(await this.reading.file(person, id, Number(number)));
  }

  @Post('evidence/:id/for/:actionId')
  @Requires('evidence.decide')
  decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('actionId') actionId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      DecisionForm,
      body,
      async ({ decision, reason, fileNumber }) => {
        const accept = decision === 'accept';
        await this.evidence.decide(person, id, { accept, reason, actionId, fileNumber });
        return redirectTo(evidencePaths.item(id), {
          flash: {
            kind: 'success',
            text: accept ? 'The evidence was accepted.' : 'The evidence was refused.',
            link: { text: 'What else waits to be checked', href: evidencePaths.toCheck() },
          },
        });
      },
      (form) => this.itemPage(person, id, form, actionId),
    );
  }

  private async itemPage(
    person: Person,
    id: string,
    form: FormState,
    deciding: string | null,
  ): Promise<Page> {
    const row = await this.reading.one(person, id);
    const able = await this.evidence.abilities(person, row);
    const maySupply = able.supply;
    return page('evidence/views/item.njk', {
      form,
      deciding,
      item: evidenceModel(row),
      fileNumber: row.files[0]?.number ?? null,
      uses: row.actions.map((use) => ({
        ...useModel(use),
        decidePath:
          use.state === 'waiting' && use.counts && able.decideFor.has(use.actionId)
            ? evidencePaths.decide(id, use.actionId)
            : null,
      })),
      newVersionPath:
        maySupply &&
        row.form === 'file' &&
        row.actions.every(({ state }) => state !== 'accepted' && state !== 'withdrawn')
          ? evidencePaths.newVersion(id)
          : null,
      withdrawPath: maySupply && row.withdrawnOn === null ? evidencePaths.withdraw(id) : null,
      toCheckPath: may('evidence.decide', person) ? evidencePaths.toCheck() : null,
    });
  }
}

function waitingModel(row: ToCheckRow) {
  return {
    wantedName: WANTED_WORDS[row.wanted],
    since: row.since,
    href: row.evidenceId === null ? actionPaths.action(row.actionId) : evidencePaths.item(row.evidenceId),
    actionHref: actionPaths.action(row.actionId),
    reference: row.reference,
    title: row.title,
    isPriorityAction: row.priorityAction,
    ownerName: row.ownerName,
    what: row.shows === null || row.kind === null ? '' : `${EVIDENCE_KIND_NAMES[row.kind]}: ${row.shows}`,
    isOwn: row.isOwn,
  };
}
