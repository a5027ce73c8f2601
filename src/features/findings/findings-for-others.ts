import { Injectable } from '@nestjs/common';
import { DocumentHolds } from '../documents/document-holds.js';
import { OtherChecks } from '../evidence/other-checks.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { holdsOfFindings } from './finding-holds.js';
import { FindingLinksRepository } from './finding-links.repository.js';
import { historyOfFindings } from './findings.history.js';
import { FindingsRepository } from './findings.repository.js';
import { agreementsWanted } from './waiting-visits.js';

/** What other features learn of findings: their history, what they hold fast, what waits to be agreed. */
@Injectable()
export class FindingsForOthers {
  constructor(
    subjects: HistorySubjects,
    holds: DocumentHolds,
    checks: OtherChecks,
    findings: FindingsRepository,
    links: FindingLinksRepository,
  ) {
    subjects.add(historyOfFindings(findings, links));
    holds.add(holdsOfFindings(links));
    checks.add(agreementsWanted(links));
  }
}
