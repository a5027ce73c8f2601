import type { HistorySubject } from '../history/history.subjects.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { ACTION_STATUS_NAMES, ASSURANCE_NAMES, COLOUR_NAMES, KIND_NAMES } from './action-words.js';
import { DATE_SETTER_NAMES, REQUEST_STATE_NAMES } from './date-control/date-change-words.js';
import { ActionAccess } from './action-access.js';
import { ActionsRepository } from './actions.repository.js';
import { partsOfCompletion } from './completion.history.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';

/** What the history of an action tells: its own columns, what it serves, its updates and who called it worse. */
export function historyOfActions(access: ActionAccess, actions: ActionsRepository): HistorySubject {
  return {
    entity: 'actions',
    noun: 'action',
    fields: {
      reference: { label: 'Reference' },
      title: { label: 'Title' },
      description: { label: 'What will be done' },
      kind: { label: 'Kind', as: { words: KIND_NAMES } },
      status: { label: 'Status', as: { words: ACTION_STATUS_NAMES } },
      assurance: { label: 'Assurance', as: { words: ASSURANCE_NAMES } },
      rating: { label: 'Rating', as: { words: COLOUR_NAMES } },
      owner_id: { label: 'Owner', as: { row: 'people' } },
      accountable_lead_id: { label: 'Accountable lead', as: { row: 'people' } },
      agency_id: { label: 'Agency', as: { row: 'agencies' } },
      workstream_id: { label: 'Workstream', as: { row: 'workstreams' } },
      start_on: { label: 'Start date', as: 'day' },
      due_on: { label: 'Due date', as: 'day' },
      date_set_by: { label: 'Date set by', as: { words: DATE_SETTER_NAMES } },
      begun_on: { label: 'Work began', as: 'day' },
      success_measure: { label: 'Success measure' },
      priority_action: { label: 'Towards a priority action', as: 'yes_no' },
    },
    parts: [
      {
        entity: 'action_recommendations',
        noun: 'recommendation',
        fields: {
          recommendation_id: { label: 'Recommendation', as: { row: 'recommendations' } },
          ended_at: { label: 'No longer served from', as: 'moment' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'action_recommendations', id),
      },
      {
        entity: 'action_contributors',
        noun: 'contributor',
        fields: {
          person_id: { label: 'Contributor', as: { row: 'people' } },
          ended_at: { label: 'Contributed until', as: 'moment' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'action_contributors', id),
      },
      {
        entity: 'hand_overs',
        noun: 'hand-over',
        fields: {
          from_id: { label: 'From', as: { row: 'people' } },
          to_id: { label: 'To', as: { row: 'people' } },
          note: { label: 'Note' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'hand_overs', id),
      },
      {
        entity: 'progress_updates',
        noun: 'update',
        fields: { what_changed: { label: 'What has changed' }, in_the_way: { label: 'What is in the way' } },
        idsOf: (tx, id) => actions.partIds(tx, 'progress_updates', id),
      },
      {
        entity: 'called_worse',
        noun: 'call of a worse colour',
        fields: {
          colour: { label: 'Colour', as: { words: COLOUR_NAMES } },
          reason: { label: 'Reason' },
          ended_on: { label: 'Ended', as: 'day' },
          ended_because: { label: 'Why it ended' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'called_worse', id),
      },
      {
        entity: 'date_changes',
        noun: 'request for another date',
        fields: {
          from_due_on: { label: 'Due date', as: 'day' },
          to_due_on: { label: 'New date', as: 'day' },
          words: { label: 'Why' },
          meanwhile: { label: 'Meanwhile' },
          state: { label: 'State', as: { words: REQUEST_STATE_NAMES } },
          decided_by: { label: 'Decided by', as: { row: 'people' } },
          decision_words: { label: 'What the decider said' },
          document_reference: { label: 'Their agreement' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'date_changes', id),
      },
      {
        entity: 'milestones',
        noun: 'milestone',
        namedBy: 'title',
        fields: {
          due_on: { label: 'Date', as: 'day' },
          critical: { label: 'Critical', as: 'yes_no' },
          done_on: { label: 'Done', as: 'day' },
          explanation: { label: 'Explanation' },
          withdrawn_at: { label: 'Withdrawn', as: 'moment' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'milestones', id),
      },
      {
        entity: 'action_waits',
        noun: 'what it waits for',
        fields: {
          words: { label: 'Outside' },
          contact: { label: 'Who can be asked' },
          expected_on: { label: 'Expected', as: 'day' },
          ended_on: { label: 'Waits no more from', as: 'day' },
        },
        idsOf: (tx, id) => actions.partIds(tx, 'action_waits', id),
      },
      ...partsOfCompletion(actions),
    ],
    find: (tx, person, id) => findToRead(access, tx, person, id),
  };
}

async function findToRead(access: ActionAccess, tx: Tx, person: Person, id: string) {
  try {
    return (await access.toRead(tx, person, id)).subject;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return null;
    throw error;
  }
}
