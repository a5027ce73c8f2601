import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { meaningsOf } from '../../../domain/rating/colour-words.js';
import { isCounted } from '../../../domain/rating/recommendation-spread.js';
import {
  ageOfOverdue,
  coloursOverTime,
  monthEnds,
  planAgainstActual,
} from '../../../domain/report/chart-numbers.js';
import { coverageGaps } from '../../../domain/report/coverage-gaps.js';
import { dueBefore, endOfNextCycle } from '../../../domain/report/due-next.js';
import { lastRatings } from '../../../domain/report/last-ratings.js';
import { movementSections } from '../../../domain/report/movement-sections.js';
import type {
  MovementSection,
  PackAction,
  PackCharts,
  PackContent,
  PackException,
} from '../../../domain/report/pack-content.js';
import { actionsHeadline, measuresHeadline } from '../../../domain/report/pack-headline.js';
import type { Tx } from '../../../platform/database/database.js';
import { PlanFiguresRepository } from '../../actions/plan-figures.repository.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { RecommendationsRepository } from '../../recommendations/recommendations.repository.js';
import { movementInWords } from './movement-words.js';
import { PackActionsRepository, type PackActionRow } from './pack-actions.repository.js';
import type { PackAsked } from './pack-asked.js';
import { mayBeException, packExceptions } from './pack-exceptions.js';
import { PackPlanRepository, type PlanFrame } from './pack-plan.repository.js';
import { asCovered, packAction, packRecommendation } from './pack-rows.js';
import { PackSubjects } from './pack-subjects.service.js';
import { withoutRestricted } from './part-one.js';

export type { PackAsked, PackBefore, PackExplanation } from './pack-asked.js';

const MOST_RECOMMENDATIONS = 5_000;
/** A year of month ends and the day itself; two years for the plan. */
const POINTS_OF_COLOURS = 13;
const POINTS_OF_PLAN = 25;

/** Everything a board's pack says, worked out in few statements. */
@Injectable()
export class PackContentService {
  constructor(
    private readonly days: AuthorityDays,
    private readonly figures: PlanFiguresRepository,
    private readonly plan: PackPlanRepository,
    private readonly actions: PackActionsRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly subjects: PackSubjects,
  ) {}

  /**
   * What the pack of this part would say now, or at the day that the transaction reads. Part 1 is the same for
   * everybody: the database hides what is restricted, whoever asks. Neither part names what is not public. Bring due
   * ratings up to date first.
   */
  read(tx: Tx, asked: PackAsked): Promise<PackContent> {
    return asked.part === 1 ? withoutRestricted(tx, () => this.content(tx, asked)) : this.content(tx, asked);
  }

  private async content(tx: Tx, asked: PackAsked): Promise<PackContent> {
    const { board, meetingOn, asAt, part, since } = asked;
    const frame = await this.plan.frame(tx, board?.id ?? null, meetingOn ?? asAt, asAt);
    const rows = await this.actions.all(tx);
    const shown = shownActions(rows, since?.content.actions ?? null);
    const counted = [...shown.values()];
    const { rows: recommendations } = await this.recommendations.list(
      tx,
      { publishedOnly: true },
      { limit: MOST_RECOMMENDATIONS, offset: 0 },
    );
    const measures = await this.subjects.measures(tx, asked, recommendations);
    const dueNextUntil = endOfNextCycle(meetingOn, asAt, frame.meetingAfter);
    return {
      part,
      authority: frame.authority,
      board: board?.name ?? '',
      meetingOn,
      asAt,
      preset: frame.preset,
      colourMeanings: meaningsOf(frame.colourWords),
      since: since && { pack: since.pack, asAt: since.asAt },
      leftOut: await this.figures.leftOut(tx),
      leftOutEmbargoed: frame.leftOutEmbargoed,
      commentary: asked.commentary,
      headline: {
        recommendations: await this.figures.recommendationFigures(tx, true),
        actions: actionsHeadline(since?.content.actions ?? null, rows),
        measures: measuresHeadline(measures),
      },
      exceptions: await this.exceptions(tx, asked, frame, rows, shown),
      decisionsWanted: await this.subjects.decisionsWanted(tx, board),
      voices: await this.subjects.voices(tx, asked),
      movement: await this.movement(tx, asked, rows),
      coverage: [
        ...coverageGaps(recommendations.map(asCovered)),
        ...(await this.subjects.inspected.notLookedAt(tx, part)),
      ],
      recommendations: recommendations.map(packRecommendation),
      measures,
      ...(await this.subjects.inspected.findings(tx, asked)),
      challenges: await this.subjects.challenges(tx, asked),
      dueNext: dueBefore(counted, asAt, dueNextUntil),
      dueNextUntil,
      charts: await this.charts(tx, asAt, rows),
      actions: counted,
    };
  }

  private async exceptions(
    tx: Tx,
    asked: PackAsked,
    frame: PlanFrame,
    rows: readonly PackActionRow[],
    shown: ReadonlyMap<string, PackAction>,
  ): Promise<PackException[]> {
    const ids = rows.filter(mayBeException).map(({ id }) => id);
    if (ids.length === 0) return [];
    return packExceptions({
      ...asked,
      rows,
      shown,
      ladder: frame.ladder,
      calendar: await this.days.calendar(tx),
      requests: await this.actions.requests(tx, ids),
      lastWords: await this.actions.lastWords(tx, ids),
    });
  }

  /** Nothing where no pack was issued before: everything would be new. */
  private async movement(
    tx: Tx,
    { since }: PackAsked,
    rows: readonly PackActionRow[],
  ): Promise<MovementSection[]> {
    if (since === null) return [];
    const earlier = since.content.actions;
    const moved = movementSections(earlier, rows);
    const people = new Map<string, string>();
    for (const { ownerId, ownerName } of [...earlier, ...rows]) {
      if (ownerId !== null && ownerName !== null) people.set(ownerId, ownerName);
    }
    const actions = new Map(rows.map((row) => [row.id, row]));
    return movementInWords(moved, {
      action: (id) => actions.get(id),
      person: (id) => people.get(id),
    });
  }

  private async charts(tx: Tx, asAt: LocalDate, rows: readonly PackActionRow[]): Promise<PackCharts> {
    const first = rows.reduce((least, { publishedOn }) => earlierOf(least, publishedOn), asAt);
    const points = monthEnds(first, asAt, POINTS_OF_COLOURS);
    const changes = await this.actions.colourChanges(tx, points[0]!);
    return {
      coloursOverTime: coloursOverTime(rows, changes, points),
      planAgainstActual: planAgainstActual(rows, monthEnds(first, asAt, POINTS_OF_PLAN)),
      ageOfOverdue: ageOfOverdue(rows, asAt, await this.days.calendar(tx)),
      judgements: await this.plan.judgements(tx),
    };
  }
}

function shownActions(
  rows: readonly PackActionRow[],
  before: PackContent['actions'] | null,
): Map<string, PackAction> {
  const counted = rows.filter(({ status }) => isCounted(status));
  const ratings = lastRatings(before, counted);
  return new Map(counted.map((row) => [row.id, packAction(row, ratings.get(row.id)!)]));
}

function earlierOf(one: LocalDate, other: LocalDate | null): LocalDate {
  return other !== null && other < one ? other : one;
}
