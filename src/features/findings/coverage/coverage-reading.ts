import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { lastLookedAt, type LookedAt } from '../../../domain/lifecycle/looked-at.js';
import { recommendationGaps, type RecommendationGap } from '../../../domain/lifecycle/recommendation-gaps.js';
import { anyHasMoved } from '../../../domain/report/measure-standing.js';
import type { CoverageGap } from '../../../domain/report/pack-content.js';
import type { Tx } from '../../../platform/database/database.js';
import { CoverageRepository, type CoverageFilter, type CoverageRow } from './coverage.repository.js';

/** A recommendation with its gaps, and when it was last looked at. */
export interface Covered extends CoverageRow {
  readonly gaps: readonly RecommendationGap[];
  readonly lookedAt: (LookedAt & { readonly title: string }) | null;
  /** The day since which nobody looked: of the last look, else of the document that asks for it. */
  readonly notLookedAtSince: LocalDate;
}

/** Which recommendations have what gap: the same answer for the page, its sheet, the API and the board's pack. */
@Injectable()
export class CoverageReading {
  constructor(private readonly coverage: CoverageRepository) {}

  /** All that fit, priority actions first, then the newest document, then as printed. */
  async covered(tx: Tx, filter: CoverageFilter): Promise<Covered[]> {
    const rows = await this.coverage.rows(tx, filter);
    const looks = await this.coverage.looks(tx, filter.publishedOnly);
    const titles = new Map(looks.map(({ documentId, title }) => [documentId, title]));
    const lookOf = lastLookedAt(looks);
    return rows.map((row) => {
      const seen = lookOf(row);
      const gaps = recommendationGaps({
        ...row,
        notBorneOut: row.notBorneOutOn !== null,
        measureHasMoved: anyHasMoved(row.standings),
        wasLookedAt: seen !== null,
      });
      return {
        ...row,
        gaps,
        lookedAt: seen && { ...seen, title: titles.get(seen.documentId)! },
        notLookedAtSince: seen?.on ?? row.raisedOn,
      };
    });
  }

  /** For the board's pack: what nobody looked at since it was raised. Part 1 tells nothing of restricted ones. */
  async notLookedAt(tx: Tx, part: 1 | 2): Promise<CoverageGap[]> {
    const all = await this.covered(tx, { publishedOnly: true, openPartOnly: part === 1 });
    return all
      .filter(({ gaps }) => gaps.includes('not_looked_at'))
      .map(({ number, text, notLookedAtSince }) => ({
        kind: 'not_looked_at',
        recommendationNumber: number,
        text,
        since: notLookedAtSince,
      }));
  }
}
