import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { FileStore } from '../../../platform/files/file-store.js';
import { JobQueues } from '../../../platform/queues/job-queues.js';
import { isUuid } from '../../../web/api/ids.js';
import { NotFound, StateForbids } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { type AskedPaper, sourceOf, type WrittenFormat } from './paper-file.js';
import { PapersMadeRepository, type PaperMade } from './papers-made.repository.js';
import { paperJob } from './papers-making.service.js';

/** Long papers: asked for, looked at while they are made, and fetched, each only by whoever asked. */
@Injectable()
export class PapersMadeService {
  constructor(
    private readonly database: Database,
    private readonly papers: PapersMadeRepository,
    private readonly files: FileStore,
    private readonly queues: JobQueues,
  ) {}

  /**
   * What the paper says is kept as it is at this moment, read with this person's permission; the worker only writes
   * it down.
   */
  async ask(person: Person, asked: AskedPaper, format: WrittenFormat): Promise<string> {
    const source = sourceOf(asked, format);
    const { key } = await this.files.keep(Buffer.from(JSON.stringify(source)));
    const id = await this.within(person, (tx) =>
      this.papers.add(tx, {
        askedBy: person.personId,
        title: `${source.title}, ${source.footer}`,
        fileName: `${asked.name}.${format}`,
        format,
        sourceKey: key,
      }),
    );
    await this.queues.add('papers', paperJob(person.authority.id, id));
    return id;
  }

  async one(person: Person, id: string): Promise<PaperMade> {
    const paper = isUuid(id) ? await this.within(person, (tx) => this.papers.byId(tx, id)) : null;
    if (paper === null || paper.askedBy !== person.personId) throw new NotFound('There is no such paper');
    return paper;
  }

  async file(person: Person, id: string): Promise<{ paper: PaperMade; bytes: Buffer }> {
    const paper = await this.one(person, id);
    if (paper.madeKey === null)
      throw new StateForbids('not_made', 'This paper is not ready, or no longer kept');
    return { paper, bytes: await this.files.bytes(paper.madeKey) };
  }

  private within<T>(person: Person, work: Parameters<typeof this.database.forAuthority<T>>[2]): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
