import { isUUID } from 'class-validator';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { BulkChange } from '../../../domain/lifecycle/bulk-change.js';
import {
  ACTION_KINDS,
  EVIDENCE_KINDS,
  type ActionKind,
  type EvidenceKind,
} from '../../../domain/lifecycle/publishing.js';
import { Choice, Choices, Day, Identifiers, Text, Ticked } from '../../../web/forms/fields.js';
import { Refused } from '../../../web/errors/refusals.js';

/** So many at once can be read before they are changed. */
export const MOST_AT_ONCE = 500;

/** Which of the list: those ticked, or all that its filters find. */
export class ChosenForm {
  @Identifiers()
  ids!: string[];

  @Ticked()
  all!: boolean;

  /** The filters of the list, as its address has them. */
  @Text({ label: 'The filters', longest: 4000 })
  query!: string | null;
}

/** What is set on all of them. Empty: it stays as it is; `none`: it is taken away. */
export class BulkForm {
  /** `id:version`, joined by commas: what the person has seen. */
  @Text({ label: 'The actions', longest: 30_000, missing: 'Choose at least one action' })
  chosen!: string;

  @Text({ label: 'The owner', longest: 40 })
  ownerId!: string | null;

  @Text({ label: 'The accountable lead', longest: 40 })
  accountableLeadId!: string | null;

  @Text({ label: 'The agency', longest: 40 })
  agencyId!: string | null;

  @Text({ label: 'The workstream', longest: 40 })
  workstreamId!: string | null;

  @Choice({ of: ACTION_KINDS })
  kind!: ActionKind | null;

  @Choices({ of: EVIDENCE_KINDS })
  requiredEvidence!: EvidenceKind[];

  @Day({ label: 'The start date' })
  startOn!: LocalDate | null;
}

/** The body of the API. */
export class BulkBody extends BulkForm {
  /** Says what would happen and changes nothing. */
  @Ticked()
  dryRun!: boolean;
}

export interface Seen {
  readonly id: string;
  readonly version: number;
}

/** The actions of the form with the versions that were looked at. Refuses anything else. */
export function chosenOf(text: string): Seen[] {
  const seen = text.split(',').map((one): Seen => {
    const [id = '', version = ''] = one.trim().split(':');
    if (!isUUID(id) || !/^[1-9]\d{0,8}$/.test(version)) refuse('Choose the actions from the list');
    return { id: id.toLowerCase(), version: Number(version) };
  });
  const once = [...new Map(seen.map((one) => [one.id, one])).values()];
  if (once.length > MOST_AT_ONCE) refuse(`Choose ${MOST_AT_ONCE} actions or fewer`);
  return once;
}

export function textOfChosen(seen: readonly Seen[]): string {
  return seen.map(({ id, version }) => `${id}:${version}`).join(',');
}

/** What the form sets, and nothing else. */
export function changeOf(form: BulkForm): BulkChange {
  const change: Record<string, unknown> = {};
  for (const field of ['ownerId', 'accountableLeadId', 'agencyId', 'workstreamId'] as const) {
    const value = form[field];
    if (value === null) continue;
    if (value !== 'none' && !isUUID(value)) {
      throw new Refused('invalid', 'Choose from the list', [{ field, message: 'Choose from the list' }]);
    }
    change[field] = value === 'none' ? null : value;
  }
  if (form.kind !== null) change['kind'] = form.kind;
  if (form.requiredEvidence.length > 0) change['requiredEvidence'] = form.requiredEvidence;
  if (form.startOn !== null) change['startOn'] = form.startOn;
  if (Object.keys(change).length === 0) {
    throw new Refused('nothing_to_change', 'Choose what to set', [
      { field: 'ownerId', message: 'Choose what to set' },
    ]);
  }
  return change;
}

function refuse(message: string): never {
  throw new Refused('invalid', message, [{ field: 'chosen', message }]);
}
