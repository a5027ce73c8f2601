import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { Recommendation } from './recommendation.entity.js';

/** A document that was typed in. */
export interface TypedDocument {
  readonly kind: string;
  readonly title: string;
  readonly receivedOn: LocalDate;
}

/** The words of a recommendation that the authority wrote itself. */
export type OwnWords = Pick<
  Recommendation,
  'text' | 'number' | 'priority' | 'addressee' | 'theme' | 'timescale'
>;

/** Every query on recommendations of the authority's own. */
@Injectable()
export class OwnRecommendationsRepository {
  /** Documents that were typed in, the newest first. */
  documents(tx: Tx, most: number): Promise<(TypedDocument & { id: string })[]> {
    return tx.rows<TypedDocument & { id: string }>(
      `select id, kind, title, received_on::text "receivedOn" from documents
        where authority_id = $1 and typed order by received_on desc, title, id limit $2`,
      [tx.authorityId, most],
    );
  }

  async isTyped(tx: Tx, documentId: string): Promise<boolean> {
    const row = await tx.row(`select 1 from documents where authority_id = $1 and id = $2 and typed`, [
      tx.authorityId,
      documentId,
    ]);
    return row !== null;
  }

  /** The typed document of this kind, title and day; of any day where `receivedOn` may differ. */
  async documentLike(tx: Tx, { kind, title }: Pick<TypedDocument, 'kind' | 'title'>): Promise<string | null> {
    const row = await tx.row<{ id: string }>(
      `select id from documents where authority_id = $1 and typed and kind = $2 and title = $3
        order by received_on limit 1`,
      [tx.authorityId, kind, title],
    );
    return row?.id ?? null;
  }

  /** Makes the document, or finds the one of the same kind, title and day. */
  async document(tx: Tx, document: TypedDocument, by: string | null, at: Date): Promise<string> {
    const values = [tx.authorityId, document.kind, document.title, document.receivedOn];
    const made = await tx.row<{ id: string }>(
      `insert into documents (authority_id, kind, title, received_on, typed, state, paged, file_name,
              uploaded_by, accepted_by, accepted_at)
       values ($1, $2, $3, $4, true, 'accepted', false, '', $5, $5, $6)
       on conflict (authority_id, kind, title, received_on) where typed do nothing returning id`,
      [...values, by, at],
    );
    if (made) return made.id;
    const found = await tx.row<{ id: string }>(
      `select id from documents
        where authority_id = $1 and kind = $2 and title = $3 and received_on = $4 and typed`,
      values,
    );
    return found!.id;
  }

  /** Puts one at the end of its document. */
  async add(tx: Tx, documentId: string, words: OwnWords): Promise<string> {
    await tx.rows(`select 1 from documents where authority_id = $1 and id = $2 for update`, [
      tx.authorityId,
      documentId,
    ]);
    const row = await tx.row<{ id: string }>(
      `insert into recommendations (authority_id, document_id, position, number, priority, addressee, theme,
              timescale, text)
       select $1, $2, coalesce(max(position), 0) + 1, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text
         from recommendations where authority_id = $1 and document_id = $2
       returning id`,
      [
        tx.authorityId,
        documentId,
        words.number,
        words.priority,
        words.addressee,
        words.theme,
        words.timescale,
        words.text,
      ],
    );
    return row!.id;
  }

  /** The actions that are drafted or planned towards it, which is held so that none is added meanwhile. */
  async actionsTowards(tx: Tx, id: string): Promise<string[]> {
    await tx.rows(`select 1 from recommendations where authority_id = $1 and id = $2 for update`, [
      tx.authorityId,
      id,
    ]);
    const rows = await tx.rows<{ reference: string }>(
      `select a.reference from action_recommendations ar
         join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id and a.status <> 'cancelled'
        where ar.authority_id = $1 and ar.recommendation_id = $2 and ar.ended_at is null order by a.number`,
      [tx.authorityId, id],
    );
    return rows.map((row) => row.reference);
  }

  /** One that is held already, as `actionsTowards` does. */
  async withdrawHeld(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.manager.update(Recommendation, { authorityId: tx.authorityId, id }, { withdrawnAt: at });
  }

  async withdraw(tx: Tx, id: string, version: number, at: Date): Promise<boolean> {
    const done = await tx.manager.update(
      Recommendation,
      { authorityId: tx.authorityId, id, version },
      { withdrawnAt: at },
    );
    return done.affected === 1;
  }
}
