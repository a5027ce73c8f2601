import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ColourWords } from '../../domain/rating/colour-words.js';
import type { PresetName } from '../../domain/rating/rating-preset.js';
import type { MovementSection } from '../../domain/report/pack-content.js';
import type { Actor } from '../../platform/database/doors.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { readingScope } from '../actions/action-access.js';
import type { ActionScope } from '../actions/action-filters.js';
import {
  type ExceptionLine,
  type PlanFigures,
  PlanFiguresRepository,
} from '../actions/plan-figures.repository.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PastReading } from '../authorities/past-reading.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import {
  RecommendationsRepository,
  type RecommendationView,
} from '../recommendations/recommendations.repository.js';
import { BoardDetails } from './board-details.js';

/** The plan as the board reads it, as at one day. */
export interface Board {
  readonly asAt: LocalDate;
  /** Whether `asAt` is a day gone by, not now. */
  readonly isPast: boolean;
  readonly since: LocalDate;
  readonly preset: PresetName;
  readonly colourWords: ColourWords;
  readonly figures: PlanFigures;
  readonly recommendations: { readonly total: number; readonly met: number; readonly withoutAction: number };
  readonly exceptions: readonly ExceptionLine[];
  readonly withoutAction: readonly RecommendationView[];
  readonly movement: readonly MovementSection[];
  /** Restricted actions that are neither listed nor counted for this person. */
  readonly leftOut: number;
}

export interface Dashboard {
  readonly asAt: LocalDate;
  readonly counts: PlanFigures['counts'];
  readonly overdue: number;
  readonly total: number;
  readonly recommendationsWithoutAction: number;
  readonly recommendationsMet: number;
  /** Restricted actions that are not counted for this person. */
  readonly leftOut: number;
}

const DAYS_OF_MOVEMENT = 30;
const MOST_EXCEPTIONS = 40;
const MOST_WITHOUT_ACTION = 20;

/** The board page, the dashboard and the report of now: the same figures for each. */
@Injectable()
export class BoardService {
  constructor(
    private readonly past: PastReading,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
    private readonly figures: PlanFiguresRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly details: BoardDetails,
  ) {}

  /** What this person may see of the board's figures. Refuses those who do not read what the board reads. */
  board(person: Person, asAt: LocalDate | null = null): Promise<Board> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.read(person.authority.id, person.actor, readingScope(person), !seesEmbargoed(person), asAt);
  }

  /** For a report made on the command line: the plan without embargoed documents and restricted items. */
  boardOf(authorityId: string): Promise<Board> {
    return this.read(authorityId, { kind: 'operator' }, 'all', true);
  }

  async dashboard(person: Person, day: LocalDate | null = null): Promise<Dashboard> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.past.within(person.authority.id, person.actor, day, async (tx) => {
      const asAt = await this.days.today(tx);
      await this.ratings.rerateDue(tx, asAt);
      const { counts, overdue, total } = await this.figures.figures(tx, readingScope(person));
      const { withoutAction, met } = await this.figures.recommendationFigures(tx, !seesEmbargoed(person));
      return {
        asAt,
        counts,
        overdue,
        total,
        recommendationsWithoutAction: withoutAction,
        recommendationsMet: met,
        leftOut: await this.figures.leftOut(tx),
      };
    });
  }

  private read(
    authorityId: string,
    actor: Actor,
    scope: ActionScope,
    publishedOnly: boolean,
    day: LocalDate | null = null,
  ): Promise<Board> {
    return this.past.within(authorityId, actor, day, async (tx) => {
      const asAt = await this.days.today(tx);
      await this.ratings.rerateDue(tx, asAt);
      const since = addDays(asAt, -DAYS_OF_MOVEMENT);
      const recommendations = await this.figures.recommendationFigures(tx, publishedOnly);
      const missing = { withoutAction: true, status: ['open' as const], publishedOnly };
      const slice = { limit: MOST_WITHOUT_ACTION, offset: 0 };
      return {
        asAt,
        isPast: tx.asAt !== null,
        since,
        ...(await this.details.ratedBy(tx)),
        figures: await this.figures.figures(tx, scope),
        recommendations,
        exceptions: await this.figures.exceptions(tx, scope, MOST_EXCEPTIONS),
        withoutAction:
          recommendations.withoutAction === 0
            ? []
            : (await this.recommendations.list(tx, missing, slice)).rows,
        movement: await this.details.movementSince(tx, scope, since),
        leftOut: await this.figures.leftOut(tx),
      };
    });
  }
}
