/** The months as they are printed, January first. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** 1 for "January", "jan" or "Jan."; null for what names no month. Three letters at least. */
export function monthNumber(text: string): number | null {
  const letters = text.trim().toLowerCase().replace(/\.$/, '');
  if (letters.length < 3) return null;
  const place = MONTHS.findIndex((month) => month.toLowerCase().startsWith(letters.replace(/^sept$/, 'sep')));
  return place < 0 ? null : place + 1;
}
