import type { LocalDate } from '../../domain/calendar/local-date.js';
import { csvLine, CSV_MARK } from '../../platform/spreadsheets/csv-line.js';
import { challengeModel } from './challenge.page.js';
import type { ChallengeRow } from './challenge-row.js';

const HEAD = [
  'Reference',
  'Question',
  'Asked by',
  'Asked of',
  'About',
  'Raised on',
  'Answer due',
  'State',
  'Overdue',
  'Age in days',
  'Answered on',
  'Closed on',
  'Answer',
];

/** The log of challenges as a sheet. */
export function challengesCsv(rows: readonly ChallengeRow[], today: LocalDate): string {
  const lines = rows.map((row) => {
    const { stateName, isOverdue, ageDays, aboutName } = challengeModel(row, today, true);
    return [
      row.reference,
      row.question,
      row.askedByName,
      row.askedOfName,
      row.aboutTitle === null ? (aboutName ?? row.raisedFrom) : `${aboutName}: ${row.aboutTitle}`,
      row.raisedOn,
      row.dueOn,
      stateName,
      isOverdue ? 'yes' : 'no',
      ageDays,
      row.answeredOn,
      row.closedOn,
      row.answer,
    ];
  });
  return CSV_MARK + [HEAD, ...lines].map(csvLine).join('');
}
