import { Readable } from 'node:stream';
import { CSV_MARK, csvLine } from '../../platform/spreadsheets/csv-line.js';
import type { ActionLine } from './action-list.repository.js';
import { ACTION_STATUS_NAMES, COLOUR_NAMES, ratingNote } from './action-words.js';
import { reasonList } from './reason-words.js';

const HEADINGS = [
  'Reference',
  'Title',
  'Status',
  'Rating',
  'Rating in words',
  'Reasons',
  'Rating since',
  'Start date',
  'Due date',
  'Original due date',
  'Times moved',
  'Working days slipped',
  'Owner',
  'Accountable lead',
  'Agency',
  'Workstream',
  'Towards a priority action',
  'Last update',
];

/** A list as CSV, written as it is read: a long list is never held in memory. */
export function actionSheet(batches: AsyncIterable<readonly ActionLine[]>): Readable {
  return Readable.from(lines(batches));
}

async function* lines(batches: AsyncIterable<readonly ActionLine[]>): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(HEADINGS);
  for await (const batch of batches) yield batch.map((line) => csvLine(cellsOf(line))).join('');
}

function cellsOf(line: ActionLine): (string | number | null)[] {
  return [
    line.reference,
    line.title,
    ACTION_STATUS_NAMES[line.status],
    COLOUR_NAMES[line.rating],
    ratingNote(line.rating, line.ratingWord),
    reasonList(line.ratingReasons),
    line.ratingSince,
    line.startOn,
    line.dueOn,
    line.originalDueOn,
    line.timesMoved,
    line.daysSlipped,
    line.ownerName,
    line.leadName,
    line.agencyName,
    line.workstreamName,
    line.priorityAction ? 'Yes' : 'No',
    line.lastUpdateOn,
  ];
}
