import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/database/doors.js';
import { FileStore } from '../../../platform/files/file-store.js';
import type { Paper } from '../../../platform/papers/paper.js';
import { JobQueues, type Job } from '../../../platform/queues/job-queues.js';
import { PaperWriter } from './paper-file.js';
import { PapersMadeRepository } from './papers-made.repository.js';

export interface PaperJob {
  readonly authorityId: string;
  readonly paperId: string;
}

const MAKER: Actor = { kind: 'sweep' };
const MINUTE = 60_000;
const FORGOTTEN_AFTER = 2 * MINUTE;
const KEPT_FOR = 7 * 24 * 60 * MINUTE;

export function paperJob(authorityId: string, paperId: string): Job<PaperJob> {
  return { name: 'write', data: { authorityId, paperId }, id: `paper-${paperId}` };
}

/** The worker's side of long papers: writing them, and letting go of those that are a week old. */
@Injectable()
export class PapersMaking {
  private readonly logger = new Logger('Papers');

  constructor(
    private readonly database: Database,
    private readonly papers: PapersMadeRepository,
    private readonly writer: PaperWriter,
    private readonly files: FileStore,
    private readonly queues: JobQueues,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Writes one paper that waits; for any other it does nothing, so it may run twice. */
  async make({ authorityId, paperId }: PaperJob): Promise<void> {
    const paper = await this.database.forAuthority(authorityId, MAKER, (tx) => this.papers.byId(tx, paperId));
    if (paper === null || paper.state !== 'waiting') return;
    const source = readPaper((await this.files.bytes(paper.sourceKey)).toString());
    const kept = await this.files.keep(await this.writer.written(source, paper.format));
    const isTaken = await this.database.forAuthority(authorityId, MAKER, async (tx) => {
      const held = await this.papers.byIdHeld(tx, paperId);
      if (held?.state !== 'waiting') return false;
      await this.papers.made(tx, paperId, kept);
      return true;
    });
    await this.files.takeBack(isTaken ? paper.sourceKey : kept.key);
  }

  /** Tried for the last time: whoever waits for it is told on its page. */
  async giveUp({ authorityId, paperId }: PaperJob): Promise<void> {
    await this.database.forAuthority(authorityId, MAKER, async (tx) => {
      if ((await this.papers.byIdHeld(tx, paperId))?.state === 'waiting') {
        await this.papers.ended(tx, paperId, 'failed');
      }
    });
  }

  /** For the worker's round: asks again for what was left waiting, and lets go of what is a week old. */
  async lookAfter(): Promise<void> {
    const now = this.clock.now().getTime();
    const left: { authority_id: string; id: string; is_over: boolean }[] = await this.dataSource.query(
      'select authority_id, id, is_over from papers_left($1, $2)',
      [new Date(now - FORGOTTEN_AFTER), new Date(now - KEPT_FOR)],
    );
    for (const { authority_id: authorityId, id, is_over: isOver } of left) {
      if (isOver) await this.letGo(authorityId, id);
      else await this.queues.add('papers', paperJob(authorityId, id));
    }
    if (left.length > 0) this.logger.log(`${left.length} paper(s) looked after`);
  }

  private async letGo(authorityId: string, paperId: string): Promise<void> {
    const paper = await this.database.forAuthority(authorityId, MAKER, async (tx) => {
      const held = await this.papers.byIdHeld(tx, paperId);
      if (held !== null) await this.papers.ended(tx, paperId, 'expired');
      return held;
    });
    if (paper === null) return;
    await this.files.takeBack(paper.sourceKey);
    if (paper.madeKey !== null) await this.files.takeBack(paper.madeKey);
  }
}

/** A paper as it was kept while it waited: the bytes of its logo became numbers. */
function readPaper(kept: string): Paper {
  const paper = JSON.parse(kept) as Paper;
  if (!paper.logo) return paper;
  return { ...paper, logo: { ...paper.logo, bytes: Buffer.from(paper.logo.bytes) } };
}
