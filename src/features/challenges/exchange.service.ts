import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  answerChallenge,
  judgeAnswer,
  reassignChallenge,
  withdrawChallenge,
  type Challenge,
} from '../../domain/lifecycle/challenge.js';
import { isEvidenceLink } from '../../domain/lifecycle/evidence-item.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ChallengeAccess, refuseChallenge } from './challenge-access.js';
import { ChallengeChoices } from './challenge-choices.repository.js';
import type { ChallengeRow } from './challenge-row.js';
import { aboutOf, type About } from './challenge-subject.js';
import { ChallengesRepository } from './challenges.repository.js';
import { checkAsked } from './challenges.service.js';
import { ExchangeRepository } from './exchange.repository.js';

export interface Answer {
  readonly words: string;
  readonly evidenceId: string | null;
  readonly measureValueId: string | null;
  readonly link: string | null;
}

export interface Verdict {
  readonly accept: boolean;
  readonly words: string;
  /** Until when a better answer is wanted; null: as long as there is time, else for the next papers. */
  readonly dueOn: LocalDate | null;
  /** The answer that was read; null: whichever is the latest. */
  readonly answerId: string | null;
}

interface Held {
  readonly row: ChallengeRow;
  readonly rule: Challenge;
}

/** One challenge and the exchange about it: answered, accepted, sent back, given to another person, withdrawn. */
@Injectable()
export class ExchangeService {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengesRepository,
    private readonly exchanges: ExchangeRepository,
    private readonly choices: ChallengeChoices,
    private readonly access: ChallengeAccess,
    private readonly days: AuthorityDays,
  ) {}

  async answer(person: Person, id: string, answer: Answer): Promise<void> {
    if (!mayEver('challenges.answer', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { row, rule } = await this.held(tx, person, id);
      const today = await this.days.today(tx);
      const standsInForIds = await this.choices.standsInFor(tx, person.personId, today);
      const answered = answerChallenge(rule, { words: answer.words, byId: person.personId, standsInForIds });
      if (isRefusal(answered)) {
        if (answered.refused === 'not_asked')
          throw new Forbidden('not_asked', 'Only the person asked can answer');
        refuseChallenge(answered.refused);
      }
      await this.checkProof(tx, person, aboutOf(row), answer);
      await this.challenges.change(tx, id, { state: answered.state, answeredOn: today });
      await this.write(tx, person, id, { kind: 'answered', ...answer });
    });
  }

  async judge(person: Person, id: string, verdict: Verdict): Promise<void> {
    if (!mayEver('challenges.accept', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { row, rule } = await this.held(tx, person, id);
      const today = await this.days.today(tx);
      const last = await this.exchanges.lastAnswer(tx, id);
      const dueOn = verdict.dueOn ?? (await this.access.dayOf(tx, row));
      const isChair = await this.access.isChair(tx, person);
      const asked = { ...verdict, dueOn, isChair, byId: person.personId, answeredById: last?.byId ?? null };
      const judged = judgeAnswer(rule, asked, today);
      if (isRefusal(judged)) {
        if (judged.refused === 'not_the_asker' || judged.refused === 'own_answer')
          throw new Forbidden(judged.refused);
        refuseChallenge(judged.refused);
      }
      if (verdict.answerId !== null && verdict.answerId !== last?.id) {
        throw new StateForbids('answered_again', 'There is another answer by now. Read it first');
      }
      if (verdict.accept) {
        await this.challenges.change(tx, id, { state: 'closed', outcome: 'accepted', closedOn: today });
        return this.write(tx, person, id, { kind: 'accepted', words: verdict.words });
      }
      await this.access.checkDay(tx, dueOn);
      await this.challenges.change(tx, id, { state: 'open', waitingSince: today, dueOn });
      await this.write(tx, person, id, { kind: 'sent_back', words: verdict.words, dueOn });
    });
  }

  async reassign(
    person: Person,
    id: string,
    change: { askedOfId: string; words: string; dueOn: LocalDate | null },
  ): Promise<void> {
    if (!may('challenges.reassign', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { row, rule } = await this.held(tx, person, id);
      const today = await this.days.today(tx);
      const dueOn = change.dueOn ?? (await this.access.dayOf(tx, row));
      const given = reassignChallenge(rule, { toId: change.askedOfId, dueOn }, today);
      if (isRefusal(given)) refuseChallenge(given.refused);
      await this.access.checkDay(tx, dueOn);
      const about = aboutOf(row);
      const asked = (await this.choices.askable(tx)).find(({ personId }) => personId === change.askedOfId);
      checkAsked(asked, about === null ? null : await this.choices.about(tx, about));
      await this.challenges.change(tx, id, { askedOfId: asked.personId, waitingSince: today, dueOn });
      await this.write(tx, person, id, {
        kind: 'reassigned',
        words: change.words,
        toId: asked.personId,
        dueOn,
      });
    });
  }

  async withdraw(person: Person, id: string, words: string): Promise<void> {
    if (!mayEver('challenges.withdraw', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { row, rule } = await this.held(tx, person, id);
      if (!may('challenges.withdraw', person, { ownerId: row.askedById })) throw new Forbidden();
      const withdrawn = withdrawChallenge(rule, { words, byId: person.personId });
      if (isRefusal(withdrawn)) refuseChallenge(withdrawn.refused);
      const closedOn = await this.days.today(tx);
      await this.challenges.change(tx, id, { state: 'closed', outcome: 'withdrawn', closedOn });
      await this.write(tx, person, id, { kind: 'withdrawn', words });
    });
  }

  /** The challenge, held until the end of the transaction, as it then stands. */
  private async held(tx: Tx, person: Person, id: string): Promise<Held> {
    const reader = await this.access.reader(tx, person);
    await this.access.found(tx, reader, id);
    const held = await this.challenges.held(tx, id);
    if (held === null) throw new NotFound('There is no such challenge');
    const { state, askedOfId, askedById, askedFor } = held;
    const rule = { state, askedOfId, askedById: askedFor === '' ? askedById : null };
    return { row: await this.access.found(tx, reader, id), rule };
  }

  private async checkProof(tx: Tx, person: Person, about: About | null, answer: Answer): Promise<void> {
    const refuse = (field: string, code: string, message: string): never => {
      throw new Refused(code, message, [{ field, message }]);
    };
    if (answer.link !== null && !isEvidenceLink(answer.link)) {
      refuse('link', 'not_a_link', 'The link must be an address that starts with https://');
    }
    if (answer.evidenceId !== null) {
      const known = await this.choices.acceptedEvidence(tx, about, person.personId);
      if (!known.some(({ id }) => id === answer.evidenceId))
        refuse('evidenceId', 'not_accepted', 'Choose evidence that was accepted for what this is about');
    }
    if (answer.measureValueId !== null) {
      const known = await this.choices.measureValues(tx, about);
      if (!known.some(({ id }) => id === answer.measureValueId))
        refuse('measureValueId', 'unknown_value', 'Choose a value of the list');
    }
  }

  private async write(
    tx: Tx,
    person: Person,
    id: string,
    entry: Omit<
      Parameters<ExchangeRepository['write']>[1],
      'challengeId' | 'byId' | 'writtenOn' | 'writtenAt'
    >,
  ): Promise<void> {
    await this.exchanges.write(tx, {
      ...entry,
      words: entry.words.trim(),
      challengeId: id,
      byId: person.personId,
      writtenOn: await this.days.today(tx),
      writtenAt: this.days.now(),
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
