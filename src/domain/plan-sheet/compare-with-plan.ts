import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import type { PlannedAction } from './checked-sheet.js';
import type { PlanField } from './plan-field.js';
import { wordKey } from './sheet-grid.js';

/** An action that came from a sheet before, or that has the reference of a row, as it stands now. */
export interface StandingAction {
  readonly id: string;
  readonly reference: string;
  /** The reference in the council's sheet, where it came from one. */
  readonly sheetReference: string | null;
  readonly isImported: boolean;
  readonly status: ActionStatus;
  readonly title: string;
  readonly description: string;
  readonly successMeasure: string;
  readonly ownerId: string | null;
  readonly contributorIds: readonly string[];
  readonly leadId: string | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly importedComplete: boolean;
}

export type ChangedField =
  'title' | 'description' | 'successMeasure' | 'ownerId' | 'leadId' | 'contributorIds' | 'startOn' | 'dueOn';

export interface FieldChange {
  readonly field: ChangedField;
  readonly from: string | readonly string[] | null;
  readonly to: string | readonly string[] | null;
}

/** A row and the action that its reference names. */
export interface MetAction {
  readonly standing: StandingAction;
  readonly planned: PlannedAction;
  /** The titles have hardly a word in common: the numbering may be that of another plan. */
  readonly isQuiteAnother: boolean;
}

export interface ChangedAction extends MetAction {
  readonly changes: readonly FieldChange[];
  /** A published action's date is not changed but asked for. */
  readonly askDate: { readonly from: LocalDate; readonly to: LocalDate } | null;
  /** The sheet says it is done: put to its owner, who reports it or not. */
  readonly proposeComplete: boolean;
}

/** What an import would do, and what it would leave alone. */
export interface Comparison {
  readonly added: readonly PlannedAction[];
  readonly changed: readonly ChangedAction[];
  readonly unchanged: readonly { readonly standing: StandingAction; readonly planned: PlannedAction }[];
  /** Complete or cancelled here: a sheet does not change them. */
  readonly closed: readonly MetAction[];
  /** Came from a sheet before and are not in this one: nothing happens to them. */
  readonly missing: readonly StandingAction[];
}

/**
 * The same references again: new rows are added; of those that are here already titles, texts and people change, the
 * dates of drafts too; another due date of a published action becomes a request, "complete" a proposal to its owner.
 * What is blank in the sheet changes nothing. Without a reference a row is the action of the same title, where exactly
 * one came from a sheet with it.
 */
export function compareWithPlan(
  planned: readonly PlannedAction[],
  standing: readonly StandingAction[],
  columns: readonly (PlanField | null)[],
): Comparison {
  const find = finder(standing);
  const met = new Set<string>();
  const result = {
    added: [] as PlannedAction[],
    changed: [] as ChangedAction[],
    unchanged: [] as { standing: StandingAction; planned: PlannedAction }[],
    closed: [] as MetAction[],
  };
  for (const one of planned) {
    const there = find(one);
    if (there === null || met.has(there.id)) {
      result.added.push(one);
      continue;
    }
    met.add(there.id);
    const pair = { standing: there, planned: one };
    if (there.status === 'complete' || there.status === 'cancelled') {
      result.closed.push({ ...pair, isQuiteAnother: !sharesWords(there.title, one.title) });
    } else {
      const changed = changeOf(there, one, columns);
      if (changed === null) result.unchanged.push(pair);
      else result.changed.push(changed);
    }
  }
  return {
    ...result,
    missing: standing.filter((one) => one.isImported && !met.has(one.id) && one.status !== 'cancelled'),
  };
}

function finder(standing: readonly StandingAction[]): (planned: PlannedAction) => StandingAction | null {
  const bySheet = new Map<string, StandingAction>();
  const byOwn = new Map<string, StandingAction>();
  const byTitle = new Map<string, StandingAction | null>();
  for (const one of standing) {
    if (one.sheetReference !== null) bySheet.set(one.sheetReference.toLowerCase(), one);
    byOwn.set(one.reference.toLowerCase(), one);
    if (one.isImported && one.sheetReference === null) {
      const key = wordKey(one.title);
      byTitle.set(key, byTitle.has(key) ? null : one);
    }
  }
  return (planned) => {
    if (planned.reference !== null) {
      const key = planned.reference.toLowerCase();
      return bySheet.get(key) ?? byOwn.get(key) ?? null;
    }
    return byTitle.get(wordKey(planned.title)) ?? null;
  };
}

function changeOf(
  standing: StandingAction,
  planned: PlannedAction,
  columns: readonly (PlanField | null)[],
): ChangedAction | null {
  const isDraft = standing.status === 'draft';
  const changes: FieldChange[] = [];
  const differ = (field: ChangedField, column: PlanField) => {
    const [from, to] = [standing[field], planned[field]];
    if (!columns.includes(column) || to === null || to === '' || to.length === 0) return;
    if (JSON.stringify(inOrder(from)) !== JSON.stringify(inOrder(to))) changes.push({ field, from, to });
  };
  differ('title', 'title');
  differ('description', 'description');
  differ('successMeasure', 'successMeasure');
  differ('ownerId', columns.includes('owner') ? 'owner' : 'ownerEmail');
  differ('leadId', 'lead');
  if (planned.contributorIds.length > 0)
    differ('contributorIds', columns.includes('contributors') ? 'contributors' : 'owner');
  if (isDraft) {
    differ('startOn', 'startOn');
    differ('dueOn', 'dueOn');
  }
  const moved =
    !isDraft && planned.dueOn !== null && standing.dueOn !== null && planned.dueOn !== standing.dueOn;
  const askDate = moved ? { from: standing.dueOn!, to: planned.dueOn! } : null;
  const proposeComplete = planned.saysComplete && (isDraft ? !standing.importedComplete : true);
  if (changes.length === 0 && askDate === null && !proposeComplete) return null;
  const isQuiteAnother =
    changes.some(({ field }) => field === 'title') && !sharesWords(standing.title, planned.title);
  return { standing, planned, changes, askDate, isQuiteAnother, proposeComplete };
}

/** A fifth of the words of the shorter title stand in the other as well. */
function sharesWords(one: string, other: string): boolean {
  const [words, others] = [one, other].map(
    (title) =>
      new Set(
        wordKey(title)
          .split(' ')
          .filter((word) => word.length > 3),
      ),
  );
  if (!words || !others || words.size === 0 || others.size === 0) return true;
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared >= Math.min(words.size, others.size) / 5;
}

function inOrder(value: string | readonly string[] | null): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}
