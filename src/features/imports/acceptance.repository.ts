import { Injectable } from '@nestjs/common';
import { ladderFrom, type LadderSettings } from '../../domain/ladder/ladder-settings.js';
import type { Tx } from '../../platform/database/database.js';
import type { DocumentItem } from './document-item.entity.js';

/** An action that serves a recommendation of a document. */
export interface ActionInTheWay {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
}

/** The columns that come from an item as they are, and how each is read from JSON. */
const COLUMNS = {
  judgements: { area: text('area'), grade: text('grade'), page: int('page') },
  recommendations: {
    number: text('number'),
    priority: text('priority'),
    addressee: text('addressee'),
    theme: text('theme'),
    timescale: text('timescale'),
    text: text('text'),
    paragraph_refs: list('paragraphRefs'),
    framework_ref: text('frameworkRef'),
    ...place(),
  },
  findings: {
    number: text('number'),
    section: text('section'),
    sentiment: text('sentiment'),
    text: text('text'),
    recommendation_refs: list('recommendationRefs'),
    ...place(),
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

type EntryTable = keyof typeof COLUMNS;
const TABLES = Object.keys(COLUMNS) as EntryTable[];
const PART_OF = {
  judgements: 'judgement',
  recommendations: 'recommendation',
  findings: 'finding',
} as const satisfies Record<EntryTable, DocumentItem['part']>;

/** Every query on what an acceptance makes, and takes back. */
@Injectable()
export class AcceptanceRepository {
  /**
   * Puts items into the plan, each part in the order given. What an earlier acceptance had made of an item stands
   * again, with what was answered to it, under the words it has now.
   */
  async putIn(tx: Tx, documentId: string, items: readonly DocumentItem[]): Promise<void> {
    for (const table of TABLES) {
      const own = items.filter((item) => item.part === PART_OF[table] && !item.leftOut);
      if (own.length > 0) await this.putPart(tx, table, documentId, own);
    }
  }

  private async putPart(
    tx: Tx,
    table: EntryTable,
    documentId: string,
    items: readonly DocumentItem[],
  ): Promise<void> {
    const columns = Object.entries(COLUMNS[table]);
    await tx.rows(
      `with item as (select (v->>'id')::uuid id, place, v
                       from jsonb_array_elements($3::jsonb) with ordinality listed(v, place)),
       again as (
         update ${table} t set withdrawn_at = null, position = item.place,
                ${columns.map(([column, from]) => `${column} = ${from}`).join(', ')}
           from item where t.authority_id = $1 and t.document_id = $2 and t.item_id = item.id
         returning t.item_id)
       insert into ${table} (authority_id, document_id, item_id, position, ${columns.map(([column]) => column).join(', ')})
       select $1, $2, item.id, item.place, ${columns.map(([, from]) => from).join(', ')}
         from item where item.id not in (select item_id from again)`,
      [tx.authorityId, documentId, JSON.stringify(items)],
    );
  }

  /** Withdraws all that stands in the plan from this document. */
  async takeBack(tx: Tx, documentId: string, at: Date): Promise<void> {
    for (const table of TABLES) {
      await tx.rows(
        `update ${table} set withdrawn_at = $3
          where authority_id = $1 and document_id = $2 and withdrawn_at is null`,
        [tx.authorityId, documentId, at],
      );
    }
  }

  /** Holds the recommendations of a document, so that no action is linked to one until the transaction ends. */
  async holdRecommendations(tx: Tx, documentId: string): Promise<void> {
    await tx.rows(
      `select 1 from recommendations where authority_id = $1 and document_id = $2 order by id for update`,
      [tx.authorityId, documentId],
    );
  }

  /** The actions, drafts included and cancelled ones not, that serve a recommendation of this document. */
  actionsInTheWay(tx: Tx, documentId: string): Promise<ActionInTheWay[]> {
    return tx.rows<ActionInTheWay>(
      `select a.id, a.reference, a.title, a.status from actions a
        where a.authority_id = $1 and a.status <> 'cancelled' and exists (
          select 1 from recommendations r
            join action_recommendations s on s.authority_id = r.authority_id and s.recommendation_id = r.id
           where r.authority_id = $1 and r.document_id = $2 and s.action_id = a.id and s.ended_at is null)
        order by a.number`,
      [tx.authorityId, documentId],
    );
  }

  /** On which days before a statutory deadline people are told, by the ladder of the open plan. */
  async statutoryDays(tx: Tx): Promise<readonly number[]> {
    const row = await tx.row<Pick<LadderSettings, 'preset' | 'numbers'>>(
      `select v.preset, v.numbers from ladder_versions v
         join plans p on p.authority_id = v.authority_id and p.id = v.plan_id and p.closed_on is null
        where v.authority_id = $1 order by v.number desc limit 1`,
      [tx.authorityId],
    );
    return ladderFrom({ preset: 'standard', numbers: {}, off: [], addedOn: {}, ...row }).statutory;
  }
}

function text(name: string): string {
  return `v->>'${name}'`;
}

function int(name: string): string {
  return `(v->>'${name}')::int`;
}

function list(name: string): string {
  return `array(select jsonb_array_elements_text(v->'${name}'))`;
}

function place() {
  return {
    page: int('page'),
    from_page: int('fromPage'),
    from_line: int('fromLine'),
    to_page: int('toPage'),
    to_line: int('toLine'),
  };
}
