import { Injectable } from '@nestjs/common';
import { addDays } from '../../../domain/calendar/day-number.js';
import { oldestFreshValue } from '../../../domain/report/measure-standing.js';
import type {
  PackChallenge,
  PackContent,
  PackMeasure,
  PackVoice,
} from '../../../domain/report/pack-content.js';
import { isSuppressed, suppressed } from '../../../domain/report/suppression.js';
import type { Tx } from '../../../platform/database/database.js';
import type { Person } from '../../../web/person.js';
import { ChallengeReport } from '../../challenges/challenge-report.repository.js';
import { MeasuresRepository } from '../../measures/measures.repository.js';
import { DecisionsWanted } from '../../meetings/decisions-wanted.js';
import type { RecommendationView } from '../../recommendations/recommendations.repository.js';
import type { PackAsked } from './pack-asked.js';
import { PackInspected } from './pack-inspected.js';
import { PackMeasuresRepository } from './pack-measures.repository.js';
import { PackVoicesRepository, SHORT_NAME } from './pack-voices.repository.js';

const MOST_MEASURES = 2_000;

/** What stands beside the actions in a pack, asked of the features that keep it. */
@Injectable()
export class PackSubjects {
  constructor(
    private readonly decisions: DecisionsWanted,
    private readonly measuresOf: MeasuresRepository,
    private readonly values: PackMeasuresRepository,
    readonly inspected: PackInspected,
    private readonly challengesOf: ChallengeReport,
    private readonly voicesOf: PackVoicesRepository,
  ) {}

  /** What waits for the board to decide, as its chair reads it: nothing of what is not public. */
  async decisionsWanted(tx: Tx, board: PackAsked['board']): Promise<PackContent['decisionsWanted']> {
    const groups = await this.decisions.of(tx, chairOf(tx.authorityId), board?.id ?? tx.authorityId);
    return groups.map(({ heading, wanted }) => ({
      heading,
      lines: wanted.map(({ title, about, since }) => ({ title, about, since })),
    }));
  }

  /** Part 1 leaves out counts of fewer than five children, and says of which day they are. */
  async measures(
    tx: Tx,
    { asAt, part }: PackAsked,
    recommendations: readonly RecommendationView[],
  ): Promise<PackMeasure[]> {
    const slice = { limit: MOST_MEASURES, offset: 0 };
    const { rows } = await this.measuresOf.list(tx, true, { archived: false }, slice);
    const behind = await this.values.behind(
      tx,
      rows.map(({ id }) => id),
    );
    const names = new Map(recommendations.map((one) => [one.id, nameOf(one)]));
    const fresh = oldestFreshValue(asAt);
    return rows.map((row) => {
      const { aboutChildren, values } = behind.get(row.id)!;
      const shown = suppressed({
        baseline: row.baseline,
        values,
        aboutChildren: aboutChildren && part === 1,
      });
      return {
        id: row.id,
        name: row.name,
        unit: row.unit,
        direction: row.direction,
        baseline: shown.baseline,
        baselineOn: row.baselineOn,
        target: row.target,
        targetOn: row.targetOn,
        standing: row.standing,
        source: row.source,
        values: shown.values,
        isFresh: row.latestOn !== null && row.latestOn >= fresh,
        recommendationNumbers: row.recommendationIds.flatMap((id) => names.get(id) ?? []),
      };
    });
  }

  /** What was told and what came of it since the pack before. */
  async voices(tx: Tx, { since, asAt, part }: PackAsked): Promise<PackVoice[]> {
    const told = await this.voicesOf.since(tx, since?.asAt ?? null, asAt);
    return part === 1 ? told.map(withoutSmallGroup) : told;
  }

  /** Open and answered ones, and those closed since the pack before: on its day too, which may have been after it. */
  challenges(tx: Tx, { since, asAt, part }: PackAsked): Promise<PackChallenge[]> {
    const closedSince = since && addDays(since.asAt, -1);
    return this.challengesOf.challengesFor(tx, { asAt, part, closedSince });
  }
}

/** Its number, or where it has none how its text begins. */
function nameOf({ number, text }: { readonly number: string | null; readonly text: string }): string {
  if (number !== null) return number;
  const short = text.slice(0, SHORT_NAME).replace(/[ .,]+$/, '');
  return text.length > SHORT_NAME ? `${short}…` : short;
}

/** How many were asked is a count of children too: of a very small group it would say who they are. */
function withoutSmallGroup(voice: PackVoice): PackVoice {
  const isHidden = voice.asked !== null && isSuppressed(voice.asked, voice.whose === 'children');
  return isHidden ? { ...voice, asked: null, askedHidden: true } : voice;
}

/**
 * Who reads a pack: the board, by the rights of its chair. A pack says the same whoever makes it, and its makers may
 * see documents under embargo that its readers may not.
 */
function chairOf(authorityId: string): Person {
  const nobody = '00000000-0000-0000-0000-000000000000';
  return {
    personId: nobody,
    loginId: nobody,
    name: 'The board',
    email: '',
    roles: ['chair'],
    agencyId: null,
    authority: { id: authorityId, slug: '', name: '', isDemo: false },
    memberships: [],
    via: 'session',
    actor: { kind: 'operator' },
  };
}
