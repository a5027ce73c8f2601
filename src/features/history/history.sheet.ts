import { Readable } from 'node:stream';
import { CSV_MARK, csvLine } from '../../platform/spreadsheets/csv-line.js';
import { longDateTime } from '../../platform/templates/filters.js';
import type { HistoryEntry } from './history.words.js';

const HEADINGS = ['When', 'Who', 'What', 'Field', 'From', 'To'];

/** A history as CSV, a line for each field that changed, written as it is read. */
export function historySheet(batches: AsyncIterable<readonly HistoryEntry[]>): Readable {
  return Readable.from(lines(batches));
}

async function* lines(batches: AsyncIterable<readonly HistoryEntry[]>): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(HEADINGS);
  for await (const batch of batches) yield batch.map(linesOf).join('');
}

function linesOf({ at, who, what, changes }: HistoryEntry): string {
  const beginning = [longDateTime(at), who, what];
  if (changes.length === 0) return csvLine([...beginning, '', '', '']);
  return changes.map(({ label, from, to }) => csvLine([...beginning, label, from, to])).join('');
}
