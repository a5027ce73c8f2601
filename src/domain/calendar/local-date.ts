import { Temporal } from 'temporal-polyfill';

/**
 * A calendar day in Europe/London, written `YYYY-MM-DD`. Not a moment: it has no time and no zone.
 * Two of them compare as text.
 */
export type LocalDate = string & { readonly __localDate: unique symbol };

/** The day that the text names, or null when it is no `YYYY-MM-DD` or the day does not exist (30 February). */
export function parseLocalDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return text as LocalDate;
  } catch {
    return null;
  }
}

/** The day that the text names. Throws RangeError on anything else: for values that were checked before. */
export function localDate(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day === null) throw new RangeError(`Not a calendar day: ${text}`);
  return day;
}
