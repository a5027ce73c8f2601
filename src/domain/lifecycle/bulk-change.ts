import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import {
  whatPublishingNeeds,
  type ActionKind,
  type DraftAction,
  type EvidenceKind,
  type PublishingNeedCode,
} from './publishing.js';

/** What can be set on many actions at once. */
export interface BulkFields {
  readonly ownerId: string | null;
  readonly accountableLeadId: string | null;
  /** Null: the council itself. */
  readonly agencyId: string | null;
  readonly workstreamId: string | null;
  readonly kind: ActionKind | null;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly startOn: LocalDate | null;
}

export type BulkField = keyof BulkFields;
/** Only what is named is set. */
export type BulkChange = Partial<BulkFields>;

export interface BulkAction extends BulkFields {
  readonly status: DraftAction['status'];
  readonly title: string;
  readonly dueOn: LocalDate | null;
  readonly ownerMayAct: boolean;
  readonly leadMayAct: boolean;
}

export interface BulkOutcome {
  /** The fields whose value would be another; empty: nothing changes. */
  readonly changed: readonly BulkField[];
  /** Why it cannot be; null: it can. */
  readonly refused: 'already_complete' | 'cancelled' | PublishingNeedCode | null;
}

/** An unfinished draft may lack what publishing needs; wrong it may not be. */
const WRONG_IN_A_DRAFT: readonly PublishingNeedCode[] = [
  'owner_left',
  'lead_left',
  'start_after_due',
  'beyond_calendar',
];

/**
 * What setting the same values on an action would do to it. Complete and cancelled actions stay as they are. A published
 * action must afterwards still have all that publishing needed; what was wrong before and is not touched is not held
 * against the change. Whoever is given the action is taken to be able to act.
 */
export function bulkOutcome(
  action: BulkAction,
  change: BulkChange,
  calendar: Pick<WorkingCalendar, 'covers'>,
): BulkOutcome {
  const changed = (Object.keys(change) as BulkField[]).filter(
    (field) => !isSame(action[field], change[field]),
  );
  if (action.status === 'complete') return { changed, refused: 'already_complete' };
  if (action.status === 'cancelled') return { changed, refused: 'cancelled' };
  if (changed.length === 0) return { changed, refused: null };
  const before = codes(action, calendar);
  const wanted = { ...action, ...change };
  const after = codes(
    {
      ...wanted,
      ownerMayAct: changed.includes('ownerId') || action.ownerMayAct,
      leadMayAct: changed.includes('accountableLeadId') || action.leadMayAct,
    },
    calendar,
  );
  const wrong = after.find(
    (code) => !before.includes(code) && (action.status !== 'draft' || WRONG_IN_A_DRAFT.includes(code)),
  );
  return { changed, refused: wrong ?? null };
}

function codes(action: BulkAction, calendar: Pick<WorkingCalendar, 'covers'>): PublishingNeedCode[] {
  return whatPublishingNeeds({ ...action, status: 'draft' }, calendar).map(({ code }) => code);
}

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value) => other.includes(value));
}
