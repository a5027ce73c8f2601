import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { NamesOfPeople } from '../../domain/privacy/names-in-text.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { withoutRestricted } from '../packs/content/part-one.js';
import type { NamedText, PublicPlan } from './public-plan.js';
import { goneSince, publicPlanOf } from './public-plan-content.js';
import { PublicPlanRepository, type PlanShown, type PublishedRow } from './public-plan.repository.js';

export interface PublicState {
  readonly isOn: boolean;
  /** What the public reads now; null: nothing. */
  readonly shown: PublishedRow | null;
  /** The presses of this plan, the latest first. */
  readonly published: readonly PublishedRow[];
  /** What of the shown version is not in the plan any more, or not for everybody. */
  readonly gone: { readonly recommendations: number; readonly actions: number };
  /** What would be published now. */
  readonly preview: PublicPlan;
  readonly named: readonly NamedText[];
}

const MOST_LISTED = 20;

/** The public version of the plan: tried, published, withdrawn. Nothing reaches the public by itself. */
@Injectable()
export class PublicPlanService {
  constructor(
    private readonly database: Database,
    private readonly repository: PublicPlanRepository,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
  ) {}

  async state(person: Person): Promise<PublicState> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const plan = await this.plan(tx);
      const { content, named } = await this.read(tx, plan);
      const published = await this.repository.published(tx, plan.id, MOST_LISTED);
      const shown = plan.isOn ? (published.find(({ state }) => state === 'shown') ?? null) : null;
      const before = shown === null ? null : await this.repository.shownContent(tx, plan.id);
      const gone = before === null ? { recommendations: 0, actions: 0 } : goneSince(before, content);
      return { isOn: plan.isOn, shown, published, gone, preview: content, named };
    });
  }

  /** Turned off, what was shown is withdrawn: turned on again, nothing old is shown. */
  async turn(person: Person, isOn: boolean): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.repository.hold(tx);
      const plan = await this.plan(tx);
      if (!isOn) await this.end(tx, person, plan, 'withdrawn');
      await this.repository.turn(tx, plan.id, isOn);
    });
  }

  /**
   * Freezes the plan as it is now and shows that. Refuses where the setting is off, where there is nothing to show, and
   * where a name may stand in a text that nobody says they have looked at.
   */
  async publish(person: Person, { looked }: { looked: boolean }): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.repository.hold(tx);
      const plan = await this.plan(tx);
      if (!plan.isOn) throw new StateForbids('public_plan_off', 'Turn the public version on first');
      const { content, named } = await this.read(tx, plan);
      if (content.entries.length === 0) {
        throw new StateForbids('empty_plan', 'No recommendation of a published document is in the plan yet');
      }
      if (named.length > 0 && !looked) {
        const message = 'Look at the texts where a name was found, and say that you have';
        throw new Refused('names_found', message, [{ field: 'looked', message }]);
      }
      await this.end(tx, person, plan, 'replaced');
      const on = await this.days.today(tx);
      const version = { planId: plan.id, content, by: person.personId, on, at: this.days.now() };
      await this.repository.add(tx, version);
    });
  }

  async withdraw(person: Person): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.repository.hold(tx);
      const plan = await this.plan(tx);
      if (!(await this.end(tx, person, plan, 'withdrawn'))) {
        throw new StateForbids('nothing_published', 'Nothing is shown to the public');
      }
    });
  }

  private end(tx: Tx, person: Person, plan: PlanShown, state: 'replaced' | 'withdrawn'): Promise<boolean> {
    return this.repository.end(tx, plan.id, { state, by: person.personId, at: this.days.now() });
  }

  private async plan(tx: Tx): Promise<PlanShown> {
    const plan = await this.repository.openPlan(tx);
    if (plan === null) throw new NotFound('There is no open plan here');
    return plan;
  }

  /** As a report of Part 1 reads, whoever asks: the database hides what is restricted. */
  private async read(tx: Tx, plan: PlanShown): Promise<{ content: PublicPlan; named: NamedText[] }> {
    const asAt = await this.days.today(tx);
    await this.ratings.rerateDue(tx, asAt);
    const names = new NamesOfPeople(await this.repository.people(tx));
    return withoutRestricted(tx, async () => {
      const recommendations = await this.repository.recommendations(tx);
      const ids = recommendations.map(({ id }) => id);
      const actions = await this.repository.actions(tx, ids);
      const measures = await this.repository.measures(tx, ids);
      return publicPlanOf({ plan, asAt, recommendations, actions, measures }, names);
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
