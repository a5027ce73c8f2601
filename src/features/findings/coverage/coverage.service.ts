import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import {
  RECOMMENDATION_GAPS,
  type RecommendationGap,
} from '../../../domain/lifecycle/recommendation-gaps.js';
import { areaSpeaksOf, readArea, readAsked } from '../../../domain/matching/area-speaks-of.js';
import type { Tx } from '../../../platform/database/database.js';
import { Forbidden } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { PastReading } from '../../authorities/past-reading.js';
import { seesEmbargoed } from '../../documents/documents.service.js';
import type { Slice } from '../../documents/list-slices.js';
import { FindingLinksRepository, type SaidOf } from '../finding-links.repository.js';
import { CoverageReading, type Covered } from './coverage-reading.js';
import { CoverageRepository, type CoverageAction, type CoverageFilter } from './coverage.repository.js';

export interface AskedCoverage extends Omit<CoverageFilter, 'publishedOnly' | 'openPartOnly'> {
  /** With any of these gaps. */
  readonly gap?: readonly RecommendationGap[];
  /** An area in a visit's own words: only what it speaks of. */
  readonly area?: string;
  /** For what leaves the house: nothing restricted and nothing of documents that are not public, whoever asks. */
  readonly forOthers?: boolean;
}

export interface CoverageRead extends Covered {
  readonly towards: readonly CoverageAction[];
  /** Of the recommendation and of the actions towards it, the latest first. */
  readonly said: readonly SaidOf[];
}

export interface CoverageList {
  readonly rows: readonly CoverageRead[];
  readonly total: number;
  /** How many of those that fit, whatever gap is asked for, have each gap. */
  readonly counts: Readonly<Record<RecommendationGap, number>>;
  readonly leftOut: number;
}

/** How much was said of the rows of one page at most. */
const MOST_SAID = 2_000;
const WHOLE: Slice = { limit: 10_000, offset: 0 };

/** What of the plan is covered: by actions, by accepted evidence, by somebody who looked. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly past: PastReading,
    private readonly reading: CoverageReading,
    private readonly coverage: CoverageRepository,
    private readonly links: FindingLinksRepository,
  ) {}

  list(
    person: Person,
    { gap, area, forOthers = false, ...filter }: AskedCoverage,
    part: Slice = WHOLE,
    asAt: LocalDate | null = null,
  ): Promise<CoverageList> {
    this.check(person);
    return this.within(person, asAt, async (tx) => {
      const publishedOnly = forOthers || !seesEmbargoed(person);
      const reach = { publishedOnly, openPartOnly: forOthers };
      const all = await this.reading.covered(tx, { ...filter, ...reach });
      const fitting = area === undefined ? all : spokenOf(area, all);
      const wanted = gap ? fitting.filter(({ gaps }) => gaps.some((one) => gap.includes(one))) : fitting;
      const shown = wanted.slice(part.offset, part.offset + part.limit);
      return {
        rows: await this.withDetails(tx, reach, shown),
        total: wanted.length,
        counts: countsOf(fitting),
        leftOut: await this.coverage.leftOut(tx),
      };
    });
  }

  choices(person: Person, asAt: LocalDate | null): ReturnType<CoverageRepository['choices']> {
    this.check(person);
    return this.within(person, asAt, (tx) => this.coverage.choices(tx, !seesEmbargoed(person)));
  }

  private async withDetails(
    tx: Tx,
    { publishedOnly, openPartOnly }: { publishedOnly: boolean; openPartOnly: boolean },
    shown: readonly Covered[],
  ): Promise<CoverageRead[]> {
    const ids = shown.map(({ id }) => id);
    const towardsAll = await this.coverage.actions(tx, ids);
    const actions = openPartOnly ? towardsAll.filter(({ restricted }) => !restricted) : towardsAll;
    const actionIds = [...new Set(actions.map(({ id }) => id))];
    const ofThem = await this.links.saidOf(tx, 'recommendation_id', ids, publishedOnly, MOST_SAID);
    const ofActions = await this.links.saidOf(tx, 'action_id', actionIds, publishedOnly, MOST_SAID);
    const towards = groupedBy(actions, ({ recommendationId }) => recommendationId);
    const saidOf = groupedBy(ofThem, ({ recommendationId }) => recommendationId!);
    const saidOfAction = groupedBy(ofActions, ({ actionId }) => actionId!);
    return shown.map((row) => {
      const own = towards.get(row.id) ?? [];
      const said = [
        ...(saidOf.get(row.id) ?? []),
        ...own.flatMap((action) => saidOfAction.get(action.id) ?? []),
      ];
      return { ...row, towards: own, said: latestFirst(said) };
    });
  }

  private check(person: Person): void {
    if (!may('plan.read', person) || !may('documents.read', person)) throw new Forbidden();
  }

  private within<T>(person: Person, asAt: LocalDate | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.past.within(person.authority.id, person.actor, asAt, work);
  }
}

/** What an area of a visit speaks of. */
function spokenOf(area: string, rows: readonly Covered[]): Covered[] {
  const read = readArea(area);
  return rows.filter((row) => areaSpeaksOf(read, readAsked(row)) !== null);
}

function countsOf(rows: readonly Covered[]): Record<RecommendationGap, number> {
  const count = (gap: RecommendationGap) => rows.filter(({ gaps }) => gaps.includes(gap)).length;
  return Object.fromEntries(RECOMMENDATION_GAPS.map((gap) => [gap, count(gap)])) as Record<
    RecommendationGap,
    number
  >;
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** A finding linked to the recommendation and to an action towards it in one answer said one thing. */
function latestFirst(said: readonly SaidOf[]): SaidOf[] {
  const once = new Map(said.map((one) => [`${one.findingId} ${one.link}`, one]));
  return [...once.values()].sort((a, b) =>
    a.documentOn === b.documentOn ? 0 : a.documentOn < b.documentOn ? 1 : -1,
  );
}
