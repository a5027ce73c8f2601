import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { addMonths } from '../../domain/calendar/day-number.js';
import type { PackFinding } from '../../domain/report/pack-content.js';
import { suppressed } from '../../domain/report/suppression.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { ChallengeRow } from '../challenges/challenge-row.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import { PackFindingsRepository } from '../findings/coverage/pack-findings.repository.js';
import { MeasuresRepository, type MeasureRow } from '../measures/measures.repository.js';
import { BoardService, type Board } from '../packs/board.service.js';
import { withoutRestricted } from '../packs/content/part-one.js';
import { PacksRepository, type PackRow } from '../packs/packs.repository.js';
import {
  RecommendationsRepository,
  type RecommendationView,
} from '../recommendations/recommendations.repository.js';

export interface ShownMeasure extends Pick<
  MeasureRow,
  'id' | 'name' | 'unit' | 'target' | 'latestOn' | 'standing'
> {
  readonly baseline: number | null;
  readonly latestValue: number | null;
  /** The latest value is a count of fewer than five children. */
  readonly isHidden: boolean;
}

export interface Scrutiny {
  readonly board: Board;
  readonly met: { readonly rows: readonly RecommendationView[]; readonly total: number };
  readonly measures: { readonly rows: readonly ShownMeasure[]; readonly total: number };
  readonly findings: readonly PackFinding[];
  readonly findingsSince: string;
  readonly packs: readonly PackRow[];
  /** What this person asked; null for those who ask nothing. */
  readonly asked: readonly ChallengeRow[] | null;
}

const MOST = { met: 50, measures: 60, findings: 40, packs: 12, asked: 20 } as const;
const MONTHS_OF_FINDINGS = 6;

/**
 * What the board reads, on one page for scrutiny and the adviser: Part 1 whoever asks, so that nobody sees something
 * restricted or under embargo here.
 */
@Injectable()
export class ScrutinyService {
  constructor(
    private readonly database: Database,
    private readonly boards: BoardService,
    private readonly recommendations: RecommendationsRepository,
    private readonly measures: MeasuresRepository,
    private readonly findings: PackFindingsRepository,
    private readonly packs: PacksRepository,
    private readonly challenges: ChallengesRepository,
  ) {}

  async read(person: Person): Promise<Scrutiny> {
    if (!may('scrutiny.read', person)) throw new Forbidden();
    const { id } = person.authority;
    const board = await this.boards.boardOf(id);
    const since = addMonths(board.asAt, -MONTHS_OF_FINDINGS);
    return this.database.forAuthority(id, person.actor, async (tx) => {
      const asked = await this.askedBy(tx, person);
      const rest = await withoutRestricted(tx, async () => ({
        met: await this.recommendations.list(
          tx,
          { status: ['met'], publishedOnly: true },
          { limit: MOST.met, offset: 0 },
        ),
        measures: await this.measuresShown(tx),
        findings: await this.findings.findingsFor(tx, { since, asAt: board.asAt, part: 1 }),
        packs: (await this.packs.list(tx, false, {}, { limit: MOST.packs, offset: 0 })).rows,
      }));
      const findings = rest.findings.slice(0, MOST.findings);
      return { ...rest, board, findings, findingsSince: since, asked };
    });
  }

  private async measuresShown(tx: Tx): Promise<Scrutiny['measures']> {
    const part = { limit: MOST.measures, offset: 0 };
    const { rows, total } = await this.measures.list(tx, true, { archived: false }, part);
    return { rows: rows.map(shownMeasure), total };
  }

  private async askedBy(tx: Tx, person: Person): Promise<readonly ChallengeRow[] | null> {
    if (!may('challenges.ask', person)) return null;
    const reader = { personIds: [person.personId], all: true, publishedOnly: true };
    const filter = { askedById: [person.personId] };
    const order = { field: 'standing', direction: 'asc' } as const;
    return (await this.challenges.list(tx, reader, filter, order, { limit: MOST.asked, offset: 0 })).rows;
  }
}

function shownMeasure(row: MeasureRow): ShownMeasure {
  const { id, name, unit, target, latestOn, standing } = row;
  const shown = suppressed({ ...row, aboutChildren: row.aboutChildren ?? false, values: [] });
  return {
    id,
    name,
    unit,
    target,
    latestOn,
    standing,
    baseline: shown.baseline,
    latestValue: shown.latestValue,
    isHidden: row.latestValue !== null && shown.latestValue === null,
  };
}
