import type { EvidenceDecisionRefusal } from '../../domain/lifecycle/completion.js';
import type { EvidenceForm, EvidenceRefusal } from '../../domain/lifecycle/evidence-item.js';
import type { NotIndependent } from '../../domain/lifecycle/independence.js';
import { Forbidden, Refused, StateForbids } from '../../web/errors/refusals.js';

export const FORM_NAMES: Readonly<Record<EvidenceForm, string>> = {
  file: 'File',
  link: 'Link',
  measure_value: 'Value of a measure',
  finding: 'Finding',
};

type AnyRefusal =
  | EvidenceRefusal
  | EvidenceDecisionRefusal
  | NotIndependent
  | 'withdrawn'
  | 'already_accepted'
  | 'proves_verified';

const STATES: Partial<Record<AnyRefusal, string>> = {
  not_published: 'Evidence is added once the action is published',
  cancelled: 'This action was cancelled',
  already_decided: 'This evidence has been decided on, or was withdrawn',
  withdrawn: 'This evidence was withdrawn',
  already_accepted: 'This evidence was accepted as it is. Add something newer as a new item',
  proves_verified: 'A verified action rests on this evidence. Reopen the action first',
};

const DEPENDENT: Readonly<Record<NotIndependent, string>> = {
  was_owner_or_contributor: 'You were owner or contributor of this action, so somebody else decides',
  reported_it: 'You reported this action complete, so somebody else decides',
  supplied_evidence: 'You supplied evidence for this action, so somebody else decides',
};

const FIELDS: Partial<Record<AnyRefusal, { field: string; message: string }>> = {
  shows_missing: { field: 'shows', message: 'Say what it shows' },
  period_missing: { field: 'periodFrom', message: 'Enter the first day of the period it covers' },
  period_incomplete: { field: 'periodTo', message: 'Enter both the first and the last day of the period' },
  period_backwards: { field: 'periodTo', message: 'The last day of the period must not be before the first' },
  period_in_the_future: {
    field: 'periodTo',
    message: 'The last day of the period must not be in the future',
  },
  reason_missing: { field: 'reason', message: 'Enter a reason' },
};

export function evidenceRefused(code: AnyRefusal): never {
  if (code in DEPENDENT) throw new Forbidden(code, DEPENDENT[code as NotIndependent]);
  const state = STATES[code];
  if (state !== undefined) throw new StateForbids(code, state);
  const { field, message } = FIELDS[code] ?? { field: '', message: 'This is not possible now' };
  throw new Refused(code, message, [{ field, message }]);
}
