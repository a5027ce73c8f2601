import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ChallengeAccess } from './challenge-access.js';
import { ChallengeChoices, type Askable, type ProofChoice } from './challenge-choices.repository.js';
import type { ChallengeRow } from './challenge-row.js';
import { aboutOf } from './challenge-subject.js';
import { ExchangeRepository, type EntryRow } from './exchange.repository.js';

export interface ChallengePage {
  readonly challenge: ChallengeRow;
  readonly exchange: readonly EntryRow[];
  readonly today: LocalDate;
  /** Whether the reader may open what it is about and what its answers point at. */
  readonly readsAll: boolean;
  readonly may: {
    readonly answer: boolean;
    readonly judge: boolean;
    readonly withdraw: boolean;
    readonly reassign: boolean;
  };
}

/** One challenge with its exchange, and what the forms of an exchange offer. */
@Injectable()
export class ExchangeReading {
  constructor(
    private readonly database: Database,
    private readonly exchanges: ExchangeRepository,
    private readonly choices: ChallengeChoices,
    private readonly access: ChallengeAccess,
    private readonly days: AuthorityDays,
  ) {}

  async page(person: Person, id: string): Promise<ChallengePage> {
    if (!mayEver('challenges.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const reader = await this.access.reader(tx, person);
      const challenge = await this.access.found(tx, reader, id);
      const exchange = await this.exchanges.exchange(tx, reader, id);
      const today = await this.days.today(tx);
      const me = person.personId;
      const { state, askedOfId } = challenge;
      const askedById = challenge.recordedByName === null ? challenge.askedById : null;
      const answeredById = exchange.findLast(({ kind }) => kind === 'answered')?.byId ?? null;
      const isJudge = me === askedById || (await this.access.isChair(tx, person));
      return {
        challenge,
        exchange,
        today,
        readsAll: reader.all,
        may: {
          answer: state === 'open' && reader.personIds.includes(askedOfId) && me !== askedById,
          judge: state === 'answered' && isJudge && me !== askedOfId && me !== answeredById,
          withdraw: state !== 'closed' && may('challenges.withdraw', person, { ownerId: askedById }),
          reassign: state === 'open' && may('challenges.reassign', person),
        },
      };
    });
  }

  /** What an answer may point at: accepted evidence, and values of measures. */
  async proof(person: Person, id: string): Promise<{ evidence: ProofChoice[]; values: ProofChoice[] }> {
    if (!mayEver('challenges.answer', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const reader = await this.access.reader(tx, person);
      const about = aboutOf(await this.access.found(tx, reader, id));
      return {
        evidence: await this.choices.acceptedEvidence(tx, about, person.personId),
        values: await this.choices.measureValues(tx, about),
      };
    });
  }

  /** To whom else it may be given. */
  async others(person: Person, id: string): Promise<Askable[]> {
    if (!may('challenges.reassign', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const row = await this.access.found(tx, await this.access.reader(tx, person), id);
      const people = await this.choices.askable(tx);
      return people.filter(
        ({ personId }) =>
          personId !== row.askedOfId && (personId !== row.askedById || row.recordedByName !== null),
      );
    });
  }

  /** The day by which an answer is wanted where nobody names one: as it stands while it is to come, else the next papers. */
  async dayFor(person: Person, id: string): Promise<LocalDate> {
    return this.within(person, async (tx) => {
      const row = await this.access.found(tx, await this.access.reader(tx, person), id);
      return this.access.dayOf(tx, row);
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
