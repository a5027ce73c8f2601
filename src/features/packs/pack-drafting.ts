import { Injectable } from '@nestjs/common';
import { packName } from '../../domain/lifecycle/pack.js';
import type { PackContent } from '../../domain/report/pack-content.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PackContentService, type PackBefore } from './content/pack-content.service.js';
import { ExplanationsRepository } from './explanations.repository.js';
import { PackCommentariesRepository } from './pack-commentaries.repository.js';
import { PackContentsRepository } from './pack-contents.repository.js';
import { PacksRepository, type PackRow } from './packs.repository.js';

/** What a pack would say if it were issued now: for its preview, and for the moment of issuing. */
@Injectable()
export class PackDrafting {
  constructor(
    private readonly packs: PacksRepository,
    private readonly contents: PackContentsRepository,
    private readonly commentaries: PackCommentariesRepository,
    private readonly explanations: ExplanationsRepository,
    private readonly service: PackContentService,
    private readonly days: AuthorityDays,
  ) {}

  /** Bring due ratings up to date first. */
  async content(tx: Tx, pack: PackRow, part: 1 | 2): Promise<PackContent> {
    const since = await this.before(tx, pack, part);
    const written = (await this.commentaries.ofPack(tx, pack.id)).filter(
      ({ writtenOn }) => writtenOn !== null,
    );
    const explanations = await this.explanations.forPack(tx, pack.meetingId, since?.asAt ?? null);
    return this.service.read(tx, {
      board: { id: pack.boardId, name: pack.boardName },
      meetingOn: pack.meetsOn,
      asAt: await this.days.today(tx),
      part,
      since,
      commentary: written.map(({ name, role, better, worries, asks }) => ({
        by: name,
        role,
        better,
        worries,
        asks,
      })),
      explanations: explanations.map((one) => ({
        actionId: one.actionId,
        words: `${one.inTheWay}\n${one.willBeDone}`,
        by: one.givenByName,
        on: one.givenOn,
        recoveryOn: one.recoveryOn,
      })),
    });
  }

  /** What has changed since this pack was issued: the plan as it is now, compared with what the pack froze. */
  async sinceIssued(tx: Tx, pack: PackRow, frozen: PackContent): Promise<PackContent> {
    return this.service.read(tx, {
      board: { id: pack.boardId, name: pack.boardName },
      meetingOn: pack.meetsOn,
      asAt: await this.days.today(tx),
      part: frozen.part,
      since: { pack: packName(pack), asAt: frozen.asAt, content: frozen },
      commentary: [],
      explanations: [],
    });
  }

  private async before(tx: Tx, pack: PackRow, part: 1 | 2): Promise<PackBefore | null> {
    const row = await this.packs.issuedBefore(tx, pack);
    const content = row === null ? null : await this.contents.content(tx, row.id, part);
    return row === null || content === null ? null : { pack: packName(row), asAt: content.asAt, content };
  }
}
