import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.js';
import type { WrittenFormat } from './paper-file.js';

export type MadeState = 'waiting' | 'made' | 'failed' | 'expired';

export interface PaperMade {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly title: string;
  readonly fileName: string;
  readonly format: WrittenFormat;
  /** The file that says what is to be written. */
  readonly sourceKey: string;
  readonly state: MadeState;
  readonly madeKey: string | null;
  readonly madeSize: number | null;
}

const ROW = `
  select id, asked_by as "askedBy", asked_at as "askedAt", title, file_name as "fileName", format,
         source_key as "sourceKey", state, made_key as "madeKey", made_size::int as "madeSize"
    from papers_made`;

/** Every query on the papers that the worker makes. */
@Injectable()
export class PapersMadeRepository {
  byId(tx: Tx, id: string): Promise<PaperMade | null> {
    return tx.row<PaperMade>(`${ROW} where authority_id = $1 and id = $2`, [tx.authorityId, id]);
  }

  byIdHeld(tx: Tx, id: string): Promise<PaperMade | null> {
    return tx.row<PaperMade>(`${ROW} where authority_id = $1 and id = $2 for update`, [tx.authorityId, id]);
  }

  async add(
    tx: Tx,
    paper: Pick<PaperMade, 'askedBy' | 'title' | 'fileName' | 'format' | 'sourceKey'>,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into papers_made (authority_id, asked_by, title, file_name, format, source_key)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [tx.authorityId, paper.askedBy, paper.title, paper.fileName, paper.format, paper.sourceKey],
    );
    return row!.id;
  }

  async made(tx: Tx, id: string, file: { readonly key: string; readonly size: number }): Promise<void> {
    await tx.rows(
      `update papers_made set state = 'made', made_key = $3, made_size = $4, made_at = now()
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, file.key, file.size],
    );
  }

  /** What failed or is too old has no file any more. */
  async ended(tx: Tx, id: string, state: 'failed' | 'expired'): Promise<void> {
    await tx.rows(
      `update papers_made set state = $3, made_key = null, made_size = null where authority_id = $1 and id = $2`,
      [tx.authorityId, id, state],
    );
  }
}
