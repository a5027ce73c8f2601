import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { ownWords } from '../../../domain/rating/colour-words.js';
import type { PresetName } from '../../../domain/rating/rating-preset.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, StaleVersion } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { RatingService, type ColourChange } from '../../actions/rating.service.js';
import { HistoryService, type HistorySection } from '../../history/history.service.js';
import { PlanSettingsRepository, type PlanChange, type PlanSettings } from './plan-settings.repository.js';

/** How the open plan is rated and worded. Every change is history; a preset is tried before it is taken. */
@Injectable()
export class PlanSettingsService {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanSettingsRepository,
    private readonly ratings: RatingService,
    private readonly history: HistoryService,
  ) {}

  async read(person: Person): Promise<PlanSettings & { history: HistorySection | null }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const plan = found(await this.plans.openPlan(tx));
      return { ...plan, history: await this.history.section(tx, person, 'plans', plan.id) };
    });
  }

  /** Which actions would turn which colour today under another preset. Changes nothing. */
  async preview(
    person: Person,
    preset: PresetName,
  ): Promise<{ plan: PlanSettings; changes: ColourChange[] }> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      plan: found(await this.plans.openPlan(tx)),
      changes: await this.ratings.colourChangesUnder(tx, preset),
    }));
  }

  /** Saves what is named; another preset rates the whole plan anew in the same step. */
  async change(person: Person, version: number, change: PlanChange): Promise<PlanSettings> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const plan = found(await this.plans.heldOpenPlan(tx));
      if (plan.version !== version) throw new StaleVersion(plan.version);
      const wanted = { ...plan, ...change, colourWords: ownWords(change.colourWords ?? plan.colourWords) };
      await this.plans.change(tx, plan.id, wanted);
      if (wanted.ratingPreset !== plan.ratingPreset) await this.ratings.rerateAll(tx);
      return found(await this.plans.openPlan(tx));
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function found(plan: PlanSettings | null): PlanSettings {
  if (plan === null) throw new NotFound('There is no open plan here');
  return plan;
}
