import type {
  BeginRefusal,
  ClearRefusal,
  CommentaryRefusal,
  CorrectionRefusal,
  ExplanationRefusal,
  IssueRefusal,
  PackState,
} from '../../domain/lifecycle/pack.js';
import { Refused, StateForbids } from '../../web/errors/refusals.js';

type AnyRefusal =
  | BeginRefusal
  | ClearRefusal
  | CommentaryRefusal
  | CorrectionRefusal
  | ExplanationRefusal
  | IssueRefusal
  | 'not_a_draft'
  | 'not_cleared'
  | 'correction_begun';

export const PACK_STATE_NAMES: Readonly<Record<PackState, string>> = {
  draft: 'Draft',
  commentary: 'Commentary',
  cleared: 'Cleared',
  issued: 'Issued',
};

/** The colours of GOV.UK tags; the word always stands in them. */
export const PACK_STATE_TAGS: Readonly<Record<PackState, string>> = {
  draft: 'grey',
  commentary: 'yellow',
  cleared: 'turquoise',
  issued: 'green',
};

const STATES: Partial<Record<AnyRefusal, string>> = {
  meeting_cancelled: 'The meeting was cancelled',
  already_begun: 'The pack of this meeting has been begun already',
  already_issued: 'The pack of this meeting is issued. What is wrong in it is put right with a new issue',
  not_a_draft: 'This pack is open for commentary already',
  not_in_commentary: 'This pack is not open for commentary',
  not_cleared: 'The director has not cleared this pack',
  not_issued: 'Only an issued pack is corrected',
  not_the_latest: 'Only the latest issue of the board’s latest pack is corrected',
  correction_begun: 'A correction of this pack has been begun already',
  not_open: 'This action is not open',
  no_meeting: 'No meeting of the improvement board is planned that could read it',
};

const FIELDS: Partial<Record<AnyRefusal, { field: string; message: string }>> = {
  nothing_said: { field: 'better', message: 'Fill in at least one of the three' },
  commentary_missing: { field: 'because', message: 'Say why the pack goes without the commentary missing' },
  what_changed_missing: { field: 'whatChanged', message: 'Say what the new issue changes' },
  in_the_way_missing: { field: 'inTheWay', message: 'Say what is in the way' },
  will_be_done_missing: { field: 'willBeDone', message: 'Say what will be done about it' },
  recovery_passed: { field: 'recoveryOn', message: 'The day must be today or later' },
};

/** What the rulebook refuses, in words. */
export function packRefused(code: AnyRefusal): never {
  const state = STATES[code];
  if (state !== undefined) throw new StateForbids(code, state);
  const beside = FIELDS[code] ?? { field: '', message: 'This is not possible now' };
  throw new Refused(code, beside.message, [beside]);
}
