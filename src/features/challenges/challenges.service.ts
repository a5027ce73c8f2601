import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { raiseChallenge } from '../../domain/lifecycle/challenge.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { ChallengeAccess, refuseChallenge } from './challenge-access.js';
import { ChallengeChoices, type AboutFacts, type Askable } from './challenge-choices.repository.js';
import type { ChallengeRow } from './challenge-row.js';
import type { About } from './challenge-subject.js';
import { ExchangeRepository } from './exchange.repository.js';
import {
  ChallengesRepository,
  type ChallengeFigures,
  type ChallengeFilter,
  type ChallengeOrder,
} from './challenges.repository.js';

export interface AskedChallenges extends Omit<ChallengeFilter, 'overdueOn'> {
  readonly overdue?: boolean;
}

/** What the form of a new challenge starts from. */
export interface Raising {
  readonly about: About | null;
  readonly aboutTitle: string | null;
  readonly people: readonly Askable[];
  readonly suggestedId: string | null;
  /** False: somebody else's question is written down, and who asked is to be said. */
  readonly asksThemselves: boolean;
  readonly dueOn: LocalDate;
}

export interface NewChallenge {
  readonly question: string;
  /** Who asked, where it is written down for somebody without an account. */
  readonly askedFor?: string | null;
  readonly askedOfId: string;
  /** Null: for the papers of the next meeting. */
  readonly dueOn: LocalDate | null;
  readonly about: About | null;
  readonly raisedFrom: string;
}

/** The log of challenges, and raising one. */
@Injectable()
export class ChallengesService {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengesRepository,
    private readonly exchange: ExchangeRepository,
    private readonly choices: ChallengeChoices,
    private readonly access: ChallengeAccess,
    private readonly days: AuthorityDays,
  ) {}

  async list(
    person: Person,
    { overdue, ...filter }: AskedChallenges,
    order: ChallengeOrder,
    part: Slice,
  ): Promise<{ rows: ChallengeRow[]; total: number; figures: ChallengeFigures; today: LocalDate }> {
    if (!mayEver('challenges.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const today = await this.days.today(tx);
      const reader = await this.access.reader(tx, person);
      const found = await this.challenges.list(
        tx,
        reader,
        { ...filter, ...(overdue && { overdueOn: today }) },
        order,
        part,
      );
      return { ...found, today, figures: await this.challenges.figures(tx, reader, today) };
    });
  }

  async raising(person: Person, about: About | null): Promise<Raising> {
    if (!may('challenges.raise', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const facts = await this.factsOf(tx, person, about);
      const asksThemselves = may('challenges.ask', person);
      const people = (await this.choices.askable(tx)).filter(
        (one) => knows(one, facts) && (one.personId !== person.personId || !asksThemselves),
      );
      return {
        about: facts === null ? null : about,
        aboutTitle: facts?.title ?? null,
        people,
        suggestedId: people.find(({ personId }) => personId === facts?.answersForIt)?.personId ?? null,
        asksThemselves,
        dueOn: await this.access.usualDay(tx),
      };
    });
  }

  async raise(person: Person, challenge: NewChallenge): Promise<string> {
    if (!may('challenges.raise', person)) throw new Forbidden();
    const askedFor = askerInWords(person, challenge.askedFor ?? '');
    return this.within(person, async (tx) => {
      const facts = await this.factsOf(tx, person, challenge.about);
      if (challenge.about !== null && facts === null) {
        throw new Refused('unknown_subject', 'What the challenge is about is not there');
      }
      const today = await this.days.today(tx);
      const dueOn = challenge.dueOn ?? (await this.access.usualDay(tx));
      const askedById = person.personId;
      const { question: words, askedOfId, raisedFrom } = challenge;
      const asker = askedFor === '' ? askedById : null;
      const raised = raiseChallenge({ words, askedById: asker, askedOfId, dueOn }, today);
      if (isRefusal(raised)) refuseChallenge(raised.refused);
      await this.access.checkDay(tx, dueOn);
      checkAsked(
        (await this.choices.askable(tx)).find(({ personId }) => personId === askedOfId),
        facts,
      );
      const id = await this.challenges.add(
        tx,
        {
          question: words.trim(),
          askedById,
          askedFor,
          askedOfId,
          raisedFrom,
          raisedOn: today,
          waitingSince: today,
          dueOn,
        },
        challenge.about,
      );
      await this.exchange.write(tx, {
        challengeId: id,
        kind: 'asked',
        byId: askedById,
        writtenOn: today,
        writtenAt: this.days.now(),
        words: words.trim(),
        toId: askedOfId,
        dueOn,
      });
      return id;
    });
  }

  /** What it is about, where this person may know of it. */
  private async factsOf(tx: Tx, person: Person, about: About | null): Promise<AboutFacts | null> {
    const facts = about === null ? null : await this.choices.about(tx, about);
    if (facts === null || (facts.embargoed && !seesEmbargoed(person))) return null;
    return facts.subject === null || may('actions.read', person, facts.subject) ? facts : null;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** Who asked, in words, for somebody without an account; empty where this person asks in their own name. */
function askerInWords(person: Person, askedFor: string): string {
  const name = askedFor.trim();
  const refuse = (code: string, message: string): never => {
    throw new Refused(code, message, [{ field: 'askedFor', message }]);
  };
  if (!may('challenges.ask', person)) {
    return name === ''
      ? refuse('asker_missing', 'Enter who asked, for example the scrutiny committee')
      : name;
  }
  return name === '' ? '' : refuse('asks_themselves', 'You ask in your own name. Leave who asked out');
}

/** Whether somebody may know of what the question is about: nobody is asked of what they may not open. */
function knows(asked: Askable, facts: AboutFacts | null): boolean {
  if (facts === null) return true;
  if (facts.embargoed && !may('documents.read_embargoed', asked)) return false;
  if (facts.restricted && !may('restricted.read', asked, facts.subject ?? undefined)) return false;
  return facts.subject === null || may('actions.read', asked, facts.subject);
}

/** Refuses somebody of whom this cannot be asked. */
export function checkAsked(asked: Askable | undefined, facts: AboutFacts | null): asserts asked is Askable {
  const refuse = (code: string, message: string): never => {
    throw new Refused(code, message, [{ field: 'askedOfId', message }]);
  };
  if (asked === undefined) return refuse('unknown_person', 'Choose somebody of the list');
  if (!knows(asked, facts)) {
    refuse('may_not_open', `${asked.name} may not see what this is about. Choose somebody else`);
  }
}
