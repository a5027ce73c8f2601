import { Injectable } from '@nestjs/common';
import type { CoverageGap, PackContent } from '../../../domain/report/pack-content.js';
import type { Tx } from '../../../platform/database/database.js';
import { CoverageReading } from '../../findings/coverage/coverage-reading.js';
import { PackFindingsRepository } from '../../findings/coverage/pack-findings.repository.js';
import type { PackAsked } from './pack-asked.js';

/** What inspectors and checks looked at, and what they said. */
@Injectable()
export class PackInspected {
  constructor(
    private readonly findingsOf: PackFindingsRepository,
    private readonly coverageOf: CoverageReading,
  ) {}

  /** What was answered since the pack before. */
  async findings(
    tx: Tx,
    { since, asAt, part }: PackAsked,
  ): Promise<Pick<PackContent, 'findings' | 'findingsSetAside'>> {
    const asked = { since: since?.asAt ?? null, asAt, part };
    return {
      findings: await this.findingsOf.findingsFor(tx, asked),
      findingsSetAside: await this.findingsOf.setAsideFor(tx, asked),
    };
  }

  /** What no visit or check has looked at since: never said to be agreement. */
  notLookedAt(tx: Tx, part: 1 | 2): Promise<CoverageGap[]> {
    return this.coverageOf.notLookedAt(tx, part);
  }
}
