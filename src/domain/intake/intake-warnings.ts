import { weekdayOf } from '../calendar/day-number.js';
import { parseLocalDate } from '../calendar/local-date.js';
import { formatLongDate, weekdayName } from '../calendar/long-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { responseDue } from './document-dates.js';
import type { Extraction, ExtractionWarning } from './extraction.js';
import { listWarnings } from './list-warnings.js';
import type { OutlinedBlock } from './outline.js';
import type { FoundRecommendations } from './recommendations.js';

/**
 * What the reader is unsure of: first the document as a whole, then its lists, each with the place where a person
 * should look. The codes are stable; the messages may change.
 */
export function warningsOf(
  found: Omit<Extraction, 'warnings'>,
  walked: FoundRecommendations,
  kindIsSure: boolean,
  outline: readonly OutlinedBlock[],
): ExtractionWarning[] {
  const { document, recommendations, judgements } = found;
  const warnings: ExtractionWarning[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  if (!kindIsSure) warn('kind_unsure', 'The kind of document is not named on its first page: choose it.');
  if (recommendations.length === 0)
    warn('no_recommendations', 'No recommendations were found: check that the document makes none.');
  if (document.published === null)
    warn('no_publication_date', 'No publication date is printed: enter it if you know it.');
  if (document.authority === null) warn('no_authority', 'No council is named: choose the one it is about.');
  const graded = ['sif_inspection', 'ilacs_inspection', 'looked_after_children_inspection'];
  if (graded.includes(document.kind) && judgements.length < 4) {
    warn(
      'judgements_incomplete',
      `Only ${judgements.length} judgements were found: check the judgement table.`,
    );
  }
  return [
    ...warnings,
    ...planDueWarning(document.responseDue, outline),
    ...listWarnings(document.kind, recommendations, walked),
  ];
}

/** A printed deadline on a day when nobody works: said, never corrected. */
function planDueWarning(printed: string | null, outline: readonly OutlinedBlock[]): ExtractionWarning[] {
  const day = printed === null ? null : parseLocalDate(printed);
  if (day === null) return [];
  const calendar = new WorkingCalendar();
  if (!calendar.covers(day) || calendar.isWorkingDay(day)) return [];
  const place = outline.find((entry) => responseDue([entry]) !== null)?.block.place;
  return [
    {
      code: 'plan_due_no_working_day',
      message: `The date printed for the plan, ${weekdayName(weekdayOf(day))} ${formatLongDate(day)}, is no working day: ask what was meant.`,
      ...(place === undefined ? {} : { source: place }),
    },
  ];
}
