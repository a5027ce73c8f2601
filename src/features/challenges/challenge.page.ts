import { daysBetween } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { isAnswerOverdue } from '../../domain/lifecycle/challenge.js';
import { evidencePaths } from '../evidence/evidence.paths.js';
import { measurePaths } from '../measures/measures.paths.js';
import type { ChallengeRow } from './challenge-row.js';
import { aboutOf, pageOf } from './challenge-subject.js';
import { ABOUT_NAMES, ENTRY_NAMES, OUTCOME_NAMES, STATE_NAMES } from './challenge-words.js';
import { challengePaths } from './challenges.paths.js';
import type { EntryRow } from './exchange.repository.js';

/** A challenge as every page shows it. `opens`: whether the reader may open what it is about. */
export function challengeModel(row: ChallengeRow, today: LocalDate, opens: boolean) {
  const about = aboutOf(row);
  return {
    ...row,
    href: challengePaths.challenge(row.id),
    stateWord: STATE_NAMES[row.state],
    /** How it ended, where it is closed. */
    stateName: row.outcome === null ? STATE_NAMES[row.state] : OUTCOME_NAMES[row.outcome],
    isOverdue: isAnswerOverdue(row, today),
    ageDays: ageOf(row, today),
    aboutName: row.aboutKind === null ? null : ABOUT_NAMES[row.aboutKind],
    aboutHref: about === null || row.aboutTitle === null || !opens ? null : pageOf(about),
    raisedFromHref: about === null && opens && row.raisedFrom !== '' ? row.raisedFrom : null,
  };
}

/** Calendar days from the day it was raised until today, or until it was closed. */
export function ageOf(
  { raisedOn, closedOn }: Pick<ChallengeRow, 'raisedOn' | 'closedOn'>,
  today: LocalDate,
): number {
  return daysBetween(raisedOn, closedOn ?? today);
}

/** An entry of the exchange. `opens`: whether the reader may open evidence and measures. */
export function entryModel(entry: EntryRow, opens: boolean) {
  return {
    ...entry,
    name: ENTRY_NAMES[entry.kind],
    evidenceHref: entry.evidenceId !== null && opens ? evidencePaths.item(entry.evidenceId) : null,
    measureHref: entry.measureId !== null && opens ? measurePaths.measure(entry.measureId) : null,
  };
}
