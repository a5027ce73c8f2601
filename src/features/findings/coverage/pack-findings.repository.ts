import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { DocumentKind } from '../../../domain/intake/extraction.js';
import { isCheck } from '../../../domain/lifecycle/finding-answer.js';
import type { PackFinding, PackSetAside } from '../../../domain/report/pack-content.js';
import type { Tx } from '../../../platform/database/database.js';
import { KIND_NAMES } from '../../documents/document-words.js';
import { publishedToday } from '../../documents/published-today.js';
import { DOCUMENT_DAY } from '../findings.repository.js';

/** Which answers to findings a pack tells of. */
export interface AskedOfFindings {
  /** The day of the pack before; null: there was none. Answers of that day count as given after it. */
  readonly since: LocalDate | null;
  /** The day of this pack: what was answered later is not in it. */
  readonly asAt: LocalDate;
  /** Part 1 tells nothing of restricted recommendations and actions. */
  readonly part: 1 | 2;
}

/** How many findings, by what was answered, and how many wait, whenever they came. */
export interface FindingFigures {
  readonly supports: number;
  readonly improving: number;
  readonly notBorneOut: number;
  readonly newConcern: number;
  readonly setAside: number;
  /** Of visits, reviews and audits: nobody has answered them yet. */
  readonly toAnswer: number;
  /** A quality assurance lead has not said yet whether they agree. */
  readonly toAgree: number;
}

const CHECK_KINDS = (Object.keys(KIND_NAMES) as DocumentKind[]).filter(isCheck);

const READABLE = `
  from finding_links k
  join findings f on f.authority_id = k.authority_id and f.id = k.finding_id and f.withdrawn_at is null
  join documents d on d.authority_id = f.authority_id and d.id = f.document_id and d.state = 'accepted'
   and ${publishedToday('d')}
  left join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
  left join documents rd on rd.authority_id = r.authority_id and rd.id = r.document_id
  left join actions a on a.authority_id = k.authority_id and a.id = k.action_id
  join people p on p.authority_id = k.authority_id and p.id = k.linked_by
  left join people g on g.authority_id = k.authority_id and g.id = k.agreed_by and k.state = 'standing'`;

/** Documents that the board's readers may not see are in no part of its pack, whoever makes it. */
const ASKED = `
  where k.authority_id = $1 and ($2::date is null or k.linked_on >= $2::date) and k.linked_on <= $3::date
    and ($4::int = 2 or not (coalesce(r.restricted, false) or coalesce(a.restricted, false)))
    and (rd.id is null or ${publishedToday('rd')})`;

const BY_FINDING = `
  group by d.authority_id, d.id, d.title, ${DOCUMENT_DAY}, f.id, f.number, f.text, f.position, f.part, k.link
  order by ${DOCUMENT_DAY} desc, d.id, f.position, f.part, k.link`;

/** The notes of several links in one answer are the same words: each once. */
const NOTES = `coalesce(string_agg(distinct nullif(btrim(k.note), ''), '; '), '')`;

/** What inspectors and checks said, for a board's pack: the latest document first. */
@Injectable()
export class PackFindingsRepository {
  /** Each finding once for each thing it was said to do, with everything it was linked to. */
  findingsFor(tx: Tx, { since, asAt, part }: AskedOfFindings): Promise<PackFinding[]> {
    return tx.rows(
      `select d.title document, ${DOCUMENT_DAY}::text "on", f.number, f.text, k.link,
              array_agg(coalesce(a.reference || ' ' || a.title, 'Recommendation ' || r.number, r.text)
                order by (a.id is not null), r.position, a.number) about, ${NOTES} note
         ${READABLE} ${ASKED} and k.state = 'standing' and k.link <> 'set_aside'
         ${BY_FINDING}`,
      [tx.authorityId, since, asAt, part],
    );
  }

  /** Every weakness that was set aside or called support, those that wait for agreement too. */
  setAsideFor(tx: Tx, { since, asAt, part }: AskedOfFindings): Promise<PackSetAside[]> {
    return tx.rows(
      `select d.title document, f.number, f.text,
              case k.link when 'set_aside' then 'set_aside' else 'linked_as_support' end how, ${NOTES} reason,
              min(p.name) "by", min(g.name) "agreedBy", max(coalesce(k.agreed_on, k.linked_on))::text "on"
         ${READABLE} ${ASKED} and k.state in ('waiting','standing') and k.link in ('set_aside','supports')
          and f.sentiment = 'weakness'
         ${BY_FINDING}`,
      [tx.authorityId, since, asAt, part],
    );
  }

  async figuresFor(tx: Tx, { since, asAt, part }: AskedOfFindings): Promise<FindingFigures> {
    const row = await tx.row<FindingFigures>(
      `with linked as (
         select distinct k.finding_id, k.link ${READABLE} ${ASKED} and k.state = 'standing')
       select count(*) filter (where link = 'supports')::int supports,
              count(*) filter (where link = 'improving')::int improving,
              count(*) filter (where link = 'not_borne_out')::int "notBorneOut",
              count(*) filter (where link = 'new_concern')::int "newConcern",
              count(*) filter (where link = 'set_aside')::int "setAside", w."toAnswer", w."toAgree"
         from (select count(*) filter (where f.answer = 'open')::int "toAnswer",
                      count(*) filter (where f.answer = 'waiting')::int "toAgree"
                 from documents d
                 join findings f on f.authority_id = d.authority_id and f.document_id = d.id
                  and f.withdrawn_at is null and f.answer in ('open','waiting')
                where d.authority_id = $1 and d.state = 'accepted' and d.kind = any($5::text[])
                  and ${publishedToday('d')}) w
         left join linked on true
        group by w."toAnswer", w."toAgree"`,
      [tx.authorityId, since, asAt, part, CHECK_KINDS],
    );
    return row!;
  }
}
