import type { LocalDate } from '../calendar/local-date.js';
import { formatLongDate } from '../calendar/long-date.js';
import type { Colour } from '../rating/reason-code.js';
import type { PackCharts, PackMeasure } from './pack-content.js';

/*
 * The one sentence that every chart bears: what a reader should see in it, with the figures. A sentence never says
 * why, and never more than the numbers do.
 */

const COLOUR_WORDS: Readonly<Record<Colour, string>> = {
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  grey: 'Grey',
};

/** "Red fell from 12 to 7 and Amber rose from 3 to 5 between 30 June 2026 and 22 November 2026, of 98 actions." */
export function coloursSentence(points: PackCharts['coloursOverTime']): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return 'No action has been counted yet.';
  const total = Object.values(last.counts).reduce((sum, count) => sum + count, 0);
  const { red, amber } = last.counts;
  if (points.length === 1) {
    return `${red} Red and ${amber} Amber of ${counted(total, 'action')} on ${formatLongDate(last.on)}; nothing earlier to compare with.`;
  }
  const moves = (['red', 'amber'] as const).map((colour) =>
    moved(COLOUR_WORDS[colour], first.counts[colour], last.counts[colour]),
  );
  return `${moves.join(' and ')} ${between(first.on, last.on)}, of ${counted(total, 'action')} now.`;
}

/** "71 actions are done; 80 should have been by their current dates and 92 by their original ones." */
export function planSentence(points: PackCharts['planAgainstActual']): string {
  const last = points.at(-1);
  if (last === undefined) return 'No action has a due date yet.';
  const { done, byCurrentDate, byOriginalDate, on } = last;
  const verb = done === 1 ? 'is' : 'are';
  return `${counted(done, 'action')} ${verb} done by ${formatLongDate(on)}; ${byCurrentDate} should have been by their current dates and ${byOriginalDate} by their original ones.`;
}

/** "12 actions are overdue, 3 of them in the oldest group: more than 20 working days." */
export function overdueSentence(groups: PackCharts['ageOfOverdue']): string {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 'No action is overdue.';
  const oldest = groups.findLast(({ count }) => count > 0)!;
  const of = oldest.count === total ? 'all' : String(oldest.count);
  if (total === 1) return `1 action is overdue: ${lowered(oldest.label)}.`;
  return `${total} actions are overdue, ${of} of them ${oldest.count === total ? 'in one group' : 'in the oldest group'}: ${lowered(oldest.label)}.`;
}

/** "Visits in time rose from 60% to 71.5% between 31 March 2026 and 31 October 2026, which is better; the target is 95%." */
export function measureSentence(
  measure: Pick<PackMeasure, 'name' | 'unit' | 'direction' | 'target' | 'values'>,
): string {
  const { name, unit, direction, values } = measure;
  const value = (it: number) => withUnit(it, unit);
  const target = `the target is ${value(measure.target)}`;
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined) return `${name} has no value yet; ${target}.`;
  if (last.value === null) {
    return `${name}: the count of ${formatLongDate(last.on)} is under five and not shown; ${target}.`;
  }
  if (values.length === 1 || first.value === null) {
    return `${name} was ${value(last.value)} on ${formatLongDate(last.on)}; ${target}.`;
  }
  if (last.value === first.value) {
    return `${name} was ${value(last.value)} both on ${formatLongDate(first.on)} and on ${formatLongDate(last.on)}; ${target}.`;
  }
  const better = last.value > first.value === (direction === 'up');
  const word = last.value > first.value ? 'rose' : 'fell';
  return `${name} ${word} from ${value(first.value)} to ${value(last.value)} ${between(first.on, last.on)}, which is ${better ? 'better' : 'worse'}; ${target}.`;
}

/** "Overall effectiveness was judged Inadequate on 19 November 2014 and Good on 1 July 2018." */
export function judgementsSentence(areas: PackCharts['judgements']): string {
  const judged = areas.filter(({ grades }) => grades.length > 0);
  const chief = judged.find(({ area }) => /^overall/i.test(area)) ?? judged[0];
  if (chief === undefined) return 'Nothing has been judged yet.';
  const told = chief.grades.map(({ grade, on }) =>
    on === null ? grade : `${grade} on ${formatLongDate(on)}`,
  );
  const others = judged.length - 1;
  const rest = others === 0 ? '' : `; ${counted(others, 'other area')} stand${others === 1 ? 's' : ''} below`;
  return `${chief.area} was judged ${listed(told)}${rest}.`;
}

function moved(what: string, from: number, to: number): string {
  if (from === to) return `${what} stayed at ${to}`;
  return `${what} ${to > from ? 'rose' : 'fell'} from ${from} to ${to}`;
}

function between(from: LocalDate, to: LocalDate): string {
  return `between ${formatLongDate(from)} and ${formatLongDate(to)}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function lowered(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** 71.5% · 1,204 days: as the unit is written in a sentence. */
export function withUnit(value: number, unit: string): string {
  const figure = value.toLocaleString('en-GB', { maximumFractionDigits: 4 });
  return unit === '%' ? `${figure}%` : `${figure} ${unit}`;
}
