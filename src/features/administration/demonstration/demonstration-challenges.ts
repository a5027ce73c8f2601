import { Injectable } from '@nestjs/common';
import { ChallengesService } from '../../challenges/challenges.service.js';
import { ExchangeService } from '../../challenges/exchange.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';
import type { DemoChallenge } from './demonstration-data.js';

/** What the board of the demonstration asked, and what was answered. */
@Injectable()
export class DemonstrationChallenges {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly exchange: ExchangeService,
  ) {}

  /** One challenge about an action. */
  eventsOf(cast: DemoCast, challenge: DemoChallenge, actionId: () => string): DemoEvent[] {
    let id = '';
    const by = member(cast, challenge.by);
    const of = member(cast, challenge.of);
    const raise = async () => {
      id = await this.challenges.raise(by, {
        question: challenge.question,
        askedOfId: of.personId,
        dueOn: null,
        about: { kind: 'action', id: actionId() },
        raisedFrom: '',
      });
    };
    const events: DemoEvent[] = [{ day: challenge.day, happen: raise }];
    for (const { day, ...said } of challenge.exchange ?? []) {
      const happen = () =>
        said.kind === 'answered'
          ? this.exchange.answer(of, id, {
              words: said.words,
              evidenceId: null,
              measureValueId: null,
              link: null,
            })
          : this.exchange.judge(by, id, {
              accept: said.kind === 'accepted',
              words: said.words,
              dueOn: null,
              answerId: null,
            });
      events.push({ day, happen });
    }
    return events;
  }
}
