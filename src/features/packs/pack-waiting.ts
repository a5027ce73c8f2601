import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { packName } from '../../domain/lifecycle/pack.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import type { WaitingDecision, WaitingSource } from '../meetings/waiting-decisions.js';
import { packPaths } from './packs.paths.js';
import { PacksRepository, type PackRow } from './packs.repository.js';

/** Packs that wait for somebody: commentary to write, to clear, to issue. */
@Injectable()
export class PackWaiting implements WaitingSource {
  readonly kind = 'pack';
  readonly heading = 'Packs for the board';
  readonly order = 60;

  constructor(private readonly packs: PacksRepository) {}

  async waiting(tx: Tx, person: Person): Promise<WaitingDecision[]> {
    const waiting: WaitingDecision[] = [];
    if (mayEver('packs.comment', person)) {
      const wanted = await this.packs.commentaryWanted(tx, person.personId);
      waiting.push(...wanted.map((pack) => waitingFor(pack, 'Write your commentary for', 'commentary')));
    }
    if (!may('packs.clear', person) && !may('packs.issue', person)) return waiting;
    for (const pack of await this.packs.beingMade(tx)) {
      if (pack.state === 'commentary' && may('packs.clear', person))
        waiting.push(waitingFor(pack, 'Clear', 'pack'));
      if (pack.state === 'cleared' && may('packs.issue', person))
        waiting.push(waitingFor(pack, 'Issue', 'pack'));
    }
    return waiting;
  }
}

function waitingFor(pack: PackRow, verb: string, page: 'commentary' | 'pack'): WaitingDecision {
  return {
    id: pack.id,
    title: `${verb} the pack of ${formatLongDate(pack.meetsOn)}`,
    about: `${pack.boardName} · ${packName(pack)}`,
    href: page === 'pack' ? packPaths.pack(pack.id) : packPaths.commentary(pack.id),
    since: pack.begunOn,
    until: pack.paperDeadline,
  };
}
