import { Injectable, Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { may } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { suppressed, type Shown } from '../../../domain/report/suppression.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { FileMissing, FileStore } from '../../../platform/files/file-store.js';
import { storedZip, type ZipEntry } from '../../../platform/files/stored-zip.js';
import { Forbidden, Refused } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { CoverageService, type CoverageRead } from '../coverage/coverage.service.js';
import { namedFiles } from './file-names.js';
import {
  ReadinessRepository,
  type ReadyAction,
  type ReadyEvidence,
  type ReadyMeasure,
} from './readiness.repository.js';

/** One thing that a visit may be about. */
export type VisitArea =
  { readonly theme: string } | { readonly workstreamId: string } | { readonly area: string };

export interface Ready {
  readonly on: LocalDate;
  readonly authority: string;
  readonly rows: readonly CoverageRead[];
  readonly actions: ReadonlyMap<string, ReadyAction>;
  readonly evidence: ReadonlyMap<string, ReadyEvidence>;
  /** The name of each file in the download, by the id of its evidence. */
  readonly fileNames: ReadonlyMap<string, string>;
  readonly measures: readonly (Omit<ReadyMeasure, 'values' | 'baseline'> & Shown)[];
  /** Of the whole plan: what is restricted is never on this page, whoever asks. */
  readonly leftOut: number;
  readonly fileBytes: number;
}

const MOST_RECOMMENDATIONS = 100;
const MEGABYTE = 1024 * 1024;
/** What one download may weigh: more is a question for a narrower area. */
export const LARGEST_DOWNLOAD = 250 * MEGABYTE;

/** Everything a visit to one area would ask for, on one page and as one download. */
@Injectable()
export class ReadinessService {
  private readonly log = new Logger(ReadinessService.name);

  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly coverage: CoverageService,
    private readonly readiness: ReadinessRepository,
    private readonly files: FileStore,
  ) {}

  areas(person: Person): ReturnType<ReadinessRepository['areas']> {
    this.check(person);
    // The same for everybody: what a page offers is what it may show to whoever comes.
    return this.within(person, (tx) => this.readiness.areas(tx, true));
  }

  /** Refuses an area of more than 100 recommendations: nobody reads that on one page. */
  async read(person: Person, area: VisitArea): Promise<Ready> {
    this.check(person);
    const filter = 'theme' in area ? { theme: [area.theme] } : area;
    const narrowed = 'workstreamId' in filter ? { workstreamId: [filter.workstreamId] } : filter;
    const list = await this.coverage.list(
      person,
      { ...narrowed, status: ['open', 'proposed_as_met', 'met'], forOthers: true },
      { limit: MOST_RECOMMENDATIONS, offset: 0 },
    );
    if (list.total > MOST_RECOMMENDATIONS) {
      const message = `This area has ${list.total} recommendations. Choose one with ${MOST_RECOMMENDATIONS} or fewer`;
      throw new Refused('too_wide', message, [{ field: 'area', message }]);
    }
    const towards = list.rows.flatMap((row) => row.towards);
    const evidenceIds = towards.flatMap((action) => action.evidence.map(({ id }) => id));
    return this.within(person, async (tx) => {
      const actions = await this.readiness.actions(tx, idsOf(towards));
      const evidence = await this.readiness.evidence(tx, [...new Set(evidenceIds)]);
      const measures = await this.readiness.measures(tx, idsOf(list.rows));
      return {
        on: await this.days.today(tx),
        authority: person.authority.name,
        rows: list.rows,
        actions: byId(actions),
        evidence: byId(evidence),
        fileNames: namedFiles(evidence),
        measures: measures.map((measure) => ({ ...measure, ...suppressed(measure) })),
        leftOut: await this.readiness.restricted(tx),
        fileBytes: evidence.reduce((sum, { file }) => sum + (file?.byteSize ?? 0), 0),
      };
    });
  }

  /**
   * The page as it was written by `index`, and every file that was accepted, one after the other: a single file is
   * held in memory at a time. Refuses more than 250 MB before the first byte.
   */
  archive(ready: Ready, index: string): Readable {
    if (ready.fileBytes > LARGEST_DOWNLOAD) {
      const size = Math.ceil(ready.fileBytes / MEGABYTE);
      const message = `The files of this area are ${size} MB together, more than ${LARGEST_DOWNLOAD / MEGABYTE} MB. Choose a narrower area`;
      throw new Refused('too_large', message, [{ field: 'area', message }]);
    }
    const entries: ZipEntry[] = [{ name: 'index.html', bytes: async () => Buffer.from(index) }];
    for (const { id, file } of ready.evidence.values()) {
      if (file === null) continue;
      entries.push({ name: ready.fileNames.get(id)!, bytes: () => this.bytesOf(id, file.storedAs) });
    }
    return Readable.from(storedZip(entries), { objectMode: false });
  }

  /** A file that is gone does not spoil the others: its place says so. */
  private async bytesOf(evidenceId: string, storedAs: string): Promise<Buffer> {
    try {
      return await this.files.bytes(storedAs);
    } catch (error) {
      if (!(error instanceof FileMissing)) throw error;
      this.log.error(`The file of the evidence ${evidenceId} is missing`, error.stack);
      return Buffer.from('This file is missing from the store of this service. Ask its administrator.\n');
    }
  }

  private check(person: Person): void {
    if (!may('plan.read', person) || !may('documents.read', person) || !may('evidence.read', person)) {
      throw new Forbidden();
    }
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return [...new Set(rows.map(({ id }) => id))];
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
