import { formatLongDate } from '../../domain/calendar/long-date.js';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import type { PlannedAction } from '../../domain/plan-sheet/checked-sheet.js';
import type {
  ChangedAction,
  ChangedField,
  Comparison,
  StandingAction,
} from '../../domain/plan-sheet/compare-with-plan.js';
import { actionPaths } from '../actions/actions.paths.js';
import type { SheetCheck } from './sheet-check.service.js';

export type ChangeKind = 'added' | 'changed' | 'unchanged' | 'closed' | 'missing';

export const CHANGE_NAMES: Readonly<Record<ChangeKind, string>> = {
  added: 'New draft',
  changed: 'Changes',
  unchanged: 'Unchanged',
  closed: 'Complete or cancelled here: not touched',
  missing: 'Not in this sheet: not touched',
};

const FIELD_NAMES: Readonly<Record<ChangedField, string>> = {
  title: 'Title',
  description: 'What will be done',
  successMeasure: 'Success measure',
  ownerId: 'Owner',
  leadId: 'Accountable lead',
  contributorIds: 'Contributors',
  startOn: 'Start date',
  dueOn: 'Due date',
};

export interface ChangeLine {
  readonly kind: ChangeKind;
  readonly planned: PlannedAction | null;
  readonly standing: StandingAction | null;
  readonly changed: ChangedAction | null;
}

/** Every row and every action that it concerns: what is new and what changes first. */
export function changeLines({ added, changed, closed, missing, unchanged }: Comparison): ChangeLine[] {
  return [
    ...changed.map((one) => ({
      kind: 'changed' as const,
      planned: one.planned,
      standing: one.standing,
      changed: one,
    })),
    ...added.map((planned) => ({ kind: 'added' as const, planned, standing: null, changed: null })),
    ...missing.map((standing) => ({ kind: 'missing' as const, planned: null, standing, changed: null })),
    ...closed.map((pair) => ({ kind: 'closed' as const, ...pair, changed: null })),
    ...unchanged.map((pair) => ({ kind: 'unchanged' as const, ...pair, changed: null })),
  ];
}

/** One line with names for ids, for the page, the API and the command line. */
export function lineModel(
  { kind, planned, standing, changed }: ChangeLine,
  check: Pick<SheetCheck, 'people'>,
) {
  const names = new Map(check.people.map(({ id, name }) => [id, name]));
  const said = (value: string | readonly string[] | null): string => {
    if (value === null || value.length === 0) return 'nothing';
    if (typeof value !== 'string') return value.map((id) => names.get(id) ?? 'somebody who left').join(', ');
    const day = parseLocalDate(value);
    return day === null ? (names.get(value) ?? value) : formatLongDate(day);
  };
  const about = planned ?? null;
  return {
    kind,
    kindName: CHANGE_NAMES[kind],
    row: about?.row ?? null,
    sheet: about?.sheet ?? null,
    reference: about?.reference ?? standing?.sheetReference ?? null,
    title: about?.title ?? standing?.title ?? '',
    action: standing?.reference ?? null,
    href: standing === null ? null : actionPaths.action(standing.id),
    owner: about?.ownerId ? said(about.ownerId) : null,
    dueOn: about?.dueOn ?? null,
    workstream: about?.workstream ?? null,
    isComplete: about?.saysComplete ?? false,
    changes: (changed?.changes ?? []).map(({ field, from, to }) => ({
      field,
      label: FIELD_NAMES[field],
      from: said(from),
      to: said(to),
    })),
    askDate: changed?.askDate ?? null,
    proposeComplete: (changed?.proposeComplete ?? false) && standing?.status !== 'draft',
  };
}
