import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { BulkChange, BulkField, BulkOutcome } from '../../../domain/lifecycle/bulk-change.js';
import { ACTION_KINDS, EVIDENCE_KINDS, type EvidenceKind } from '../../../domain/lifecycle/publishing.js';
import type { ActionChoices } from '../action-people.js';
import { EVIDENCE_KIND_NAMES, KIND_NAMES, needErrors } from '../action-words.js';
import type { Action } from '../action.entity.js';
import { actionPaths } from '../actions.paths.js';
import type { BulkPreview } from './bulk-change.service.js';

export const BULK_FIELD_NAMES: Readonly<Record<BulkField, string>> = {
  ownerId: 'Owner',
  accountableLeadId: 'Accountable lead',
  agencyId: 'Agency',
  workstreamId: 'Workstream',
  kind: 'Kind',
  requiredEvidence: 'Required evidence',
  startOn: 'Start date',
};

/** What can be set: for each field the choices, "leave it as it is" first. */
export function bulkChoices(choices: ActionChoices) {
  const items = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, text: name }));
  return {
    owners: items(choices.owners),
    leads: items(choices.leads),
    agencies: [{ value: 'none', text: 'The council itself' }, ...items(choices.agencies)],
    workstreams: [{ value: 'none', text: 'None' }, ...items(choices.workstreams)],
    kinds: ACTION_KINDS.map((value) => ({ value, text: KIND_NAMES[value] })),
    evidence: EVIDENCE_KINDS.map((value) => ({ value, text: EVIDENCE_KIND_NAMES[value] })),
  };
}

/** Each action with "old → new" of what changes, or why it cannot. */
export function previewModel({ lines, choices, names }: BulkPreview, change: BulkChange) {
  const say = (action: Action, field: BulkField) => valueWords(field, action[field], choices, names);
  const rows = lines.map(({ action, outcome }) => ({
    id: action.id,
    version: action.version,
    reference: action.reference,
    title: action.title,
    href: actionPaths.action(action.id),
    refused: refusalWords(outcome),
    changes: outcome.changed.map((field) => ({
      name: BULK_FIELD_NAMES[field],
      from: say(action, field),
      to: valueWords(field, change[field], choices, names),
    })),
  }));
  const takes = rows.filter((row) => row.refused === null);
  return {
    rows,
    refused: rows.filter((row) => row.refused !== null).length,
    changing: takes.filter((row) => row.changes.length > 0).length,
    unchanged: takes.filter((row) => row.changes.length === 0).length,
  };
}

export function refusalWords({ refused }: BulkOutcome): string | null {
  if (refused === null) return null;
  if (refused === 'already_complete') return 'It has been reported complete';
  if (refused === 'cancelled') return 'It was cancelled';
  return needErrors([{ field: 'status', code: refused }])[0]?.message ?? 'It cannot be changed so';
}

function valueWords(
  field: BulkField,
  value: unknown,
  choices: ActionChoices,
  names: ReadonlyMap<string, string>,
): string {
  const named = (list: readonly { id: string; name: string }[], none: string) =>
    value === null ? none : (list.find(({ id }) => id === value)?.name ?? 'An archived one');
  switch (field) {
    case 'ownerId':
    case 'accountableLeadId':
      return value === null
        ? 'Nobody'
        : (names.get(String(value)) ?? named(field === 'ownerId' ? choices.owners : choices.leads, 'Nobody'));
    case 'agencyId':
      return named(choices.agencies, 'The council itself');
    case 'workstreamId':
      return named(choices.workstreams, 'None');
    case 'kind':
      return value === null ? 'None' : KIND_NAMES[value as keyof typeof KIND_NAMES];
    case 'requiredEvidence':
      return evidenceWords(value as readonly EvidenceKind[]);
    case 'startOn':
      return value === null ? 'None' : formatLongDate(value as Parameters<typeof formatLongDate>[0]);
  }
}

function evidenceWords(kinds: readonly EvidenceKind[]): string {
  const words = EVIDENCE_KINDS.filter((kind) => kinds.includes(kind)).map(
    (kind) => EVIDENCE_KIND_NAMES[kind],
  );
  return words.length === 0 ? 'None' : words.join(', ');
}
