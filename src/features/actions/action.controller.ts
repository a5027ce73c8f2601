import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { DATE_SETTERS } from '../../domain/lifecycle/date-change.js';
import { ACTION_KINDS, EVIDENCE_KINDS, type PublishingNeed } from '../../domain/lifecycle/publishing.js';
import { AsAt } from '../../web/api/as-at.js';
import { Refused, StaleVersion, type Difference } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionDetailsService, type DraftState } from './action-details.service.js';
import { ActionForm, contentOf } from './action.form.js';
import { actionModel } from './action.page.js';
import { ActionPageService } from './action-page.service.js';
import { EVIDENCE_KIND_NAMES, KIND_NAMES, needErrors, SMART_GAP_WORDS } from './action-words.js';
import { actionPaths } from './actions.paths.js';
import { DATE_SETTER_NAMES } from './date-control/date-change-words.js';
import { ActionsService } from './actions.service.js';
import { DraftsService } from './drafts.service.js';

/** One action: its page, its form, publishing and cancelling its draft. */
@Controller('actions')
export class ActionController {
  constructor(
    private readonly pages: ActionPageService,
    private readonly details: ActionDetailsService,
    private readonly actions: ActionsService,
    private readonly drafts: DraftsService,
  ) {}

  @Get(':id')
  @Requires('actions.read')
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @AsAt() asAt: LocalDate | null,
    @Query('before') before?: string,
  ): Promise<Page> {
    const { more, ...details } = await this.pages.read(person, id, before ?? null, asAt);
    return page('actions/views/action.njk', { action: actionModel(details), ...more });
  }

  @Get(':id/change')
  @Requires('actions.edit')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const state = await this.details.toEdit(person, id);
    const { action } = state;
    return this.editPage(state, formOf({ ...action, version: action.version }));
  }

  @Post(':id/change')
  @Requires('actions.edit')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ActionForm,
      body,
      async (value) => {
        const publish = value.onwards === 'publish';
        await this.actions
          .change(person, id, value.version, contentOf(value), { publish })
          .catch((error: unknown) => this.explain(error, person, id, value));
        return redirectTo(actionPaths.action(id), {
          flash: publish ? 'The action was published' : 'The action was saved',
        });
      },
      async (form) => this.editPage(await this.details.toEdit(person, id), form),
    );
  }

  @Post(':id/publish')
  @Requires('actions.publish')
  async publish(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page | Redirect> {
    try {
      await this.actions.publish(person, id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // What is missing is put right on the form of the draft, beside each field.
      const state = await this.details.toEdit(person, id);
      const form = formOf({ ...state.action, version: state.action.version }).refusedBy(error);
      return this.editPage(state, form).withStatus(error.status);
    }
    return redirectTo(actionPaths.action(id), { flash: 'The action was published' });
  }

  @Post(':id/cancel-draft')
  @Requires('actions.draft')
  async cancelDraft(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.drafts.cancel(person, id);
    return redirectTo(actionPaths.drafts(), { flash: 'The draft was cancelled' });
  }

  private editPage({ action, choices, served, ...stored }: DraftState, form: FormState): Page {
    // What is stored lacks may have been filled in meanwhile: a form that is shown again says what is wrong with it.
    const { needs, gaps } = form.hasErrors ? { needs: [], gaps: [] } : stored;
    const named = (list: readonly { id: string; name: string }[], standing: string | null, name: string) => [
      ...list.map((one) => ({ value: one.id, text: one.name })),
      ...(standing !== null && !list.some(({ id }) => id === standing)
        ? [{ value: standing, text: name }]
        : []),
    ];
    return page('actions/views/change.njk', {
      form,
      formAction: actionPaths.change(action.id),
      version: form.values['version'] ?? action.version,
      reference: action.reference,
      isDraft: action.status === 'draft',
      dueOn: action.dueOn,
      dateSetBy: action.dateSetBy,
      dateSetters: DATE_SETTERS.map((value) => ({ value, text: DATE_SETTER_NAMES[value] })),
      owners: named(choices.owners, action.ownerId, 'The owner of now, who has left'),
      leads: named(choices.leads, action.accountableLeadId, 'The lead of now, who has left'),
      agencies: named(choices.agencies, action.agencyId, 'The agency of now, archived'),
      workstreams: named(choices.workstreams, action.workstreamId, 'The workstream of now, archived'),
      kinds: ACTION_KINDS,
      kindNames: KIND_NAMES,
      evidence: EVIDENCE_KINDS.map((value) => ({ value, text: EVIDENCE_KIND_NAMES[value] })),
      needs: Object.fromEntries(
        needs.map((need) => [need.field, saysMore(need) ? needErrors([need])[0]?.message : true]),
      ),
      needList: needErrors(needs),
      gaps: gaps.map((gap) => SMART_GAP_WORDS[gap]),
      servedCount: served.length,
      links: {
        action: actionPaths.action(action.id),
        recommendations: actionPaths.recommendations(action.id),
        cancelDraft: actionPaths.cancelDraft(action.id),
      },
    });
  }

  /** What was saved meanwhile beside what was typed, in words. */
  private async explain(error: unknown, person: Person, id: string, typed: ActionForm): Promise<never> {
    if (!(error instanceof StaleVersion)) throw error;
    const state = await this.details.toEdit(person, id);
    throw error.showing(differences(state, typed), actionPaths.action(id));
  }
}

/** Whether more is to be said beside the field than that it is still empty. */
function saysMore({ code }: PublishingNeed): boolean {
  return !code.endsWith('_missing') || code === 'practice_evidence_missing';
}

function differences({ action, choices }: DraftState, typed: ActionForm): Difference[] {
  const day = (date: LocalDate | null) => (date === null ? '' : formatLongDate(date));
  const name = (list: readonly { id: string; name: string }[], id: string | null) =>
    id === null ? '' : (list.find((one) => one.id === id)?.name ?? 'Somebody who has left');
  const evidence = (kinds: readonly (keyof typeof EVIDENCE_KIND_NAMES)[]) =>
    EVIDENCE_KINDS.filter((kind) => kinds.includes(kind))
      .map((kind) => EVIDENCE_KIND_NAMES[kind])
      .join(', ');
  const row = (label: string, saved: string, yours: string): Difference => ({ label, saved, typed: yours });
  return [
    row('Title', action.title, typed.title),
    row('What will be done', action.description, typed.description ?? ''),
    row('Kind', action.kind ? KIND_NAMES[action.kind] : '', typed.kind ? KIND_NAMES[typed.kind] : ''),
    row('Owner', name(choices.owners, action.ownerId), name(choices.owners, typed.ownerId)),
    row(
      'Accountable lead',
      name(choices.leads, action.accountableLeadId),
      name(choices.leads, typed.accountableLeadId),
    ),
    row('Agency', name(choices.agencies, action.agencyId), name(choices.agencies, typed.agencyId)),
    row(
      'Workstream',
      name(choices.workstreams, action.workstreamId),
      name(choices.workstreams, typed.workstreamId),
    ),
    row('Start date', day(action.startOn), day(typed.startOn)),
    row('Due date', day(action.dueOn), day(typed.dueOn)),
    row('Success measure', action.successMeasure, typed.successMeasure ?? ''),
    row('Required evidence', evidence(action.requiredEvidence), evidence(typed.requiredEvidence)),
  ];
}
