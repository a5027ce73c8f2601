import { addDays } from '../../src/domain/calendar/day-number.js';
import type { LocalDate } from '../../src/domain/calendar/local-date.js';
import { AssuranceRepository } from '../../src/features/actions/assurance.repository.js';
import { AssuranceService } from '../../src/features/actions/assurance.service.js';
import { CancellationService } from '../../src/features/actions/cancellation.service.js';
import { CompletionService } from '../../src/features/actions/completion.service.js';
import { NotBorneOutService } from '../../src/features/actions/not-borne-out.service.js';
import { EvidenceReadingService } from '../../src/features/evidence/evidence-reading.service.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import type { Tx } from '../../src/platform/database/database.js';
import type { Person } from '../../src/web/person.js';
import { item } from './completion-scene.js';
import type { TestApp } from './test-app.js';

export interface Year {
  readonly app: TestApp;
  readonly owner: Person;
  readonly manager: Person;
  readonly quality: Person;
  readonly chair: Person;
  readonly today: LocalDate;
}

const FIRST = { limit: 50, cursor: null };

/** What people do to finish actions, for random years: `n` decides the rest, and the rules may refuse. */
export function completionVerbs(year: () => Year) {
  const within = <T>(work: (tx: Tx) => Promise<T>) =>
    year().app.database.forAuthority(year().manager.authority.id, year().manager.actor, work);
  return {
    reportComplete: async (id: string, n: number) => {
      const { app, owner } = year();
      const open = await within((tx) => app.get(AssuranceRepository).openMilestones(tx, id));
      const milestones = open.map((one, at) => ({
        id: one.id,
        reached: (n + at) % 2 === 0,
        explanation: n % 7 === 0 ? '' : 'It was not needed',
      }));
      await app.get(CompletionService).report(owner, id, { impactStatement: 'It shows', milestones });
    },
    evidence: async (id: string, n: number) => {
      const { app, owner, quality, today } = year();
      const kind = (['audit', 'data', 'voice'] as const)[n % 3] as 'audit';
      const period = { periodFrom: addDays(today, -30), periodTo: today };
      const itemId = await app.get(EvidenceService).supply(owner, [id], item(kind, period));
      if (n % 4 === 0) return;
      const decision = { accept: n % 5 > 0, reason: 'Looked at', actionId: id, fileNumber: null };
      await app.get(EvidenceService).decide(quality, itemId, decision);
    },
    withdrawEvidence: async (id: string, n: number) => {
      const { app, owner } = year();
      const { rows } = await app.get(EvidenceReadingService).list(owner, { actionId: [id] }, FIRST);
      const chosen = rows[n % Math.max(rows.length, 1)];
      if (chosen) await app.get(EvidenceService).withdraw(owner, chosen.id, 'It was wrong');
    },
    refuseCompletion: async (id: string) =>
      year().app.get(CompletionService).refuse(year().quality, id, 'It is not there'),
    /** Somebody else supplies what is missing, and it is verified. */
    verify: async (id: string, n: number) => {
      const { app, owner, quality, today } = year();
      for (const kind of ['audit', 'data'] as const) {
        const period = { periodFrom: addDays(today, -30), periodTo: today };
        const itemId = await app.get(EvidenceService).supply(owner, [id], item(kind, period));
        const decision = { accept: true, reason: 'Looked at', actionId: id, fileNumber: null };
        await app.get(EvidenceService).decide(quality, itemId, decision);
      }
      await app.get(AssuranceService).verify(n % 5 === 0 ? owner : quality, id, 'Looked at');
    },
    embed: async (id: string, n: number) => {
      const { app, quality } = year();
      const assurance = app.get(AssuranceService);
      await (n % 2 === 0
        ? assurance.embed(quality, id, 'It lasts')
        : assurance.lookAgain(quality, id, 'It lasts'));
    },
    improving: (id: string) =>
      within((tx) => year().app.get(NotBorneOutService).improvingNotYetGoodWithin(tx, id)),
    supported: (id: string) =>
      within((tx) => year().app.get(NotBorneOutService).supportedWithin(tx, year().manager, id)),
    reopen: async (id: string, n: number) => {
      const newDueOn = addDays(year().today, (n % 100) - 5);
      const reopening = { reason: 'It did not last', newDueOn, findingId: null };
      await year().app.get(NotBorneOutService).reopen(year().quality, id, reopening);
    },
    notEnough: async (id: string) =>
      year()
        .app.get(NotBorneOutService)
        .markNotEnough(year().quality, id, { reason: 'More', findingId: null }),
    cancel: async (id: string, n: number) => {
      const { app, manager, chair } = year();
      const cancellation = app.get(CancellationService);
      await cancellation.ask(manager, id, 'Another does the same').catch(() => undefined);
      if (n % 6 > 1) return;
      await cancellation.decide(chair, id, { approve: n % 6 === 0, words: 'So decided', meetingId: null });
    },
  };
}

/** Actions that are verified without their evidence, or by somebody who had a hand in them. There must be none. */
export function wronglyVerified(tx: Tx): Promise<{ reference: string }[]> {
  return tx.rows(
    `select a.reference from actions a
      where a.authority_id = $1 and a.assurance in ('verified','embedded')
        and (not a.required_evidence <@ array(
               select e.kind from action_evidence u join evidence e on e.authority_id = u.authority_id and e.id = u.evidence_id
                where u.authority_id = a.authority_id and u.action_id = a.id and u.round = a.round
                  and u.state = 'accepted' and e.withdrawn_on is null)
             or exists (select 1 from versions v
                         where v.authority_id = a.authority_id and v.entity = 'actions' and v.row_id = a.id
                           and v.data->>'owner_id' = a.verified_by::text))`,
    [tx.authorityId],
  );
}
