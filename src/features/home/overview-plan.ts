import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { coloursOverTime, monthEnds } from '../../domain/report/chart-numbers.js';
import type { PackCharts } from '../../domain/report/pack-content.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { readingScope } from '../actions/action-access.js';
import {
  PlanFiguresRepository,
  type ExceptionLine,
  type PlanFigures,
} from '../actions/plan-figures.repository.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { PackActionsRepository } from '../packs/content/pack-actions.repository.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { RecommendationsRepository } from '../recommendations/recommendations.repository.js';
import { OverviewRepository } from './overview.repository.js';

export interface PlanPicture {
  readonly figures: PlanFigures;
  readonly recommendations: { readonly total: number; readonly met: number; readonly withoutAction: number };
  readonly leftOut: number;
  readonly exceptions: readonly ExceptionLine[];
  /** Open priority actions of documents, in their order. */
  readonly priority: { readonly rows: readonly RecommendationView[]; readonly total: number };
  readonly trend: PackCharts['coloursOverTime'];
}

const MOST_EXCEPTIONS = 10;
const MOST_RECOMMENDATIONS = 20;
/** Half a year: the ends of five months, and today. */
const POINTS_OF_TREND = 6;

/** The plan as the board's figures have it. */
@Injectable()
export class OverviewPlan {
  constructor(
    private readonly figures: PlanFiguresRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly actions: PackActionsRepository,
    private readonly overview: OverviewRepository,
  ) {}

  async picture(tx: Tx, person: Person, today: LocalDate): Promise<PlanPicture> {
    const scope = readingScope(person);
    const publishedOnly = !seesEmbargoed(person);
    const filter = {
      priority: ['priority_action'] as const,
      status: ['open', 'proposed_as_met'] as const,
      publishedOnly,
    };
    return {
      figures: await this.figures.figures(tx, scope),
      recommendations: await this.figures.recommendationFigures(tx, publishedOnly),
      leftOut: await this.figures.leftOut(tx),
      exceptions: await this.figures.exceptions(tx, scope, MOST_EXCEPTIONS),
      priority: await this.recommendations.list(tx, filter, { limit: MOST_RECOMMENDATIONS, offset: 0 }),
      trend: await this.trend(tx, today),
    };
  }

  /** Only what changed is looked at one by one; what stood still all the while is counted. */
  private async trend(tx: Tx, today: LocalDate): Promise<PackCharts['coloursOverTime']> {
    const firstOn = await this.overview.historyFrom(tx);
    if (firstOn === null) return [];
    const days = monthEnds(firstOn, today, POINTS_OF_TREND);
    const changes = await this.actions.colourChanges(tx, days[0]!);
    const { apart, others } = await this.overview.standing(tx, [...new Set(changes.map(({ id }) => id))]);
    const points = coloursOverTime(apart, changes, days).map(({ on, counts }) => {
      const all = { ...counts };
      for (const { colour, n } of others) all[colour] += n;
      return { on, counts: all };
    });
    const first = points.findIndex(({ counts }) => Object.values(counts).some((n) => n > 0));
    return first < 0 ? [] : points.slice(first);
  }
}
