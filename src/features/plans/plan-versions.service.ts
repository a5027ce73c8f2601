import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  approveVersion,
  recordResponse,
  submitVersion,
  withdrawVersion,
} from '../../domain/lifecycle/plan-version.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { PlanEntry } from './plan-document.js';
import { PlanDocumentRepository } from './plan-document.repository.js';
import { planRefused } from './plan-words.js';
import {
  PlanVersionsRepository,
  type OwedDocument,
  type PlanVersionRow,
} from './plan-versions.repository.js';

export interface Submission {
  readonly to: string;
  readonly on: LocalDate;
  /** The documents that it answers: their statutory clock ends. */
  readonly documentIds: readonly string[];
}

/** Versions of the plan: what it said is frozen when one is made; then approved, submitted, answered. */
@Injectable()
export class PlanVersionsService {
  constructor(
    private readonly database: Database,
    private readonly versions: PlanVersionsRepository,
    private readonly documents: PlanDocumentRepository,
    private readonly days: AuthorityDays,
  ) {}

  async list(person: Person, part: Slice): Promise<{ rows: PlanVersionRow[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.versions.list(tx, seesDrafts(person), part));
  }

  async one(person: Person, id: string): Promise<PlanVersionRow & { entries: PlanEntry[] }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const version = await this.found(tx, person, id);
      return { ...version, entries: await this.versions.entries(tx, id, !seesEmbargoed(person)) };
    });
  }

  /** Freezes the plan as it stands. A draft that waits is withdrawn: there is one at a time. */
  async make(person: Person, { name, whatChanged }: { name: string; whatChanged: string }): Promise<string> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const plan = await this.versions.heldPlan(tx);
      if (plan === null) throw new StateForbids('no_plan', 'There is no open plan');
      const draft = await this.versions.draftOf(tx, plan.id);
      if (draft !== null) await this.versions.change(tx, draft, { state: 'withdrawn' });
      const entries = await this.documents.read(tx, false);
      if (entries.length === 0) throw new StateForbids('empty_plan', 'There is nothing in the plan yet');
      const by = person.personId;
      const on = await this.days.today(tx);
      return this.versions.add(tx, { planId: plan.id, name, whatChanged, by, on }, entries);
    });
  }

  async withdraw(person: Person, id: string, version?: number): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, row) => {
      const withdrawn = withdrawVersion(asRule(row));
      if (isRefusal(withdrawn)) planRefused(withdrawn.refused);
      await this.versions.change(tx, id, withdrawn);
    });
  }

  async approve(person: Person, id: string, words: string, version?: number): Promise<void> {
    if (!may('plan.approve', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, row) => {
      const approved = approveVersion(asRule(row));
      if (isRefusal(approved)) planRefused(approved.refused);
      await this.versions.change(tx, id, {
        ...approved,
        approved_by: person.personId,
        approved_on: await this.days.today(tx),
        approval_words: words.trim(),
      });
    });
  }

  async submit(person: Person, id: string, submission: Submission, version?: number): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, row) => {
      const submitted = submitVersion(asRule(row), submission, await this.days.today(tx));
      if (isRefusal(submitted)) planRefused(submitted.refused);
      await this.versions.change(tx, id, {
        ...submitted,
        submitted_to: submission.to.trim(),
        submitted_on: submission.on,
        submitted_by: person.personId,
      });
      await this.versions.submitted(tx, submission.documentIds, submission.on);
    });
  }

  async respond(
    person: Person,
    id: string,
    answer: { from: string; text: string; on: LocalDate },
    version?: number,
  ): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, row) => {
      const recorded = recordResponse(asRule(row), answer, await this.days.today(tx));
      if (isRefusal(recorded)) planRefused(recorded.refused);
      await this.versions.change(tx, id, {
        response: answer.text.trim(),
        response_from: answer.from.trim(),
        response_on: answer.on,
        response_by: person.personId,
      });
    });
  }

  /** What a submission may answer. */
  async owed(person: Person): Promise<OwedDocument[]> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, (tx) => this.versions.owed(tx));
  }

  private async found(tx: Tx, person: Person, id: string): Promise<PlanVersionRow> {
    const row = isUuid(id) ? await this.versions.one(tx, id) : null;
    const isSeen =
      row !== null && (seesDrafts(person) || row.state === 'approved' || row.state === 'submitted');
    if (!isSeen) throw new NotFound('There is no such version of the plan');
    return row;
  }

  private changing(
    person: Person,
    id: string,
    version: number | undefined,
    work: (tx: Tx, row: PlanVersionRow) => Promise<void>,
  ): Promise<void> {
    return this.within(person, async (tx) => {
      if (isUuid(id)) await this.versions.hold(tx, id);
      const row = await this.found(tx, person, id);
      if (version !== undefined && version !== row.version) throw new StaleVersion(row.version);
      await work(tx, row);
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** A draft is for those who make and approve it; others read what was approved. */
function seesDrafts(person: Person): boolean {
  return may('plan.manage', person) || may('plan.approve', person);
}

function asRule({ state, submittedOn, responseOn }: PlanVersionRow) {
  return { state, submittedOn, hasResponse: responseOn !== null };
}
