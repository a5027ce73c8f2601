import type {
  ProposalRefusal,
  ReopeningRefusal,
  SigningRefusal,
  SupersedingRefusal,
} from '../../domain/lifecycle/recommendation-life.js';
import type { SentenceRefusal } from '../../domain/lifecycle/lead-sentence.js';
import { Refused, StateForbids } from '../../web/errors/refusals.js';

type AnyRefusal = ProposalRefusal | SigningRefusal | ReopeningRefusal | SupersedingRefusal | SentenceRefusal;

/** What the state of the recommendation forbids. */
const STATES: Partial<Record<AnyRefusal, string>> = {
  not_open: 'Only an open recommendation is proposed as met',
  not_proposed: 'This recommendation is not proposed as met',
  not_ended: 'Only a recommendation that is met or superseded is reopened',
  already_superseded: 'This recommendation is superseded already',
};

/** What is put right beside a field. */
const FIELDS: Partial<Record<AnyRefusal, { field: string; message: string }>> = {
  effect_statement_missing: { field: 'effectStatement', message: 'Say what is different for children now' },
  measure_missing: { field: 'measure', message: 'Say what measure shows it' },
  inspectors_word_missing: { field: 'inspectorsWord', message: 'Say what inspectors last said of it' },
  meeting_missing: { field: 'meetingId', message: 'Choose the meeting at which it was decided' },
  reason_missing: { field: 'words', message: 'Enter a reason' },
  successor_missing: { field: 'byId', message: 'Choose the recommendation that supersedes it' },
  successor_not_later: {
    field: 'byId',
    message: 'Choose one of a document received on the same day or later',
  },
  successor_ended: { field: 'byId', message: 'Choose one that is not superseded itself' },
  runs_in_a_circle: { field: 'byId', message: 'That one is superseded by this one already' },
  sentence_missing: { field: 'sentence', message: 'Enter one sentence' },
  sentence_too_long: { field: 'sentence', message: 'The sentence must be 400 characters or fewer' },
  difference_missing: {
    field: 'difference',
    message: 'Once a quarter, say what difference has been made',
  },
};

/** What the rulebook refuses, in words; `field` where the form calls it otherwise. */
export function lifeRefused(code: AnyRefusal, field?: string): never {
  const state = STATES[code];
  if (state !== undefined) throw new StateForbids(code, state);
  const beside = FIELDS[code] ?? { field: '', message: 'This is not possible now' };
  throw new Refused(code, beside.message, [{ field: field ?? beside.field, message: beside.message }]);
}
