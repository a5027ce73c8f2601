import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { EvidenceForm, EvidenceItem, EvidenceState } from '../../domain/lifecycle/evidence-item.js';
import type { Assurance } from '../../domain/rating/rating-facts.js';
import type { Tx } from '../../platform/database/database.js';
import type { EvidenceOfAction } from '../actions/completion.service.js';

export interface NewEvidence extends EvidenceItem {
  readonly form: EvidenceForm;
  readonly link: string | null;
  readonly measureValueId: string | null;
  readonly findingId: string | null;
}

export interface KeptFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly sha256: string;
  readonly storedAs: string;
}

/** What an item is to one action. */
export interface UseRow {
  readonly id: string;
  readonly actionId: string;
  readonly evidenceId: string;
  readonly state: EvidenceState;
  readonly waitingSince: LocalDate;
  readonly assurance: Assurance;
  /** Of the round of the action that runs. */
  readonly counts: boolean;
}

export interface Supplied {
  readonly by: string;
  readonly on: LocalDate;
  readonly at: Date;
}

/** Every change of evidence, and what must be known before one. */
@Injectable()
export class EvidenceRepository {
  async add(tx: Tx, item: NewEvidence, supplied: Supplied): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into evidence (authority_id, form, kind, shows, period_from, period_to, link, measure_value_id,
                             finding_id, supplied_by, supplied_on, supplied_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [
        tx.authorityId,
        item.form,
        item.kind,
        item.shows,
        item.periodFrom,
        item.periodTo,
        item.link,
        item.measureValueId,
        item.findingId,
        supplied.by,
        supplied.on,
        supplied.at,
      ],
    );
    return row!.id;
  }

  /** The next version of the file of an item; its row must be held. */
  async addFile(tx: Tx, evidenceId: string, file: KeptFile, supplied: Supplied): Promise<number> {
    const row = await tx.row<{ number: number }>(
      `insert into evidence_files (authority_id, evidence_id, number, file_name, media_type, byte_size, sha256,
                                   stored_as, supplied_by, supplied_on, supplied_at)
       select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10
         from evidence_files where authority_id = $1 and evidence_id = $2
       returning number`,
      [
        tx.authorityId,
        evidenceId,
        file.fileName,
        file.mediaType,
        file.byteSize,
        file.sha256,
        file.storedAs,
        supplied.by,
        supplied.on,
        supplied.at,
      ],
    );
    return row!.number;
  }

  /** From here on it waits to be checked for these actions; where it does already nothing changes. */
  async serve(
    tx: Tx,
    evidenceId: string,
    actionIds: readonly string[],
    added: { by: string; on: LocalDate },
  ): Promise<void> {
    await tx.rows(
      `insert into action_evidence (authority_id, action_id, evidence_id, round, added_by, added_on, waiting_since)
       select $1, a.id, $2, a.round, $4, $5, $5 from actions a where a.authority_id = $1 and a.id = any($3::uuid[])
       on conflict (authority_id, action_id, evidence_id, round) do nothing`,
      [tx.authorityId, evidenceId, actionIds, added.by, added.on],
    );
  }

  /** Holds the item until the end of the transaction; null where there is none. */
  async held(tx: Tx, id: string): Promise<{ id: string; form: EvidenceForm; suppliedBy: string } | null> {
    return tx.row(
      `select id, form, supplied_by as "suppliedBy" from evidence where authority_id = $1 and id = $2 for update`,
      [tx.authorityId, id],
    );
  }

  /** What the item is to each of its actions, held. */
  usesHeld(tx: Tx, evidenceId: string): Promise<UseRow[]> {
    return tx.rows(
      `select u.id, u.action_id as "actionId", u.evidence_id as "evidenceId", u.state,
              u.waiting_since::text as "waitingSince", a.assurance, u.round = a.round as counts
         from action_evidence u join actions a on a.authority_id = u.authority_id and a.id = u.action_id
        where u.authority_id = $1 and u.evidence_id = $2 order by a.id, u.round for no key update`,
      [tx.authorityId, evidenceId],
    );
  }

  async latestFile(tx: Tx, evidenceId: string): Promise<number | null> {
    const row = await tx.row<{ number: number | null }>(
      `select max(number) as number from evidence_files where authority_id = $1 and evidence_id = $2`,
      [tx.authorityId, evidenceId],
    );
    return row?.number ?? null;
  }

  async decide(
    tx: Tx,
    useId: string,
    decision: {
      state: 'accepted' | 'refused';
      by: string;
      on: LocalDate;
      file: number | null;
      reason: string;
    },
  ): Promise<void> {
    await tx.rows(
      `update action_evidence
          set state = $3, decided_by = $4, decided_on = $5, decided_file = $6, decision_reason = $7
        where authority_id = $1 and id = $2`,
      [tx.authorityId, useId, decision.state, decision.by, decision.on, decision.file, decision.reason],
    );
  }

  /** Another version was supplied: what waited or was refused waits from that day. */
  async waitAgain(tx: Tx, useIds: readonly string[], on: LocalDate): Promise<void> {
    await tx.rows(
      `update action_evidence
          set state = 'waiting', waiting_since = $3, decided_by = null, decided_on = null, decided_file = null,
              decision_reason = null
        where authority_id = $1 and id = any($2::uuid[]) and state in ('waiting','refused')`,
      [tx.authorityId, useIds, on],
    );
  }

  async withdraw(
    tx: Tx,
    evidenceId: string,
    withdrawal: { by: string; on: LocalDate; because: string },
  ): Promise<void> {
    await tx.rows(
      `update action_evidence set state = 'withdrawn' where authority_id = $1 and evidence_id = $2 and state <> 'withdrawn'`,
      [tx.authorityId, evidenceId],
    );
    await tx.rows(
      `update evidence set withdrawn_on = $3, withdrawn_by = $4, withdrawn_because = $5
        where authority_id = $1 and id = $2 and withdrawn_on is null`,
      [tx.authorityId, evidenceId, withdrawal.on, withdrawal.by, withdrawal.because],
    );
  }

  /** What evidence says about these actions in the round that runs. */
  factsOf(tx: Tx, actionIds: readonly string[]): Promise<EvidenceOfAction[]> {
    return tx.rows(
      `select a.id as "actionId",
              coalesce(to_json(array_agg(distinct e.kind order by e.kind) filter (where u.state = 'accepted')), '[]')
                as "acceptedKinds",
              (min(u.decided_on) filter (where u.state = 'accepted'))::text as "acceptedOn",
              (min(u.waiting_since) filter (where u.state = 'waiting'))::text as "waitingSince"
         from actions a
         left join action_evidence u on u.authority_id = a.authority_id and u.action_id = a.id and u.round = a.round
         left join evidence e on e.authority_id = u.authority_id and e.id = u.evidence_id
        where a.authority_id = $1 and a.id = any($2::uuid[])
        group by a.id`,
      [tx.authorityId, actionIds],
    );
  }
}
