import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { OPEN_STATUSES, type ActionFilters } from '../actions/action-filters.js';
import { actionPaths } from '../actions/actions.paths.js';
import { PlanFiguresRepository } from '../actions/plan-figures.repository.js';
import { RatingService } from '../actions/rating.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { measurePaths } from '../measures/measures.paths.js';
import { MeasuresRepository } from '../measures/measures.repository.js';
import { quarterStart } from '../../domain/lifecycle/lead-sentence.js';
import { oldestFreshValue } from '../../domain/report/measure-standing.js';
import { RecommendationsRepository } from '../recommendations/recommendations.repository.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';

/** What is missing or out of step, how often, and the list in which it is put right. */
export interface QualityLine {
  readonly text: string;
  readonly count: number;
  readonly href: string;
}

const open = [...OPEN_STATUSES];
/** Recommendations that have not ended. */
const STANDING = 'open,proposed_as_met';

/** Each line counts exactly the list that it links to. */
const ACTION_LINES: readonly { text: string; filters: ActionFilters }[] = [
  { text: 'Drafts that are not published yet', filters: { status: ['draft'] } },
  { text: 'Open actions without an owner', filters: { ownerId: ['none'], status: open } },
  {
    text: 'Open actions without an accountable lead',
    filters: { accountableLeadId: ['none'], status: open },
  },
  { text: 'Open actions without a success measure', filters: { noMeasure: true, status: open } },
  { text: 'Open actions in no workstream', filters: { workstreamId: ['none'], status: open } },
  { text: 'Actions that serve no recommendation', filters: { noRecommendation: true, status: open } },
  { text: 'Actions not updated in the last window', filters: { notUpdated: true, status: open } },
  { text: 'Actions moved a second time or more', filters: { reason: ['moved_again'], status: open } },
  { text: 'Overdue actions', filters: { overdue: true } },
  { text: 'Actions that await a check', filters: { awaitingCheck: true } },
  { text: 'Complete actions without accepted evidence', filters: { noEvidence: true } },
];

/** For the plan manager: what stands in the way of a report that can be trusted. */
@Injectable()
export class DataQualityService {
  constructor(
    private readonly database: Database,
    private readonly figures: PlanFiguresRepository,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
    private readonly recommendations: RecommendationsRepository,
    private readonly measures: MeasuresRepository,
  ) {}

  async lines(person: Person): Promise<QualityLine[]> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.ratings.rerateDue(tx, await this.days.today(tx));
      const filters = ACTION_LINES.map((line) => line.filters);
      const counts = await this.figures.counts(tx, 'all', filters);
      const { withoutAction } = await this.figures.recommendationFigures(tx, false);
      const today = await this.days.today(tx);
      const standing = {
        status: ['open', 'proposed_as_met'] as const,
        publishedOnly: !seesEmbargoed(person),
      };
      const since = { day: quarterStart(today), wanted: true };
      const stale = { staleBefore: { day: oldestFreshValue(today), wanted: true }, archived: false };
      return [
        {
          text: 'Open recommendations without an action',
          count: withoutAction,
          href: recommendationPaths.list({ withoutAction: true, status: 'open' }),
        },
        {
          text: 'Recommendations without a lead',
          count: await this.recommendations.count(tx, { ...standing, noLead: true }),
          href: recommendationPaths.list({ noLead: true, status: STANDING }),
        },
        {
          text: 'Recommendations without this quarter’s sentence of their lead',
          count: await this.recommendations.count(tx, { ...standing, noSentenceSince: since }),
          href: recommendationPaths.list({ noSentence: true, status: STANDING }),
        },
        {
          text: 'Measures without a value for three months',
          count: await this.measures.count(tx, standing.publishedOnly, stale),
          href: measurePaths.list({ stale: true }),
        },
        ...ACTION_LINES.map((line, place) => ({
          text: line.text,
          count: counts[place] ?? 0,
          href: actionPaths.list(line.filters),
        })),
      ];
    });
  }
}
