import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

/** Something that hangs on what came of a document, so that its acceptance cannot be taken back. */
export interface DocumentHold {
  /** How a sentence names it: "A12". */
  readonly name: string;
  readonly text: string;
  readonly href: string;
}

type HoldSource = (tx: Tx, documentId: string) => Promise<readonly DocumentHold[]>;

/** Each feature whose things hang on recommendations or findings of a document says so here, when its module starts. */
@Injectable()
export class DocumentHolds {
  private readonly sources: HoldSource[] = [];

  add(source: HoldSource): void {
    this.sources.push(source);
  }

  async on(tx: Tx, documentId: string): Promise<DocumentHold[]> {
    const found: DocumentHold[] = [];
    for (const source of this.sources) found.push(...(await source(tx, documentId)));
    return found;
  }
}
