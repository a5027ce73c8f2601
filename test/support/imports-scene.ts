import type { LocalDate } from '../../src/domain/calendar/local-date.js';
import type { DocumentItem } from '../../src/features/imports/document-item.entity.js';
import { ItemChanges, valuesOfItem } from '../../src/features/imports/item-changes.service.js';
import type { ItemValues } from '../../src/features/imports/item-values.js';
import { ReadingService } from '../../src/features/imports/reading.service.js';
import { ReviewService } from '../../src/features/imports/review.service.js';
import { UploadsService } from '../../src/features/imports/uploads.service.js';
import type { Person } from '../../src/web/person.js';
import { readHere, sampleReport, startImports } from './imports-app.js';
import type { TestApp } from './test-app.js';

export const all = { limit: 200, offset: 0 };

/** Two authorities, a plan manager in each, a viewer, and documents on their way into the plan. */
export class ImportsScene {
  private made = 0;

  private constructor(
    readonly app: TestApp,
    readonly folder: string,
    readonly manager: Person,
    readonly viewer: Person,
    /** The plan manager of another authority. */
    readonly stranger: Person,
    /** Where the jobs lie, for a worker in a process of its own. */
    readonly queueUrl: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<ImportsScene> {
    const { app, folder, queueUrl, stop } = await startImports();
    return new ImportsScene(
      app,
      folder,
      await app.person({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] }),
      await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] }),
      await app.person({
        email: 'plan.manager@northmoor.example',
        roles: ['plan_manager'],
        authority: 'northmoor',
      }),
      queueUrl,
      stop,
    );
  }

  /** Another file each time, saying the same. */
  freshText(text = sampleReport()): string {
    return `${text}\n${' '.repeat((this.made += 1))}\n`;
  }

  async upload(
    text: string | Buffer = this.freshText(),
    changes: Partial<Parameters<UploadsService['upload']>[1]> = {},
    person = this.manager,
  ): Promise<string> {
    const { documentId } = await this.app.get(UploadsService).upload(person, {
      fileName: 'report.txt',
      bytes: Buffer.from(text),
      publication: 'published',
      receivedOn: '2026-11-20' as LocalDate,
      ...changes,
    });
    return documentId;
  }

  async read(documentId: string, person = this.manager): Promise<void> {
    await this.app.get(ReadingService).read(person.authority.id, documentId, readHere);
  }

  async uploadAndRead(...given: Parameters<ImportsScene['upload']>): Promise<string> {
    const documentId = await this.upload(...given);
    await this.read(documentId, given[2]);
    return documentId;
  }

  overview(documentId: string) {
    return this.app.get(ReviewService).overview(this.manager, documentId);
  }

  /** Those that would be accepted. */
  async recommendationsIn(documentId: string): Promise<DocumentItem[]> {
    return (await this.overview(documentId)).recommendations.filter((item) => !item.leftOut);
  }

  save(item: DocumentItem, changes: Partial<ItemValues>, version = item.version): Promise<DocumentItem> {
    return this.app
      .get(ItemChanges)
      .save(this.manager, item.documentId, item.id, version, valuesOf(item, changes));
  }
}

/** What a reviewer would send of an item, with these changes. */
export function valuesOf(item: DocumentItem, changes: Partial<ItemValues> = {}): ItemValues {
  return { ...valuesOfItem(item), ...changes };
}
