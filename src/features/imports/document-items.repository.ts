import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { DocumentItem, type ItemPart, type ItemPlace } from './document-item.entity.js';
import type { NewItem } from './items-of-extraction.js';

/** Where an item stands among those of its part, for going from one to the next. */
export interface ItemNeighbours {
  readonly previous: string | null;
  readonly next: string | null;
  readonly nth: number;
  readonly of: number;
}

export interface ItemCounts {
  readonly judgements: number;
  readonly recommendations: number;
  readonly priorityActions: number;
  readonly findings: number;
  readonly leftOut: number;
  /** Changes whenever any item changes: says whether what somebody looked at is still what there is. */
  readonly fingerprint: string;
}

/** Every query on what was read and is under review. */
@Injectable()
export class DocumentItemsRepository {
  async addAll(tx: Tx, documentId: string, items: readonly NewItem[]): Promise<void> {
    await tx.rows(
      `insert into document_items (authority_id, document_id, part, position, number, priority, addressee, theme,
              timescale, section, sentiment, text, area, grade, paragraph_refs, recommendation_refs,
              framework_ref, page, from_page, from_line, to_page, to_line, warning, origin, left_out)
       select $1, $2, v->>'part', (v->>'position')::numeric, v->>'number', v->>'priority', v->>'addressee',
              v->>'theme', v->>'timescale', v->>'section', v->>'sentiment', v->>'text', v->>'area', v->>'grade',
              array(select jsonb_array_elements_text(v->'paragraphRefs')),
              array(select jsonb_array_elements_text(v->'recommendationRefs')), v->>'frameworkRef',
              (v->>'page')::int, (v->>'fromPage')::int, (v->>'fromLine')::int, (v->>'toPage')::int,
              (v->>'toLine')::int, v->>'warning', v->>'origin', (v->>'leftOut')::boolean
         from jsonb_array_elements($3::jsonb) v`,
      [tx.authorityId, documentId, JSON.stringify(items)],
    );
  }

  async insert(tx: Tx, documentId: string, item: NewItem): Promise<string> {
    const made = await tx.manager.insert(DocumentItem, {
      ...item,
      position: String(item.position),
      authorityId: tx.authorityId,
      documentId,
    });
    return (made.identifiers[0] as { id: string }).id;
  }

  byId(tx: Tx, documentId: string, id: string): Promise<DocumentItem | null> {
    return tx.manager.findOneBy(DocumentItem, { authorityId: tx.authorityId, documentId, id });
  }

  /** All items of a document in order; of one part, if it is named. Merged ones stand in what they were merged into. */
  inOrder(tx: Tx, documentId: string, part?: ItemPart): Promise<DocumentItem[]> {
    return tx.manager.find(DocumentItem, {
      where: { authorityId: tx.authorityId, documentId, ...(part && { part }) },
      order: { part: 'ASC', position: 'ASC', id: 'ASC' },
    });
  }

  async partOf(
    tx: Tx,
    documentId: string,
    part: ItemPart,
    slice: Slice,
  ): Promise<{ rows: DocumentItem[]; total: number }> {
    const [rows, total] = await tx.manager.findAndCount(DocumentItem, {
      where: { authorityId: tx.authorityId, documentId, part },
      order: { position: 'ASC', id: 'ASC' },
      take: slice.limit,
      skip: slice.offset,
    });
    return { rows, total };
  }

  /** The item after this one that could be joined to it: same part, not left out. */
  async following(tx: Tx, item: DocumentItem): Promise<DocumentItem | null> {
    return tx.manager
      .createQueryBuilder(DocumentItem, 'i')
      .where(
        'i.authority_id = :authority and i.document_id = :document and i.part = :part and not i.left_out',
        {
          authority: tx.authorityId,
          document: item.documentId,
          part: item.part,
        },
      )
      .andWhere('(i.position, i.id) > (:position::numeric, :id::uuid)', {
        position: item.position,
        id: item.id,
      })
      .orderBy('i.position')
      .addOrderBy('i.id')
      .limit(1)
      .getOne();
  }

  async mergedInto(tx: Tx, item: DocumentItem): Promise<DocumentItem[]> {
    return tx.manager.find(DocumentItem, {
      where: { authorityId: tx.authorityId, documentId: item.documentId, mergedInto: item.id },
      order: { position: 'ASC' },
    });
  }

  async neighbours(tx: Tx, item: DocumentItem): Promise<ItemNeighbours> {
    const found = await tx.row<ItemNeighbours>(
      `select previous, next, nth, "of" from (
         select id, lag(id) over list as previous, lead(id) over list as next,
                (row_number() over list)::int as nth, (count(*) over ())::int as "of"
           from document_items
          where authority_id = $1 and document_id = $2 and part = $3 and (merged_into is null or id = $4)
         window list as (order by position, id)) placed
        where id = $4`,
      [tx.authorityId, item.documentId, item.part, item.id],
    );
    return found ?? { previous: null, next: null, nth: 1, of: 1 };
  }

  /** Saves if the item still has this version; false when somebody else saved it meanwhile. */
  async change(
    tx: Tx,
    item: DocumentItem,
    version: number,
    columns: Partial<DocumentItem>,
  ): Promise<boolean> {
    const done = await tx.manager.update(
      DocumentItem,
      { authorityId: tx.authorityId, id: item.id, version },
      columns,
    );
    return done.affected === 1;
  }

  /** A position between this item and the one after it. */
  async positionAfter(tx: Tx, item: DocumentItem): Promise<number> {
    const row = await tx.row<{ position: string }>(
      `select ($4::numeric + coalesce(min(position), $4::numeric + 2)) / 2 as position from document_items
        where authority_id = $1 and document_id = $2 and part = $3 and position > $4::numeric`,
      [tx.authorityId, item.documentId, item.part, item.position],
    );
    return Number(row!.position);
  }

  /** The position of a new item that stands at this place: after those that start before it, else the last. */
  async positionAt(tx: Tx, documentId: string, part: ItemPart, place: ItemPlace): Promise<number> {
    const row = await tx.row<{ before: string; after: string | null }>(
      `with placed as (
         select position, (from_page, from_line) <= ($4::int, $5::int) or $4::int is null as earlier
           from document_items where authority_id = $1 and document_id = $2 and part = $3),
       before as (select coalesce(max(position) filter (where earlier), 0) as position from placed)
       select before.position as before,
              (select min(position) from placed where placed.position > before.position) as after
         from before`,
      [tx.authorityId, documentId, part, place.fromPage, place.fromLine],
    );
    const before = Number(row?.before ?? 0);
    return row?.after == null ? before + 1 : (before + Number(row.after)) / 2;
  }

  /** The items that somebody changed or made: what was only read has no history of its own. */
  async touchedIds(tx: Tx, documentId: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from document_items
        where authority_id = $1 and document_id = $2 and (version > 1 or origin in ('added', 'split'))`,
      [tx.authorityId, documentId],
    );
    return rows.map((row) => row.id);
  }

  async counts(tx: Tx, documentId: string): Promise<ItemCounts> {
    const row = await tx.row<ItemCounts>(
      `select count(*) filter (where part = 'judgement' and not left_out)::int judgements,
              count(*) filter (where part = 'recommendation' and not left_out)::int recommendations,
              count(*) filter (where part = 'recommendation' and not left_out
                                 and priority = 'priority_action')::int "priorityActions",
              count(*) filter (where part = 'finding' and not left_out)::int findings,
              count(*) filter (where left_out and merged_into is null)::int "leftOut",
              count(*) || '-' || coalesce(sum(version), 0) fingerprint
         from document_items where authority_id = $1 and document_id = $2`,
      [tx.authorityId, documentId],
    );
    return row!;
  }
}
