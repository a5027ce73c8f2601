import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { ActionsRepository } from '../../actions/actions.repository.js';
import { ActionsService } from '../../actions/actions.service.js';
import { CallsService } from '../../actions/calls.service.js';
import { RatingService } from '../../actions/rating.service.js';
import { UpdatesService } from '../../actions/updates.service.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { ImportsService } from '../../imports/imports.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';
import { DemonstrationBoard } from './demonstration-board.js';
import { DemonstrationChallenges } from './demonstration-challenges.js';
import { DemonstrationFindings } from './demonstration-findings.js';
import { DemonstrationOutcomes } from './demonstration-outcomes.js';
import { DemonstrationPacks } from './demonstration-packs.js';
import { DemonstrationProof } from './demonstration-proof.js';
import {
  type DemoAction,
  demoFile,
  demoFindings,
  demoOutcomes,
  demoPacks,
  type DemoPlan,
  type DemoUpdate,
} from './demonstration-data.js';

const DRAFTED = -3;

/** Replays a plan's months in order: documents arrive, actions are published, owners answer. */
@Injectable()
export class DemonstrationPlan {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
    private readonly actions: ActionsService,
    private readonly repository: ActionsRepository,
    private readonly updates: UpdatesService,
    private readonly calls: CallsService,
    private readonly proof: DemonstrationProof,
    private readonly board: DemonstrationBoard,
    private readonly findings: DemonstrationFindings,
    private readonly challenges: DemonstrationChallenges,
    private readonly outcomes: DemonstrationOutcomes,
    private readonly packs: DemonstrationPacks,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  async replay(cast: DemoCast, plan: DemoPlan): Promise<void> {
    const events = [
      ...plan.documents.map((document) => ({
        day: -document.receivedDaysAgo,
        happen: () => this.receive(cast, document),
      })),
      ...(plan.board ? this.board.eventsOf(cast, plan.board) : []),
      ...this.board.submissionsOf(cast, plan.submissions ?? []),
      ...plan.actions.flatMap((action) => this.eventsOf(cast, plan, action)),
      ...(plan.outcomes ? this.outcomes.eventsOf(cast, await demoOutcomes(plan.outcomes)) : []),
      ...(plan.findings ? this.findings.eventsOf(cast, await demoFindings(plan.findings)) : []),
      ...(plan.packs ? this.packs.eventsOf(cast, await demoPacks(plan.packs)) : []),
    ];
    const published = plan.actions.flatMap((action) => action.published ?? []);
    const firstRated = Math.min(0, ...published);
    const first = Math.min(...events.map((event) => event.day));
    for (let day = first; day <= 0; day += 1) {
      const happening = events.filter((one) => one.day === day);
      // Years before anything was published pass at once.
      if (day < firstRated && happening.length === 0) continue;
      cast.goTo(day);
      if (day >= firstRated) await this.rateDue(cast);
      for (const event of happening) {
        cast.goTo(day);
        await event.happen();
      }
    }
  }

  /** Each morning's ratings, so that the history knows the day on which an action turned red. */
  private async rateDue(cast: DemoCast): Promise<void> {
    await this.database.forAuthority(cast.authorityId, { kind: 'sweep' }, async (tx) => {
      await this.ratings.rerateDue(tx, await this.days.today(tx));
    });
  }

  private eventsOf(cast: DemoCast, plan: DemoPlan, action: DemoAction): DemoEvent[] {
    let id = '';
    const owner = () => member(cast, action.owner ?? '');
    const events: DemoEvent[] = [
      {
        day: action.published ?? DRAFTED,
        happen: async () => {
          id = await this.write(cast, action);
        },
      },
    ];
    for (const document of plan.documents) {
      if (-document.receivedDaysAgo > (action.published ?? DRAFTED)) {
        events.push({ day: -document.receivedDaysAgo, happen: () => this.linkAgain(cast, id, action) });
      }
    }
    events.push(...this.board.eventsOfAction(cast, action, () => id));
    for (const update of action.updates ?? []) {
      events.push({
        day: update.day,
        happen: async () => void (await this.updates.record(owner(), id, contentOf(cast, update))),
      });
    }
    const { calledWorse, completed } = action;
    if (calledWorse) {
      const { day, by, colour, reason } = calledWorse;
      events.push({ day, happen: () => this.calls.callWorse(member(cast, by), id, { colour, reason }) });
    }
    if (completed) events.push(...this.proof.eventsOf(cast, () => ({ id, owner: owner() }), completed));
    for (const challenge of action.challenges ?? [])
      events.push(...this.challenges.eventsOf(cast, challenge, () => id));
    return events;
  }

  private async receive(cast: DemoCast, document: DemoPlan['documents'][number]): Promise<void> {
    await this.imports.importFile({
      authorityId: cast.authorityId,
      actor: { kind: 'import' },
      source: demoFile(document.file),
      accept: true,
      receivedOn: cast.goTo(-document.receivedDaysAgo),
    });
  }

  private async write(cast: DemoCast, action: DemoAction): Promise<string> {
    const day = (offset: number | undefined) => (offset === undefined ? null : cast.goTo(offset));
    const startOn = day(action.start);
    const dueOn = day(action.due);
    cast.goTo(action.published ?? DRAFTED);
    const idOf = (name: string | undefined) => (name === undefined ? null : member(cast, name).personId);
    return this.actions.create(
      member(cast, 'plan.manager'),
      {
        title: action.title,
        description: action.description,
        kind: action.kind,
        ownerId: idOf(action.owner),
        accountableLeadId: idOf(action.lead),
        agencyId: cast.agencies.get(action.agency ?? '') ?? null,
        workstreamId: cast.workstreams.get(action.workstream ?? '') ?? null,
        startOn,
        dueOn,
        successMeasure: action.measure ?? '',
        requiredEvidence: action.evidence ?? [],
        recommendationIds: await this.towards(cast, action),
      },
      { publish: action.published !== undefined },
    );
  }

  /** A document that came later asks for the same: the action now serves both. */
  private async linkAgain(cast: DemoCast, id: string, action: DemoAction): Promise<void> {
    const manager = member(cast, 'plan.manager');
    const recommendationIds = await this.towards(cast, action);
    const { served, version } = await this.database.forAuthority(
      cast.authorityId,
      manager.actor,
      async (tx) => ({
        served: (await this.repository.served(tx, id, false)).length,
        version: (await this.repository.byId(tx, id))?.version ?? 0,
      }),
    );
    if (recommendationIds.length > served)
      await this.actions.change(manager, id, version, { recommendationIds });
  }

  private towards(cast: DemoCast, action: DemoAction): Promise<string[]> {
    return this.database.forAuthority(cast.authorityId, { kind: 'import' }, async (tx) => {
      const rows = await tx.rows<{ id: string }>(
        `select r.id from recommendations r
          where r.authority_id = $1
            and exists (select 1 from unnest($2::text[]) beginning where starts_with(r.text, beginning))`,
        [tx.authorityId, action.towards],
      );
      return rows.map((row) => row.id);
    });
  }
}

function contentOf(cast: DemoCast, update: DemoUpdate) {
  const day = (offset: number | undefined) => {
    const that = offset === undefined ? null : cast.goTo(offset);
    cast.goTo(update.day);
    return that;
  };
  return {
    answer: update.answer,
    forecastOn: day(update.by),
    begunOn: day(update.began),
    noChange: false,
    whatChanged: update.whatChanged,
    inTheWay: update.inTheWay ?? '',
    whoRemovesIt: update.whoRemovesIt ?? '',
  };
}
