import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { ItemPart } from './document-item.entity.js';

/** Somebody else who looks at the same document just now. */
export interface OtherReviewer {
  readonly name: string;
  readonly seenAt: Date;
  readonly itemId: string | null;
  readonly part: ItemPart | null;
  readonly number: string | null;
}

/** An item that somebody else changed a short while ago. */
export interface OthersChange {
  readonly itemId: string;
  readonly part: ItemPart;
  readonly number: string | null;
  readonly name: string | null;
  readonly at: Date;
}

/** Every query on who reviews a document. The moments are those of the database, for all processes alike. */
@Injectable()
export class ReviewersRepository {
  /** Says that a person looks at a document. Written at most every few seconds for the same item. */
  async note(tx: Tx, documentId: string, personId: string, itemId: string | null): Promise<void> {
    await tx.rows(
      `insert into document_reviewers as r (authority_id, document_id, person_id, item_id, seen_at)
       values ($1, $2, $3, $4, now())
       on conflict (authority_id, document_id, person_id)
       do update set item_id = excluded.item_id, seen_at = excluded.seen_at
         where r.item_id is distinct from excluded.item_id or r.seen_at < now() - interval '10 seconds'`,
      [tx.authorityId, documentId, personId, itemId],
    );
  }

  /** Those who looked at it within the last minutes, the last first. */
  others(tx: Tx, documentId: string, personId: string): Promise<OtherReviewer[]> {
    return tx.rows<OtherReviewer>(
      `select p.name, r.seen_at "seenAt", r.item_id "itemId", i.part, i.number
         from document_reviewers r
         join people p on p.authority_id = r.authority_id and p.id = r.person_id
         left join document_items i on i.authority_id = r.authority_id and i.id = r.item_id
        where r.authority_id = $1 and r.document_id = $2 and r.person_id <> $3
          and r.seen_at > now() - interval '5 minutes'
        order by r.seen_at desc limit 10`,
      [tx.authorityId, documentId, personId],
    );
  }

  /** The last change that somebody else made to each item within the last half hour, the newest first. */
  changes(tx: Tx, documentId: string, personId: string): Promise<OthersChange[]> {
    return tx.rows<OthersChange>(
      `select * from (
         select distinct on (i.id) i.id "itemId", i.part, i.number, p.name, v.valid_from at
           from document_items i
           join versions v on v.authority_id = $1 and v.entity = 'document_items' and v.row_id = i.id
                and v.valid_from > now() - interval '30 minutes' and v.actor_kind in ('person', 'token')
                and v.actor_id <> $3::text and (v.change = 'created' or v.changed_columns && $4::text[])
           left join people p on p.authority_id = v.authority_id and p.id::text = v.actor_id
          where i.authority_id = $1 and i.document_id = $2
          order by i.id, v.valid_from desc) latest
        order by at desc limit 20`,
      [tx.authorityId, documentId, personId, TOLD],
    );
  }
}

/** The columns whose change the other reviewer should know of. */
const TOLD = [
  'text',
  'number',
  'priority',
  'addressee',
  'theme',
  'timescale',
  'section',
  'sentiment',
  'area',
  'grade',
  'page',
  'left_out',
];
