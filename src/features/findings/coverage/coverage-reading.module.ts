import { Module } from '@nestjs/common';
import { CoverageReading } from './coverage-reading.js';
import { CoverageRepository } from './coverage.repository.js';

/** When what was looked at, also for the page of one recommendation: the page of coverage stands on findings itself. */
@Module({ providers: [CoverageRepository, CoverageReading], exports: [CoverageRepository, CoverageReading] })
export class CoverageReadingModule {}
