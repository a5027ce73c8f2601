import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import {
  needsAgreement,
  refusalOfAnswer,
  refusalOfChoice,
  type AnsweredAction,
  type FindingAnswer,
  type NotBorneOutOutcome,
} from '../../domain/lifecycle/finding-answer.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { NotFound, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { answerRefused } from './finding-words.js';
import { FindingLinksRepository } from './finding-links.repository.js';
import { FindingsRepository, type FindingView } from './findings.repository.js';
import { LinkSubjects, type LinkedAction } from './link-subjects.js';

/** What a person answers to a finding. */
export interface GivenAnswer {
  readonly answer: FindingAnswer;
  readonly recommendationIds: readonly string[];
  readonly actionIds: readonly string[];
  readonly note: string;
  readonly evidenceKind: EvidenceKind;
  /** For the actions that are complete and were not borne out. */
  readonly outcomes: ReadonlyMap<
    string,
    { readonly outcome: NotBorneOutOutcome | null; readonly newDueOn: LocalDate | null }
  >;
  readonly concern: string;
  readonly concernPriority: RecommendationPriority;
}

/** Whether what a person answers to a finding can be: asked before its consequences are shown, and again before they happen. */
@Injectable()
export class AnswerChecks {
  constructor(
    private readonly findings: FindingsRepository,
    private readonly links: FindingLinksRepository,
    private readonly subjects: LinkSubjects,
    private readonly days: AuthorityDays,
  ) {}

  /** The whole answer, with what becomes of each complete action; gives the actions as they are answered. */
  async whole(tx: Tx, given: GivenAnswer, actions: readonly LinkedAction[]): Promise<AnsweredAction[]> {
    const answered = actions.map(({ id, status }) => ({
      id,
      status,
      ...(given.outcomes.get(id) ?? { outcome: null, newDueOn: null }),
    }));
    const recommendations = given.recommendationIds.length;
    const refused = refusalOfAnswer(
      { ...given, recommendations, actions: answered },
      await this.days.today(tx),
    );
    if (refused !== null) answerRefused(refused.code, refused.actionId);
    return answered;
  }

  /** What is chosen first, before its consequences are shown. */
  async choice(
    tx: Tx,
    finding: FindingView,
    given: GivenAnswer,
    actions: readonly LinkedAction[],
  ): Promise<void> {
    const undecided = actions.map(({ id, status }) => ({ id, status, outcome: null, newDueOn: null }));
    const recommendations = given.recommendationIds.length;
    const refused = refusalOfChoice({ ...given, recommendations, actions: undecided });
    if (refused !== null) answerRefused(refused);
    await this.refuseTwice(tx, finding, given);
  }

  async chosen(tx: Tx, { answer, recommendationIds, actionIds }: GivenAnswer) {
    if (answer === 'set_aside' || answer === 'new_concern') return { recommendations: [], actions: [] };
    return {
      recommendations: await this.subjects.recommendations(tx, recommendationIds),
      actions: await this.subjects.actions(tx, actionIds),
    };
  }

  /** One finding says one thing about one recommendation or action, or is set aside; a split one may say two. */
  async refuseTwice(tx: Tx, finding: FindingView, given: GivenAnswer): Promise<void> {
    const links = await this.links.ofFindings(tx, [finding.id]);
    if (links.some(({ link }) => link === 'set_aside')) refuseMore('It is set aside already. End that first');
    if (links.length > 0 && given.answer === 'set_aside') {
      refuseMore('It is linked already. End its links first, or split the finding');
    }
    if (given.answer === 'new_concern' && links.some(({ link }) => link === 'new_concern')) {
      refuseMore('It is a new concern already. End that link first, or split the finding');
    }
    const twice = links.find(
      ({ recommendationId, actionId }) =>
        (recommendationId !== null && given.recommendationIds.includes(recommendationId)) ||
        (actionId !== null && given.actionIds.includes(actionId)),
    );
    if (twice === undefined) return;
    const name = twice.reference ?? twice.recommendationNumber;
    refuseMore(
      `It is linked to this already${name === null ? '' : `: ${name}`}. End that link first, or split the finding`,
    );
  }

  async found(tx: Tx, id: string): Promise<FindingView> {
    // Whoever links findings sees documents under embargo too.
    const finding = isUuid(id) ? await this.findings.view(tx, id, false) : null;
    if (finding === null) throw new NotFound('There is no such finding');
    return finding;
  }
}

/** Whether a quality assurance lead has to agree first; one who answers agrees by it. */
export function waitsFor(person: Person, finding: FindingView, answer: FindingAnswer): boolean {
  return needsAgreement(finding.sentiment, answer) && !may('findings.agree', person);
}

function refuseMore(message: string): never {
  throw new Refused('linked_already', message, [{ field: '', message }]);
}
