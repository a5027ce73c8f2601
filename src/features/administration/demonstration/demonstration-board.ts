import { Injectable } from '@nestjs/common';
import { DateChangeAsking } from '../../actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../actions/date-control/date-change-deciding.service.js';
import { MilestonesService } from '../../actions/date-control/milestones.service.js';
import { BoardsService } from '../../meetings/boards.service.js';
import { MeetingsService } from '../../meetings/meetings.service.js';
import { PlanVersionsService } from '../../plans/plan-versions.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';
import type { DemoAction, DemoBoard, DemoSubmission } from './demonstration-data.js';
import { wednesdayOf } from './demonstration-packs.js';

/** The board of the demonstration, its meetings, the plans it sent in, and the dates and milestones it watches. */
@Injectable()
export class DemonstrationBoard {
  constructor(
    private readonly boards: BoardsService,
    private readonly meetings: MeetingsService,
    private readonly asking: DateChangeAsking,
    private readonly deciding: DateChangeDeciding,
    private readonly milestones: MilestonesService,
    private readonly versions: PlanVersionsService,
  ) {}

  /** A board that plans its meetings from one to the next but one, each on the Wednesday of its week. */
  eventsOf(cast: DemoCast, board: DemoBoard): DemoEvent[] {
    const manager = member(cast, 'plan.manager');
    let boardId = '';
    const setUp = async () => {
      boardId = await this.boards.add(manager, { name: board.name, kind: 'improvement' });
      for (const { login, role } of board.members) {
        const { personId } = member(cast, login);
        await this.boards.addMember(manager, boardId, { personId, role, fromOn: null, untilOn: null });
      }
    };
    const held = new Map<number, string>();
    const events: DemoEvent[] = [{ day: board.from, happen: setUp }];
    for (const meeting of board.meetings) {
      const plannedOn = Math.max(board.from, meeting - board.plannedAhead);
      const wednesday = wednesdayOf(cast, meeting);
      const plan = async () => {
        const meetsOn = cast.goTo(wednesday);
        cast.goTo(Math.min(plannedOn, 0));
        const place = board.place;
        held.set(meeting, await this.meetings.add(manager, { boardId, meetsOn, paperDeadline: null, place }));
      };
      events.push({ day: Math.min(plannedOn, 0), happen: plan });
      if (wednesday < 0) {
        const hold = () => this.meetings.held(manager, held.get(meeting) ?? '', null);
        events.push({ day: wednesday, happen: hold });
      }
    }
    return events;
  }

  /** A version of the plan for each inspection: made, approved and sent in, in time. */
  submissionsOf(cast: DemoCast, submissions: readonly DemoSubmission[]): DemoEvent[] {
    const manager = member(cast, 'plan.manager');
    return submissions.flatMap((one): DemoEvent[] => {
      let id = '';
      const make = async () => void (id = await this.versions.make(manager, one));
      const approve = () => this.versions.approve(member(cast, 'director'), id, one.approved.words);
      const submit = async () => {
        const owed = (await this.versions.owed(manager)).filter(
          ({ planDueOn, planSubmittedOn }) => planDueOn !== null && planSubmittedOn === null,
        );
        const documentIds = owed.map((document) => document.id);
        const on = cast.goTo(one.submitted.day);
        await this.versions.submit(manager, id, { to: one.submitted.to, on, documentIds });
      };
      return [
        { day: one.made, happen: make },
        { day: one.approved.day, happen: approve },
        { day: one.submitted.day, happen: submit },
      ];
    });
  }

  /** The dates asked for of one action, and its milestones. */
  eventsOfAction(cast: DemoCast, action: DemoAction, idOf: () => string): DemoEvent[] {
    const owner = () => member(cast, action.owner ?? '');
    const asked = (action.dates ?? []).flatMap((date): DemoEvent[] => {
      let id = '';
      const ask = async () => {
        const newDueOn = cast.goTo(date.to);
        cast.goTo(date.day);
        id = await this.asking.ask(owner(), idOf(), { ...date, newDueOn });
      };
      const { decided } = date;
      if (!decided) return [{ day: date.day, happen: ask }];
      const decision =
        decided.kind === 'refuse'
          ? { kind: 'refuse' as const, reason: decided.words }
          : { kind: decided.kind };
      const how = { words: decided.words, meetingId: null, version: null };
      const decide = () => this.deciding.decide(member(cast, decided.by), id, decision, how);
      return [
        { day: date.day, happen: ask },
        { day: decided.day, happen: decide },
      ];
    });
    const steps = (action.milestones ?? []).flatMap((step): DemoEvent[] => {
      let id = '';
      const added = Math.max(action.published ?? 0, step.added);
      const add = async () => {
        const dueOn = cast.goTo(step.due);
        cast.goTo(added);
        id = await this.milestones.add(owner(), idOf(), {
          title: step.title,
          dueOn,
          critical: step.critical ?? false,
        });
      };
      const done = () => this.milestones.done(owner(), idOf(), id, null, null);
      return [
        { day: added, happen: add },
        ...(step.done === undefined ? [] : [{ day: step.done, happen: done }]),
      ];
    });
    return [...asked, ...steps];
  }
}
