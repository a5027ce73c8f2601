import type { Comparison } from '../../domain/plan-sheet/compare-with-plan.js';
import { plural } from '../../platform/templates/filters.js';
import type { ImportOutcome } from './plan-sheet.entity.js';

/** What an import of this would do, in numbers. */
export function outcomeOf(comparison: Comparison): ImportOutcome {
  const { added, changed, unchanged, closed, missing } = comparison;
  return {
    added: added.length,
    changed: changed.filter(({ changes }) => changes.length > 0).length,
    unchanged: unchanged.length,
    closed: closed.length,
    missing: missing.length,
    datesAskedFor: 0,
    datesToAsk: changed.filter(({ askDate }) => askDate !== null).length,
    proposedComplete: changed.filter(
      ({ proposeComplete, standing }) => proposeComplete && standing.status !== 'draft',
    ).length,
  };
}

/** The same in words, of what was done or of what would be. */
export function outcomeInWords(outcome: ImportOutcome, done: boolean): string[] {
  const be = (count: number, did: string, would: string) =>
    `${plural(count, 'action')} ${done ? did : would}`;
  return [
    outcome.added > 0 &&
      be(outcome.added, outcome.added === 1 ? 'was drafted' : 'were drafted', 'would be drafted'),
    outcome.changed > 0 &&
      be(outcome.changed, outcome.changed === 1 ? 'was changed' : 'were changed', 'would change'),
    outcome.datesAskedFor > 0 &&
      `${plural(outcome.datesAskedFor, 'other due date')} ${outcome.datesAskedFor === 1 ? 'was' : 'were'} asked for`,
    outcome.datesToAsk > 0 && `${plural(outcome.datesToAsk, 'other due date')} to be asked for`,
    outcome.proposedComplete > 0 &&
      `${plural(outcome.proposedComplete, 'owner')} to be asked whether ${outcome.proposedComplete === 1 ? 'it is' : 'they are'} complete`,
    outcome.unchanged > 0 && `${plural(outcome.unchanged, 'action')} unchanged`,
    outcome.closed > 0 && `${plural(outcome.closed, 'action')} complete or cancelled here: not touched`,
    outcome.missing > 0 &&
      `${plural(outcome.missing, 'action')} of an earlier sheet not in this one: not touched`,
  ].filter((line): line is string => typeof line === 'string');
}
