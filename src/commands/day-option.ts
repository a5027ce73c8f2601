import { type LocalDate, parseLocalDate } from '../domain/calendar/local-date.js';
import type { Call } from './command.js';

/** A day given as `--on 2026-11-30`; null when it was not given, wrong use when there is no such day. */
export function dayOption(call: Call, name: string): LocalDate | null {
  const text = call.text(name);
  if (text === null) return null;
  const day = parseLocalDate(text);
  if (day === null) throw call.wrong(`--${name} is a day that exists, written 2026-11-30, not ${text}`);
  return day;
}
