import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { DocumentItem, type ItemPart, type ItemPlace } from './document-item.entity.js';
import type { NewItem } from './items-of-extraction.js';
import type { ShownItems } from './shown-items.js';

/** Where an item stands among those of its part, for going from one to the next. */
export interface ItemNeighbours {
  /** The one before and the one after among those that are shown. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Its place among all of its part. */
  readonly nth: number;
  readonly of: number;
}

/** As much of an item as a list to jump from needs. */
export type ItemBrief = Pick<
  DocumentItem,
  'id' | 'documentId' | 'part' | 'number' | 'leftOut' | 'mergedInto' | 'checkedAt' | 'warning'
> & { readonly words: string };

export interface ItemCounts {
  readonly judgements: number;
  readonly recommendations: number;
  readonly priorityActions: number;
  readonly findings: number;
  readonly leftOut: number;
  /** Of what will be accepted: compared with the document, and with something the reading was not sure of. */
  readonly checked: number;
  readonly withWarnings: number;
  /** Changes whenever any item changes: says whether what somebody looked at is still what there is. */
  readonly fingerprint: string;
}

/** Which rows each choice shows. */
const SHOWN: Readonly<Record<ShownItems, string>> = {
  all: 'true',
  warnings: '(warning is not null and not left_out)',
  unchecked: '(checked_at is null and not left_out)',
  left_out: 'left_out',
};

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

  /** Those of one part that are shown; merged ones stand in what they were merged into. */
  async partOf(
    tx: Tx,
    documentId: string,
    part: ItemPart,
    show: ShownItems,
    slice: Slice,
  ): Promise<{ rows: DocumentItem[]; total: number }> {
    const [rows, total] = await tx.manager
      .createQueryBuilder(DocumentItem, 'i')
      .where('i.authority_id = :authority and i.document_id = :documentId and i.part = :part', {
        authority: tx.authorityId,
        documentId,
        part,
      })
      .andWhere(`i.merged_into is null and ${SHOWN[show]}`)
      .orderBy('i.position')
      .addOrderBy('i.id')
      .take(slice.limit)
      .skip(slice.offset)
      .getManyAndCount();
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

  /** Its place among all of its part, and the ones before and after it among those that are shown. */
  async neighbours(tx: Tx, item: DocumentItem, show: ShownItems): Promise<ItemNeighbours> {
    const found = await tx.row<ItemNeighbours>(
      `with placed as (
         select id, (row_number() over list)::int as nth, (count(*) over ())::int as "of", ${SHOWN[show]} as shown
           from document_items
          where authority_id = $1 and document_id = $2 and part = $3 and (merged_into is null or id = $4)
         window list as (order by position, id))
       select nth, "of",
              (select id from placed p where p.shown and p.nth < me.nth order by p.nth desc limit 1) as previous,
              (select id from placed p where p.shown and p.nth > me.nth order by p.nth limit 1) as next
         from placed me where me.id = $4`,
      [tx.authorityId, item.documentId, item.part, item.id],
    );
    return found ?? { previous: null, next: null, nth: 1, of: 1 };
  }

  /** Every item of a part that was not merged into another, in order, to jump to. */
  briefs(tx: Tx, documentId: string, part: ItemPart): Promise<ItemBrief[]> {
    return tx.rows<ItemBrief>(
      `select id, document_id "documentId", part, number, left_out "leftOut", merged_into "mergedInto",
              checked_at "checkedAt", warning, left(coalesce(nullif(text, ''), area), 90) words
         from document_items
        where authority_id = $1 and document_id = $2 and part = $3 and merged_into is null
        order by position, id`,
      [tx.authorityId, documentId, part],
    );
  }

  /** Those of every part that stand, at least in part, on a page. */
  onPage(tx: Tx, documentId: string, page: number): Promise<DocumentItem[]> {
    return tx.manager
      .createQueryBuilder(DocumentItem, 'i')
      .where('i.authority_id = :authority and i.document_id = :documentId and i.merged_into is null', {
        authority: tx.authorityId,
        documentId,
      })
      .andWhere('i.from_page <= :page and coalesce(i.to_page, i.from_page) >= :page', { page })
      .orderBy('i.from_page')
      .addOrderBy('i.from_line')
      .addOrderBy('i.position')
      .getMany();
  }

  /** What the item was in an earlier version, as a form had it; null when that version is not known. */
  async version(tx: Tx, id: string, version: number): Promise<Record<string, unknown> | null> {
    const row = await tx.row<{ data: Record<string, unknown> }>(
      `select data from versions
        where authority_id = $1 and entity = 'document_items' and row_id = $2 and (data->>'version')::int = $3
        order by valid_from limit 1`,
      [tx.authorityId, id, version],
    );
    return row?.data ?? null;
  }

  /** Says who compared an item with the document; leaves its version alone, so it makes nobody's page stale. */
  async markChecked(tx: Tx, id: string, by: string | null): Promise<void> {
    await tx.rows(
      `update document_items set checked_by = $3::uuid, checked_at = case when $3::uuid is null then null else now() end
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, by],
    );
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
              count(*) filter (where not left_out and checked_at is not null)::int checked,
              count(*) filter (where not left_out and warning is not null)::int "withWarnings",
              count(*) || '-' || coalesce(sum(version), 0) fingerprint
         from document_items where authority_id = $1 and document_id = $2`,
      [tx.authorityId, documentId],
    );
    return row!;
  }
}
