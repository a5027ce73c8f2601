import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import type { RaisedBeforeState } from './raised-before.entity.js';

/** An earlier recommendation that this one was confirmed to be raised as before. */
export interface EarlierRaise {
  readonly id: string;
  readonly number: string | null;
  readonly year: number;
  readonly documentId: string;
  readonly documentTitle: string;
}

/** One of a pair, as the pages and the API show it. */
export interface RaisedRecommendation extends EarlierRaise {
  readonly text: string;
  readonly theme: string | null;
}

export interface RaisedLink {
  readonly state: Exclude<RaisedBeforeState, 'lapsed'>;
  readonly likeness: number | null;
  readonly words: string[];
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly later: RaisedRecommendation;
  readonly earlier: RaisedRecommendation;
}

/** A standing recommendation with the day of its document, to be compared. */
export interface Comparable {
  readonly id: string;
  readonly documentId: string;
  readonly text: string;
  readonly theme: string | null;
  readonly on: LocalDate;
}

export interface Offer {
  readonly recommendationId: string;
  readonly earlierId: string;
  readonly likeness: number;
  readonly words: readonly string[];
}

/** The day a document speaks of: when it was published, else when the inspection ended, else when it came. */
const DAY = (document: string) =>
  `coalesce(${document}.published_on, ${document}.inspected_to, ${document}.received_on)`;

/** A recommendation `r` that stands, and its document `d` that this person may know of: `$2` is whether embargoed ones too. */
const standing = (r: string, d: string) => `
  join recommendations ${r} on ${r}.authority_id = b.authority_id and ${r}.withdrawn_at is null
  join documents ${d} on ${d}.authority_id = ${r}.authority_id and ${d}.id = ${r}.document_id
   and ${d}.state = 'accepted' and ($2::boolean or ${d}.publication = 'published')`;

const recommendation = (r: string, d: string) => `json_build_object('id', ${r}.id, 'number', ${r}.number,
  'year', extract(year from ${DAY(d)})::int, 'documentId', ${d}.id, 'documentTitle', ${d}.title,
  'text', ${r}.text, 'theme', ${r}.theme)`;

const LINKS = `
  select b.state, b.likeness::float8 likeness, b.words, p.name "decidedByName", b.decided_at "decidedAt",
         ${recommendation('l', 'ld')} later, ${recommendation('e', 'ed')} earlier, (count(*) over ())::int total
    from raised_before b
    ${standing('l', 'ld')} and l.id = b.recommendation_id
    ${standing('e', 'ed')} and e.id = b.earlier_id
    left join people p on p.authority_id = b.authority_id and p.id = b.decided_by
   where b.authority_id = $1`;

/** Every query on what was raised before. Each shows documents under embargo only where it is told to. */
@Injectable()
export class RaisedBeforeRepository {
  /** What each of these was raised as before, over all documents, the newest first. */
  async chainsOf(
    tx: Tx,
    ids: readonly string[],
    embargoedToo: boolean,
  ): Promise<Map<string, EarlierRaise[]>> {
    const chains = new Map<string, EarlierRaise[]>();
    if (ids.length === 0) return chains;
    const rows = await tx.rows<EarlierRaise & { root: string }>(
      `with recursive chain(root, id) as (
         select b.recommendation_id, b.earlier_id from raised_before b
           ${standing('r', 'd')} and r.id = b.earlier_id
          where b.authority_id = $1 and b.recommendation_id = any($3) and b.state = 'confirmed'
         union
         select c.root, b.earlier_id from chain c
           join raised_before b on b.authority_id = $1 and b.recommendation_id = c.id and b.state = 'confirmed'
           ${standing('r', 'd')} and r.id = b.earlier_id)
       select c.root, r.id, r.number, extract(year from ${DAY('d')})::int as year,
              d.id "documentId", d.title "documentTitle"
         from chain c
         join recommendations r on r.authority_id = $1 and r.id = c.id
         join documents d on d.authority_id = $1 and d.id = r.document_id
        where r.id <> c.root
        order by ${DAY('d')} desc, r.position, r.id`,
      [tx.authorityId, embargoedToo, ids],
    );
    for (const { root, ...earlier } of rows) {
      const chain = chains.get(root);
      if (chain) chain.push(earlier);
      else chains.set(root, [earlier]);
    }
    return chains;
  }

  /** All that was ever offered or decided about one recommendation, as the later or as the earlier of the pair. */
  linksOf(tx: Tx, id: string, embargoedToo: boolean): Promise<RaisedLink[]> {
    return tx.rows<RaisedLink>(
      `${LINKS} and (b.recommendation_id = $3 or b.earlier_id = $3) and b.state <> 'lapsed'
        order by ${DAY('ed')} desc, b.likeness desc nulls last, e.position, b.id`,
      [tx.authorityId, embargoedToo, id],
    );
  }

  /**
   * The rows of one recommendation whose history anybody may read who sees it: those that name no document under
   * embargo or not for publication.
   */
  async linksToTell(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select b.id from raised_before b ${standing('e', 'ed')} and e.id = b.earlier_id
        where b.authority_id = $1 and b.recommendation_id = $3 and b.decided_at is not null`,
      [tx.authorityId, false, id],
    );
    return rows.map((row) => row.id);
  }

  /** Offers that nobody has decided, in the order in which the later ones are printed. */
  async offers(
    tx: Tx,
    documentId: string | null,
    embargoedToo: boolean,
    part: Slice,
  ): Promise<{ rows: RaisedLink[]; total: number }> {
    const rows = await tx.rows<RaisedLink & { total: number }>(
      `${LINKS} and b.state = 'offered' and ($3::uuid is null or l.document_id = $3)
        order by ${DAY('ld')} desc, l.document_id, l.position, b.likeness desc nulls last, b.id
        limit $4 offset $5`,
      [tx.authorityId, embargoedToo, documentId, part.limit, part.offset],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** How many offers about the recommendations of one document nobody has decided. */
  async openOffers(tx: Tx, documentId: string, embargoedToo: boolean): Promise<number> {
    return (await this.offers(tx, documentId, embargoedToo, { limit: 1, offset: 0 })).total;
  }

  /** Everything that stands, for a comparison; one comparison of an authority at a time sees what the other made. */
  async comparable(tx: Tx): Promise<Comparable[]> {
    await tx.rows(`select pg_advisory_xact_lock(hashtext('raised before'), hashtext($1))`, [tx.authorityId]);
    return tx.rows<Comparable>(
      `select r.id, r.document_id "documentId", r.text, r.theme, ${DAY('d')}::text "on"
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.withdrawn_at is null
        order by r.document_id, r.position`,
      [tx.authorityId],
    );
  }

  /** Puts offers down; a pair that somebody decided stays as it was decided. */
  async offer(tx: Tx, offers: readonly Offer[]): Promise<void> {
    if (offers.length === 0) return;
    await tx.rows(
      `insert into raised_before (authority_id, recommendation_id, earlier_id, likeness, words)
       select $1, (o->>'recommendationId')::uuid, (o->>'earlierId')::uuid, (o->>'likeness')::numeric,
              array(select jsonb_array_elements_text(o->'words'))
         from jsonb_array_elements($2::jsonb) o
       on conflict (authority_id, recommendation_id, earlier_id) do update
         set state = 'offered', likeness = excluded.likeness, words = excluded.words
       where raised_before.state in ('offered', 'lapsed')
         and (raised_before.state, raised_before.likeness, raised_before.words)
             is distinct from ('offered', excluded.likeness, excluded.words)`,
      [tx.authorityId, JSON.stringify(offers)],
    );
  }

  /** What was offered about these and is not among the offers any more: their words were corrected. */
  async lapse(tx: Tx, ids: readonly string[], still: readonly Offer[]): Promise<void> {
    await tx.rows(
      `update raised_before set state = 'lapsed'
        where authority_id = $1 and state = 'offered' and (recommendation_id = any($2) or earlier_id = any($2))
          and not exists (select 1 from jsonb_array_elements($3::jsonb) o
                           where (o->>'recommendationId')::uuid = recommendation_id
                             and (o->>'earlierId')::uuid = earlier_id)`,
      [tx.authorityId, ids, JSON.stringify(still)],
    );
  }

  /** Records what a person decided, whether the pair had been offered or not. */
  async decide(
    tx: Tx,
    pair: Pick<Offer, 'recommendationId' | 'earlierId'>,
    state: 'confirmed' | 'set_aside',
    decided: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    await tx.rows(
      `insert into raised_before (authority_id, recommendation_id, earlier_id, state, decided_by, decided_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (authority_id, recommendation_id, earlier_id) do update
         set state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at
       where raised_before.state <> excluded.state`,
      [tx.authorityId, pair.recommendationId, pair.earlierId, state, decided.by, decided.at],
    );
  }

  /** The days of the documents of two recommendations that this person may know of; fewer rows where one is not there. */
  days(tx: Tx, ids: readonly string[], embargoedToo: boolean): Promise<{ id: string; on: LocalDate }[]> {
    return tx.rows<{ id: string; on: LocalDate }>(
      `select r.id, ${DAY('d')}::text as "on" from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.id = any($3) and r.withdrawn_at is null
          and ($2::boolean or d.publication = 'published')`,
      [tx.authorityId, embargoedToo, ids],
    );
  }
}
