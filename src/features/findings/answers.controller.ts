import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import {
  consequenceFor,
  NOT_BORNE_OUT_OUTCOMES,
  proposedAnswer,
  type FindingAnswer,
} from '../../domain/lifecycle/finding-answer.js';
import { EVIDENCE_KINDS } from '../../domain/lifecycle/publishing.js';
import { Refusal } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { readForm, submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { EVIDENCE_KIND_NAMES } from '../actions/action-words.js';
import { PRIORITY_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { AgreementForm, AnswerForm, EndLinkForm, givenOf, outcomesIn, withOutcomes } from './answer.form.js';
import { FindingAnswersService, type AnswerPreview } from './finding-answers.service.js';
import { findingModel, linkModel, shortened, turnModel } from './finding.page.js';
import { FindingTurnsService } from './finding-turns.service.js';
import { ANSWER_NAMES, CONSEQUENCE_WORDS, OUTCOME_NAMES } from './finding-words.js';
import { findingPaths } from './findings.paths.js';
import { VisitsService } from './visits.service.js';

/** One finding at a time: what it says of the plan, what would follow, and on to the next. */
@Controller()
@Requires('findings.link')
export class AnswersController {
  constructor(
    private readonly answers: FindingAnswersService,
    private readonly turns: FindingTurnsService,
    private readonly visits: VisitsService,
  ) {}

  @Get('visits/:id/next')
  async next(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('after') after?: string,
  ): Promise<Redirect> {
    const open = await this.turns.nextOpen(person, id, after ?? null);
    if (open !== null) return redirectTo(findingPaths.answer(open));
    return redirectTo(findingPaths.visit(id), { flash: 'Every finding of this document has its answer' });
  }

  @Get('findings/keys')
  keys(): Page {
    return page('findings/views/keys.njk', {});
  }

  @Get('findings/:id/answer')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.turnPage(person, id, null);
  }

  /** First what was chosen, answered with what would follow; then the same confirmed. */
  @Post('findings/:id/answer')
  async answer(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const reading = readForm(AnswerForm, body);
    if (!reading.ok) return (await this.turnPage(person, id, reading.form)).withStatus(422);
    const { value } = reading;
    const { outcomes, errors } = outcomesIn(body);
    const given = givenOf(value, outcomes);
    if (!value.confirmed) return this.firstStep(person, id, reading.form, given);
    const form = withOutcomes(reading.form, body);
    if (errors.length > 0) return (await this.confirmPage(person, id, form, given)).withStatus(422);
    try {
      await this.answers.answer(person, id, given);
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error;
      return (await this.confirmPage(person, id, form.refusedBy(error), given)).withStatus(error.status);
    }
    const { finding } = await this.turns.inTurn(person, id);
    return redirectTo(findingPaths.next(finding.documentId, id), {
      flash: {
        kind: 'success',
        text: saidOf(given.answer, finding.answer),
        link: { text: 'Look at it again', href: findingPaths.answer(id) },
      },
    });
  }

  @Get('findings/:id/agreement')
  @Requires('findings.agree')
  agreement(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.agreementPage(person, id, formOf());
  }

  @Post('findings/:id/agreement')
  @Requires('findings.agree')
  decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AgreementForm,
      body,
      async ({ decision, words }) => {
        const agree = decision === 'agree';
        await this.answers.decide(person, id, { agree, words: words ?? '' });
        return redirectTo(findingPaths.answer(id), {
          flash: agree ? 'You agreed' : 'You did not agree: the finding is to be answered again',
        });
      },
      (form) => this.agreementPage(person, id, form),
    );
  }

  @Get('finding-links/:id/end')
  ending(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.endPage(person, id, formOf());
  }

  @Post('finding-links/:id/end')
  end(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      EndLinkForm,
      body,
      async ({ because }) => {
        const { findingId } = await this.answers.end(person, id, because);
        return redirectTo(findingPaths.answer(findingId), { flash: 'The link was ended' });
      },
      (form) => this.endPage(person, id, form),
    );
  }

  private async firstStep(
    person: Person,
    id: string,
    form: FormState,
    given: ReturnType<typeof givenOf>,
  ): Promise<Page> {
    try {
      return await this.confirmPage(person, id, form, given, true);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422) throw error;
      return (await this.turnPage(person, id, form.refusedBy(error))).withStatus(422);
    }
  }

  private async turnPage(person: Person, id: string, typed: FormState | null): Promise<Page> {
    const turn = await this.turns.inTurn(person, id);
    const { finding } = turn;
    const proposed = finding.answer === 'open' ? proposedAnswer(finding.sentiment) : null;
    const form = typed ?? formOf({ answer: proposed });
    return page('findings/views/answer.njk', {
      form,
      isProposed: typed === null && proposed !== null,
      ...turnModel(turn, may('findings.agree', person)),
    });
  }

  private async confirmPage(
    person: Person,
    id: string,
    form: FormState,
    given: ReturnType<typeof givenOf>,
    isFirst = false,
  ): Promise<Page> {
    const preview = await this.answers.preview(person, id, given, isFirst);
    return page('findings/views/confirm.njk', {
      form,
      ...confirmModel(preview, given),
      back: findingPaths.answer(id),
    });
  }

  private async agreementPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { finding, links } = await this.turns.inTurn(person, id);
    return page('findings/views/agreement.njk', {
      form,
      finding: findingModel(finding),
      links: links.filter(({ state }) => state === 'waiting').map(linkModel),
      back: findingPaths.answer(id),
    });
  }

  private async endPage(person: Person, id: string, form: FormState): Promise<Page> {
    const link = await this.visits.link(person, id);
    return page('findings/views/end-link.njk', {
      form,
      link: linkModel(link),
      isReopened: link.outcome === 'not_sustained',
      isEvidence: link.evidenceId !== null,
      back: findingPaths.answer(link.findingId),
    });
  }
}

function saidOf(answer: FindingAnswer, state: string): string {
  const waits = state === 'waiting' ? '. A quality assurance lead has to agree' : '';
  return `The finding before: ${ANSWER_NAMES[answer].toLowerCase()}${waits}`;
}

function confirmModel(
  { finding, waits, becomesSupplier, recommendations, actions }: AnswerPreview,
  given: ReturnType<typeof givenOf>,
) {
  return {
    finding: findingModel(finding),
    documentTitle: finding.documentTitle,
    answer: given.answer,
    answerName: ANSWER_NAMES[given.answer],
    waits,
    becomesSupplier,
    recommendationIds: given.recommendationIds,
    actionIds: given.actionIds,
    recommendations: recommendations.map(({ number, text }) =>
      shortened(number === null ? text : `${number} ${text}`),
    ),
    actions: actions.map((action) => {
      const consequence = consequenceFor(given.answer, action.status);
      return {
        ...action,
        consequence: CONSEQUENCE_WORDS[consequence],
        asks: consequence === 'choose_outcome',
      };
    }),
    outcomes: NOT_BORNE_OUT_OUTCOMES.map((value) => ({
      value,
      text: OUTCOME_NAMES[value],
      hint:
        value === 'not_sustained'
          ? 'Opened again with the new due date below. Every clock counts from today, and the new date is no move'
          : 'Stays complete and is no longer Blue. The recommendation wants a further action',
    })),
    evidenceKinds: EVIDENCE_KINDS.map((value) => ({ value, text: EVIDENCE_KIND_NAMES[value] })),
    asksEvidenceKind: given.answer === 'supports' && actions.some(({ status }) => status !== 'draft'),
    priorities: choicesOf(PRIORITY_NAMES),
    suggestedConcern: finding.text,
  };
}
