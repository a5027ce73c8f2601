import type { HistoryPart } from '../history/history.subjects.js';
import { EVIDENCE_STATE_WORDS } from './action-words.js';
import type { ActionsRepository } from './actions.repository.js';

/** What the history of an action tells of its reports, checks and evidence. */
export function partsOfCompletion(actions: ActionsRepository): HistoryPart[] {
  return [
    {
      entity: 'action_evidence',
      noun: 'evidence',
      fields: {
        state: { label: 'Evidence', as: { words: EVIDENCE_STATE_WORDS } },
        waiting_since: { label: 'Waiting since', as: 'day' },
        decision_reason: { label: 'Reason' },
      },
      idsOf: (tx, id) => actions.partIds(tx, 'action_evidence', id),
    },
    {
      entity: 'completion_reports',
      noun: 'report of completion',
      fields: {
        reported_on: { label: 'Reported complete', as: 'day' },
        impact_statement: { label: 'The difference made' },
        outcome: { label: 'What became of it', as: { words: { refused: 'Refused', reopened: 'Reopened' } } },
        outcome_reason: { label: 'Reason' },
      },
      idsOf: (tx, id) => actions.partIds(tx, 'completion_reports', id),
    },
    {
      entity: 'assurance_checks',
      noun: 'check',
      fields: {
        step: {
          label: 'Check',
          as: { words: { verified: 'Verified', embedded: 'Embedded', looked_again: 'Looked at again' } },
        },
        found: { label: 'What was found' },
      },
      idsOf: (tx, id) => actions.partIds(tx, 'assurance_checks', id),
    },
    {
      entity: 'not_borne_out_marks',
      noun: 'mark of what was not borne out',
      fields: {
        outcome: {
          label: 'Not borne out',
          as: { words: { not_sustained: 'Not sustained', not_enough: 'Done, but not enough' } },
        },
        reason: { label: 'Reason' },
        new_due_on: { label: 'New due date', as: 'day' },
        closed_because: { label: 'Why it was closed' },
      },
      idsOf: (tx, id) => actions.partIds(tx, 'not_borne_out_marks', id),
    },
    {
      entity: 'cancellations',
      noun: 'request to cancel',
      fields: {
        reason: { label: 'Reason' },
        state: {
          label: 'State',
          as: {
            words: { waiting: 'Waiting', approved: 'Approved', refused: 'Refused', dropped: 'Taken back' },
          },
        },
        decision_words: { label: 'Decision' },
      },
      idsOf: (tx, id) => actions.partIds(tx, 'cancellations', id),
    },
  ];
}
