import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import {
  answerState,
  needsAgreement,
  type AnsweredAction,
  type FindingAnswer,
} from '../../domain/lifecycle/finding-answer.js';
import { isBlank } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { AnswerChecks, waitsFor, type GivenAnswer } from './answer-checks.js';
import { answerRefused } from './finding-words.js';
import { FindingConsequences, type Effect } from './finding-consequences.js';
import { FindingLinksRepository, type LinkView } from './finding-links.repository.js';
import type { FindingView } from './findings.repository.js';
import { LinkSubjects, type LinkedAction, type LinkedRecommendation } from './link-subjects.js';

export type { GivenAnswer };

/** What would follow, before it does. */
export interface AnswerPreview {
  readonly finding: FindingView;
  readonly waits: boolean;
  /** Supplies evidence and may therefore not accept it. */
  readonly becomesSupplier: boolean;
  readonly recommendations: readonly LinkedRecommendation[];
  readonly actions: readonly LinkedAction[];
}

/** Answering findings: linking them, setting them aside, agreeing to it, ending a link. */
@Injectable()
export class FindingAnswersService {
  constructor(
    private readonly database: Database,
    private readonly links: FindingLinksRepository,
    private readonly subjects: LinkSubjects,
    private readonly checks: AnswerChecks,
    private readonly consequences: FindingConsequences,
    private readonly days: AuthorityDays,
  ) {}

  /** Says what would follow, and first refuses a choice that cannot be. Changes nothing. */
  preview(person: Person, findingId: string, given: GivenAnswer, isFirst = true): Promise<AnswerPreview> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const finding = await this.checks.found(tx, findingId);
      const { recommendations, actions } = await this.checks.chosen(tx, given);
      const waits = waitsFor(person, finding, given.answer);
      if (isFirst) await this.checks.choice(tx, finding, given, actions);
      const becomesSupplier = may('findings.agree', person) && given.answer === 'supports';
      return { finding, waits, becomesSupplier, recommendations, actions };
    });
  }

  /** Links the finding, with all that follows, in one transaction; gives the ids of the links. */
  async answer(person: Person, findingId: string, given: GivenAnswer): Promise<string[]> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      if (isUuid(findingId)) await this.links.hold(tx, findingId);
      const finding = await this.checks.found(tx, findingId);
      const { recommendations, actions } = await this.checks.chosen(tx, given);
      const answered = await this.checks.whole(tx, given, actions);
      await this.checks.refuseTwice(tx, finding, given);
      const concerns = given.answer === 'new_concern' ? [await this.subjects.raise(tx, finding, given)] : [];
      const waits = waitsFor(person, finding, given.answer);
      const common = {
        findingId,
        link: given.answer,
        note: given.note.trim(),
        evidenceId: null,
        state: waits ? 'waiting' : 'standing',
        linkedBy: person.personId,
        linkedOn: await this.days.today(tx),
        linkedAt: this.days.now(),
        agreedBy: needsAgreement(finding.sentiment, given.answer) && !waits ? person.personId : null,
      } as const;
      const bare = {
        recommendationId: null,
        actionId: null,
        outcome: null,
        newDueOn: null,
        evidenceKind: null,
      };
      const made: string[] = [];
      if (given.answer === 'set_aside') made.push(await this.links.add(tx, { ...bare, ...common }));
      const recommendationIds = [...recommendations.map(({ id }) => id), ...concerns];
      for (const recommendationId of recommendationIds) {
        made.push(await this.links.add(tx, { ...bare, ...common, recommendationId }));
      }
      const linked: (AnsweredAction & { linkId: string })[] = [];
      for (const one of answered) {
        const isDecided = given.answer === 'not_borne_out' && one.status === 'complete';
        const { outcome, newDueOn } = isDecided ? one : bare;
        const evidenceKind = given.answer === 'supports' ? given.evidenceKind : null;
        const linkId = await this.links.add(tx, {
          ...common,
          recommendationId: null,
          actionId: one.id,
          outcome,
          newDueOn: outcome === 'not_sustained' ? newDueOn : null,
          evidenceKind,
        });
        linked.push({ ...one, linkId });
        made.push(linkId);
      }
      if (!waits) {
        const effect = { ...given, finding, note: common.note, actions: linked, by: person.personId };
        await this.follow(tx, person, given.answer, effect, recommendationIds);
      }
      await this.keepState(tx, findingId);
      return made;
    });
  }

  /** A quality assurance lead agrees that a weakness is set aside or called support, or refuses it with a reason. */
  async decide(
    person: Person,
    findingId: string,
    decision: { agree: boolean; words: string },
  ): Promise<void> {
    if (!may('findings.agree', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      if (isUuid(findingId)) await this.links.hold(tx, findingId);
      const finding = await this.checks.found(tx, findingId);
      const waiting = (await this.links.ofFindings(tx, [findingId])).filter(
        ({ state }) => state === 'waiting',
      );
      const [first] = waiting;
      if (first === undefined) throw new StateForbids('nothing_waits', 'Nothing waits to be agreed here');
      if (!decision.agree && isBlank(decision.words)) answerRefused('words_missing');
      const on = await this.days.today(tx);
      const state = decision.agree ? 'standing' : 'refused';
      for (const { id } of waiting) {
        await this.links.decide(tx, id, { state, by: person.personId, on, words: decision.words.trim() });
      }
      if (decision.agree) {
        const actions = waiting.flatMap((link) =>
          link.actionId === null || link.status === null
            ? []
            : [{ id: link.actionId, linkId: link.id, status: link.status, outcome: null, newDueOn: null }],
        );
        const evidenceKind = waiting.find((link) => link.evidenceKind)?.evidenceKind ?? 'audit';
        const effect = { finding, note: first.note, actions, evidenceKind, by: first.linkedBy };
        const ids = waiting.flatMap(({ recommendationId }) => recommendationId ?? []);
        await this.follow(tx, person, first.link, effect, ids);
      }
      await this.keepState(tx, findingId);
    });
  }

  /** Ends a link that was a mistake, with a reason; it stays in the history. What was reopened stays reopened. */
  async end(person: Person, linkId: string, because: string): Promise<LinkView> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const link = isUuid(linkId) ? await this.links.one(tx, linkId) : null;
      if (link === null) throw new NotFound('There is no such link');
      await this.links.hold(tx, link.findingId);
      const now = (await this.links.one(tx, linkId))!;
      if (now.state !== 'waiting' && now.state !== 'standing') {
        throw new StateForbids('ended', 'This link has ended');
      }
      if (isBlank(because)) answerRefused('because_missing');
      const on = await this.days.today(tx);
      await this.links.end(tx, linkId, { by: person.personId, on, because: because.trim() });
      if (now.state === 'standing') {
        await this.consequences.ended(tx, person, now);
        if (now.link === 'new_concern' && now.recommendationId !== null) {
          await this.subjects.withdraw(tx, now.recommendationId);
        }
      }
      await this.keepState(tx, link.findingId);
      return now;
    });
  }

  private async follow(
    tx: Tx,
    person: Person,
    answer: FindingAnswer,
    effect: Effect,
    recommendationIds: readonly string[],
  ): Promise<void> {
    if (answer === 'supports') await this.consequences.supported(tx, person, effect);
    if (answer === 'improving') {
      const open = effect.actions.filter(({ status }) => status !== 'draft' && status !== 'cancelled');
      await this.consequences.improving(
        tx,
        open.map(({ id }) => id),
      );
    }
    if (answer === 'not_borne_out') await this.consequences.notBorneOutBy(tx, person, effect);
    if (answer === 'supports' || answer === 'not_borne_out') {
      await this.consequences.recommendationsDoubted(tx, recommendationIds);
    }
  }

  private async keepState(tx: Tx, findingId: string): Promise<void> {
    const links = await this.links.ofFindings(tx, [findingId]);
    const state = answerState(
      links.map((link) => ({ answer: link.link, isAgreed: link.state === 'standing' })),
    );
    await this.links.keepAnswer(tx, findingId, state);
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
