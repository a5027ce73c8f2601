import { Module } from '@nestjs/common';
import { PackFindingsRepository } from './pack-findings.repository.js';

/** What of the plan was looked at, and what was said of it. */
@Module({
  providers: [PackFindingsRepository],
  exports: [PackFindingsRepository],
})
export class CoverageModule {}
