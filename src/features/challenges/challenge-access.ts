import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { answerDueOn, type ChallengeRefusal } from '../../domain/lifecycle/challenge.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { NotFound, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import { ChallengeChoices } from './challenge-choices.repository.js';
import { REFUSALS } from './challenge-words.js';
import type { ChallengeReader, ChallengeRow } from './challenge-row.js';
import { ChallengesRepository } from './challenges.repository.js';

const STATES: readonly ChallengeRefusal[] = ['closed', 'answered_already', 'not_answered'];

/** Who reads challenges, how far, and the one that is asked for. */
@Injectable()
export class ChallengeAccess {
  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly choices: ChallengeChoices,
    private readonly days: AuthorityDays,
    private readonly board: BoardDecisions,
  ) {}

  async reader(tx: Tx, person: Person): Promise<ChallengeReader> {
    const others = await this.choices.standsInFor(tx, person.personId, await this.days.today(tx));
    return {
      personIds: [person.personId, ...others],
      all: may('challenges.read', person),
      publishedOnly: !seesEmbargoed(person),
    };
  }

  /** Null where it is not there or not theirs to see. */
  async seen(tx: Tx, person: Person, id: string): Promise<ChallengeRow | null> {
    return isUuid(id) ? this.challenges.one(tx, await this.reader(tx, person), id) : null;
  }

  async found(tx: Tx, reader: ChallengeReader, id: string): Promise<ChallengeRow> {
    const found = isUuid(id) ? await this.challenges.one(tx, reader, id) : null;
    if (found === null) throw new NotFound('There is no such challenge');
    return found;
  }

  /** The day by which an answer is wanted where nobody names one: as it stands while it is to come, else the next papers. */
  async dayOf(tx: Tx, { dueOn }: Pick<ChallengeRow, 'dueOn'>): Promise<LocalDate> {
    const today = await this.days.today(tx);
    return dueOn > today ? dueOn : this.usualDay(tx);
  }

  async usualDay(tx: Tx): Promise<LocalDate> {
    const today = await this.days.today(tx);
    const deadlines = await this.choices.paperDeadlines(tx, today);
    return answerDueOn(today, deadlines, await this.days.calendar(tx));
  }

  /** The chair of the board, or the vice-chair where there is none. */
  async isChair(tx: Tx, person: Person): Promise<boolean> {
    if (!may('challenges.accept', person)) return false;
    return (await this.board.chairIds(tx, await this.days.today(tx))).includes(person.personId);
  }

  /** A day that somebody named, as far as working days can be counted. */
  async checkDay(tx: Tx, dueOn: LocalDate): Promise<void> {
    if ((await this.days.calendar(tx)).covers(dueOn)) return;
    const message = 'The day is too far away for working days to be counted';
    throw new Refused('beyond_calendar', message, [{ field: 'dueOn', message }]);
  }
}

/** A refusal of the rulebook, in words. What the state forbids is 409. */
export function refuseChallenge(code: ChallengeRefusal): never {
  const { message, field } = REFUSALS[code];
  if (STATES.includes(code)) throw new StateForbids(code, message);
  throw new Refused(code, message, [{ field, message }]);
}
