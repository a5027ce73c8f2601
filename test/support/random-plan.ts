import { addDays } from '../../src/domain/calendar/day-number.js';
import type { Decision } from '../../src/domain/lifecycle/date-change.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { CallsService } from '../../src/features/actions/calls.service.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../src/features/actions/date-control/date-change-deciding.service.js';
import { DateChangeReading } from '../../src/features/actions/date-control/date-change-reading.service.js';
import { MilestonesService } from '../../src/features/actions/date-control/milestones.service.js';
import { DraftsService } from '../../src/features/actions/drafts.service.js';
import { RatingService } from '../../src/features/actions/rating.service.js';
import { UpdatesRepository } from '../../src/features/actions/updates.repository.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { MeetingReadingService } from '../../src/features/meetings/meeting-reading.service.js';
import type { MeetingRow } from '../../src/features/meetings/meetings.repository.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import type { Tx } from '../../src/platform/database/database.js';
import { wholeAction, type PlanPeople } from './plan-of-westmarch.js';
import type { Year } from './random-completion.js';

export interface PlanYear extends Year, PlanPeople {
  readonly recommendationIds: readonly string[];
  readonly boardId: string;
}

/** What people do to a plan before its actions are finished, for random years: `n` decides the rest, and the rules may refuse. */
export function planVerbs(year: () => PlanYear) {
  const within = <T>(work: (tx: Tx) => Promise<T>) =>
    year().app.database.forAuthority(year().manager.authority.id, year().manager.actor, work);
  async function answerProposal(id: string, n: number): Promise<void> {
    const asking = year().app.get(DateChangeAsking);
    await (n % 2 === 0 ? asking.accept(year().owner, id, null) : asking.drop(year().owner, id, null));
  }

  async function someMeeting(n: number): Promise<MeetingRow | undefined> {
    const query = { filters: {}, q: null, limit: 50, cursor: null } as const;
    const planned = await year()
      .app.get(MeetingReadingService)
      .list(
        year().manager,
        { states: ['planned'] },
        { ...query, sort: { field: 'meetsOn', direction: 'asc' } },
      );
    return planned.items[n % Math.max(planned.items.length, 1)];
  }

  return {
    draft: async (_: string, n: number) => {
      await year()
        .app.get(DraftsService)
        .draftFor(year().manager, year().recommendationIds[n % 3] as string);
    },
    publish: async (_: string, n: number) => {
      const startOn = addDays(year().today, (n % 60) - 20);
      const content = wholeAction(year(), { startOn, dueOn: addDays(startOn, 10 + (n % 150)) });
      const towards = { recommendationIds: [year().recommendationIds[n % 3] as string] };
      await year()
        .app.get(ActionsService)
        .create(year().manager, { ...content, ...towards }, { publish: true });
    },
    update: async (id: string, n: number) => {
      const answer = (['yes', 'no_by', 'dont_know'] as const)[n % 3] as 'yes';
      await year()
        .app.get(UpdatesService)
        .record(n % 4 === 0 ? year().manager : year().owner, id, {
          answer,
          forecastOn: (answer as string) === 'no_by' ? addDays(year().today, 40 + (n % 100)) : null,
          begunOn: n % 2 === 0 ? addDays(year().today, -(n % 10)) : null,
          noChange: n % 5 < 2,
          whatChanged: 'Something',
          inTheWay: '',
          whoRemovesIt: '',
        });
    },
    callWorse: async (id: string, n: number) => {
      const person = [year().owner, year().member, year().director][n % 3] as PlanPeople['owner'];
      await year()
        .app.get(CallsService)
        .callWorse(person, id, { colour: n % 2 ? 'red' : 'amber', reason: 'So it is' });
    },
    withdraw: async (id: string) => {
      const [call] = await within((tx) => year().app.get(UpdatesRepository).standingCalls(tx, id));
      if (call) await year().app.get(CallsService).withdraw(year().director, id, call.id, 'Looked into');
    },
    changeStart: async (id: string, n: number) => {
      const row = await within((tx) =>
        tx.row<{ version: number }>(`select version from actions where authority_id = $1 and id = $2`, [
          tx.authorityId,
          id,
        ]),
      );
      await year()
        .app.get(ActionsService)
        .change(year().manager, id, row!.version, { startOn: addDays(year().today, (n % 40) - 20) });
    },
    serveAnother: async (id: string, n: number) => {
      await year()
        .app.get(ActionsService)
        .serve(year().manager, id, year().recommendationIds, [year().recommendationIds[n % 3] as string]);
    },
    cancelDraft: async (id: string) => year().app.get(DraftsService).cancel(year().manager, id),
    addMilestone: async (id: string, n: number) => {
      await year()
        .app.get(MilestonesService)
        .add(year().owner, id, {
          title: 'A step',
          dueOn: addDays(year().today, (n % 50) - 5),
          critical: n % 2 === 0,
        });
    },
    reachMilestones: async (id: string) => {
      for (const { id: milestoneId } of await year().app.get(MilestonesService).list(year().owner, id)) {
        await year().app.get(MilestonesService).done(year().owner, id, milestoneId, null, null);
      }
    },
    moveMilestones: async (id: string, n: number) => {
      for (const { id: milestoneId } of await year().app.get(MilestonesService).list(year().owner, id)) {
        const dueOn = addDays(year().today, n % 40);
        await year().app.get(MilestonesService).move(year().lead, id, milestoneId, dueOn, '', null);
      }
    },
    askForDate: async (id: string, n: number) => {
      await year()
        .app.get(DateChangeAsking)
        .ask(year().owner, id, {
          newDueOn: addDays(year().today, (n % 120) - 5),
          reason: 'capacity',
          words: 'Too few people',
          meanwhile: 'The rota stands',
        });
    },
    decideDate: async (id: string, n: number) => {
      const asked = await year().app.get(DateChangeReading).ofAction(year().manager, id);
      const waiting = asked.find(({ state }) => state === 'waiting' || state === 'proposed');
      if (!waiting) return;
      if (waiting.state === 'proposed') return answerProposal(waiting.id, n);
      const decision = (
        [
          { kind: 'approve' },
          { kind: 'refuse', reason: 'No' },
          { kind: 'propose', newDueOn: addDays(year().today, 20 + (n % 30)) },
        ] as const
      )[n % 3] as Decision;
      const by = { lead: year().lead, second: year().director, board: year().chair }[waiting.decider];
      const how = { words: 'So it is', meetingId: null, version: null };
      await year().app.get(DateChangeDeciding).decide(by, waiting.id, decision, how);
    },
    planMeeting: async (_: string, n: number) => {
      await year()
        .app.get(MeetingsService)
        .add(year().manager, {
          boardId: year().boardId,
          meetsOn: addDays(year().today, 5 + (n % 60)),
          paperDeadline: n % 4 === 0 ? addDays(year().today, n % 6) : null,
          place: null,
        });
    },
    moveMeeting: async (_: string, n: number) => {
      const meeting = await someMeeting(n);
      if (meeting === undefined) return;
      const meetsOn = addDays(year().today, n % 70);
      await year().app.get(MeetingsService).change(year().manager, meeting.id, meeting.version, { meetsOn });
    },
    cancelMeeting: async (_: string, n: number) => {
      const meeting = await someMeeting(n);
      if (meeting) await year().app.get(MeetingsService).cancel(year().manager, meeting.id, null, 'Snow');
    },
    changePreset: async (_: string, n: number) => {
      const preset = ['strict', 'standard', 'gentle'][n % 3];
      await within(async (tx) => {
        await tx.rows(`update plans set rating_preset = $2 where authority_id = $1`, [
          tx.authorityId,
          preset,
        ]);
        await year().app.get(RatingService).rerateAll(tx);
      });
    },
    closeOffice: async (_: string, n: number) => {
      await within(async (tx) => {
        await tx.rows(
          `insert into closed_days (authority_id, day, name) values ($1, $2, 'Closed') on conflict do nothing`,
          [tx.authorityId, addDays(year().today, n % 90)],
        );
        await year().app.get(RatingService).rerateAll(tx);
      });
    },
  };
}
