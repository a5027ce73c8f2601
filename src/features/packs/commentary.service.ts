import { Injectable } from '@nestjs/common';
import { mayEver } from '../../domain/access/policy.js';
import { writeCommentary, type CommentaryWords } from '../../domain/lifecycle/pack.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { packFor } from './pack-access.js';
import { PackCommentariesRepository, type CommentaryRow } from './pack-commentaries.repository.js';
import { packRefused } from './pack-words.js';
import { PacksRepository, type PackRow } from './packs.repository.js';

/** What the director and each lead write for the board: everybody their own. */
@Injectable()
export class CommentaryService {
  constructor(
    private readonly database: Database,
    private readonly packs: PacksRepository,
    private readonly commentaries: PackCommentariesRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** Theirs, written or not yet. Refuses those whose commentary is not asked for. */
  async mine(person: Person, id: string): Promise<{ pack: PackRow; mine: CommentaryRow }> {
    if (!mayEver('packs.comment', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      pack: await packFor(tx, this.packs, person, id),
      mine: await this.rowOf(tx, person, id),
    }));
  }

  /** Writes it, or writes it anew; `version` null: whatever stands. */
  async write(person: Person, id: string, words: CommentaryWords, version: number | null): Promise<void> {
    if (!mayEver('packs.comment', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      if (isUuid(id)) await this.packs.hold(tx, id);
      const pack = await packFor(tx, this.packs, person, id);
      const mine = await this.rowOf(tx, person, id);
      const standing = mine.version ?? 0;
      if (version !== null && version !== standing) throw new StaleVersion(standing);
      const written = writeCommentary(pack.state, words);
      if (isRefusal(written)) packRefused(written.refused);
      const trimmed = {
        better: words.better.trim(),
        worries: words.worries.trim(),
        asks: words.asks.trim(),
      };
      await this.commentaries.write(tx, id, mine, trimmed, await this.days.today(tx));
    });
  }

  private async rowOf(tx: Tx, person: Person, id: string): Promise<CommentaryRow> {
    const rows = isUuid(id) ? await this.commentaries.ofPack(tx, id) : [];
    const mine = rows.find(({ personId }) => personId === person.personId);
    if (mine === undefined) {
      throw new Forbidden('not_asked', 'Commentary is written by the director and by leads of actions');
    }
    return mine;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
