import type { HistorySubject } from '../history/history.subjects.js';
import { BOARD_KIND_NAMES, BOARD_ROLE_NAMES, MEETING_STATE_NAMES } from './meeting-words.js';
import { BoardsRepository } from './boards.repository.js';
import { MeetingsRepository } from './meetings.repository.js';
import { may } from '../../domain/access/policy.js';

/** What the history of a board tells: its name, and who sat on it. */
export function historyOfBoards(boards: BoardsRepository): HistorySubject {
  return {
    entity: 'boards',
    noun: 'board',
    fields: {
      name: { label: 'Name' },
      kind: { label: 'Kind', as: { words: BOARD_KIND_NAMES } },
      ended_on: { label: 'Ended', as: 'day' },
    },
    parts: [
      {
        entity: 'board_members',
        noun: 'member',
        fields: {
          person_id: { label: 'Person', as: { row: 'people' } },
          role: { label: 'Seat', as: { words: BOARD_ROLE_NAMES } },
          from_on: { label: 'From', as: 'day' },
          until_on: { label: 'Until', as: 'day' },
        },
        idsOf: async (tx, id) => (await boards.members(tx, id)).map((member) => member.id),
      },
    ],
    find: async (tx, person, id) => (may('board.read', person) && (await boards.byId(tx, id)) ? {} : null),
  };
}

/** What the history of a meeting tells: when it was planned for, and where it was moved to. */
export function historyOfMeetings(meetings: MeetingsRepository): HistorySubject {
  return {
    entity: 'meetings',
    noun: 'meeting',
    fields: {
      meets_on: { label: 'Day', as: 'day' },
      paper_deadline: { label: 'Papers due', as: 'day' },
      place: { label: 'Place' },
      state: { label: 'State', as: { words: MEETING_STATE_NAMES } },
      cancelled_because: { label: 'Why it was cancelled' },
    },
    find: async (tx, person, id) => (may('board.read', person) && (await meetings.byId(tx, id)) ? {} : null),
  };
}
