import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PackAction, PackException, PackVoice } from '../../../domain/report/pack-content.js';
import type { PaperCell, PaperTable } from '../../../platform/papers/paper.js';
import { ACTION_STATUS_NAMES, ASSURANCE_NAMES, movedWords } from '../../actions/action-words.js';
import { reasonList } from '../../actions/reason-words.js';
import { ratingColumn, ratingLetters } from './rating-letters.js';

export const LAST_RATINGS = 'Last three ratings';

export function actionWords(
  action: Pick<PackAction, 'reference' | 'title' | 'priorityAction' | 'restricted'>,
): string {
  const marks = [action.priorityAction && 'Priority action', action.restricted && 'Restricted'].filter(
    Boolean,
  );
  return `${action.reference} ${action.title}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

export function peopleWords({ ownerName, leadName, agencyName }: PackAction): string {
  const owner = ownerName ?? 'No owner';
  return [agencyName === null ? owner : `${owner}, ${agencyName}`, leadName && `Lead: ${leadName}`]
    .filter(Boolean)
    .join('\n');
}

export function dueWords({ dueOn, timesMoved, daysSlipped }: PackAction): string {
  return [dueOn === null ? 'No date' : formatLongDate(dueOn), movedWords(timesMoved, daysSlipped)]
    .filter(Boolean)
    .join('\n');
}

export function explanationWords(line: PackException): string {
  const recovery =
    line.recoveryOn === null ? 'No recovery date given.' : `Recovery: ${formatLongDate(line.recoveryOn)}.`;
  if (line.explanation === '')
    return `No explanation given. ${line.recoveryOn === null ? '' : recovery}`.trim();
  const by = [line.explainedBy, line.explainedOn && formatLongDate(line.explainedOn)]
    .filter(Boolean)
    .join(', ');
  return `${line.explanation}\n${recovery}${by === '' ? '' : ` (${by})`}`;
}

export function whyWords({ reasons, since }: PackException): string {
  return [reasonList(reasons), since && `since ${formatLongDate(since)}`].filter(Boolean).join(', ');
}

export function exceptionTable(caption: string, rows: readonly PackException[]): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'Action', type: 'text', width: 2.6 },
      ratingColumn(LAST_RATINGS),
      { header: 'Why', type: 'text', width: 1.5 },
      { header: 'Due', type: 'text', width: 1.4 },
      { header: 'Owner and lead', type: 'text', width: 1.5 },
      { header: 'Explanation and recovery', type: 'text', width: 3 },
    ],
    rows: rows.map((row) => [
      actionWords(row),
      ratingLetters(row.lastRatings),
      whyWords(row),
      dueWords(row),
      peopleWords(row),
      explanationWords(row),
    ]),
    empty: 'No action is an exception.',
  };
}

export function actionTable(caption: string, rows: readonly PackAction[], empty: string): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'Reference', type: 'text', width: 0.9 },
      { header: 'Action', type: 'text', width: 3 },
      ratingColumn(LAST_RATINGS),
      { header: 'State', type: 'text', width: 1.2 },
      { header: 'Due', type: 'date', width: 1.2 },
      { header: 'Working days moved', type: 'number', width: 0.9 },
      { header: 'Owner', type: 'text', width: 1.3 },
      { header: 'Towards', type: 'text', width: 0.9 },
    ],
    rows: rows.map((row) => [
      row.reference,
      `${row.title}${row.priorityAction ? ' (Priority action)' : ''}${row.restricted ? ' (Restricted)' : ''}`,
      ratingLetters(row.lastRatings),
      row.status === 'complete' ? ASSURANCE_NAMES[row.assurance] : ACTION_STATUS_NAMES[row.status],
      row.dueOn,
      row.daysSlipped,
      row.ownerName ?? 'No owner',
      towards(row.recommendationNumbers),
    ]),
    empty,
  };
}

const WHOSE: Readonly<Record<PackVoice['whose'], string>> = {
  children: 'Children',
  families: 'Families',
  staff: 'Staff',
};

export function voiceTable(caption: string, rows: readonly PackVoice[]): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'Who and when', type: 'text', width: 1.6 },
      { header: 'What they told us', type: 'text', width: 2.5 },
      { header: 'What we changed', type: 'text', width: 2.5 },
      { header: 'Towards', type: 'text', width: 1.4 },
    ],
    rows: rows.map((row): PaperCell[] => [
      `${WHOSE[row.whose]}, ${formatLongDate(row.on)}\n${row.source}${askedWords(row)}`,
      row.said,
      row.changed === '' ? 'Nothing yet' : row.changed,
      towards(row.recommendationNumbers),
    ]),
    empty: 'Nothing was told to us since the last pack.',
  };
}

function askedWords({ asked, askedHidden }: PackVoice): string {
  if (askedHidden) return ', fewer than 5 asked';
  return asked === null ? '' : `, ${asked} asked`;
}

/** Numbers on one line; the names of those without a number each on its own. */
export function towards(names: readonly string[]): string {
  return names.join(names.some((name) => name.includes(' ')) ? '\n' : ', ');
}

export function dayOrNothing(on: LocalDate | null): string {
  return on === null ? '' : formatLongDate(on);
}
