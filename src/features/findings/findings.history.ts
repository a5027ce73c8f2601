import { may } from '../../domain/access/policy.js';
import { isUuid } from '../../web/api/ids.js';
import { SENTIMENT_NAMES } from '../documents/document-words.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { ANSWER_NAMES, ANSWER_STATE_NAMES, OUTCOME_NAMES } from './finding-words.js';
import type { FindingLinksRepository } from './finding-links.repository.js';
import type { FindingsRepository } from './findings.repository.js';

/** What the history of a finding tells: how it was taken, split and answered, and by whom. */
export function historyOfFindings(
  findings: FindingsRepository,
  links: FindingLinksRepository,
): HistorySubject {
  return {
    entity: 'findings',
    noun: 'finding',
    fields: {
      section: { label: 'Section' },
      sentiment: { label: 'What it says', as: { words: SENTIMENT_NAMES } },
      text: { label: 'Finding' },
      answer: { label: 'Answer', as: { words: ANSWER_STATE_NAMES } },
    },
    parts: [
      {
        entity: 'finding_links',
        noun: 'link',
        fields: {
          link: { label: 'What it says', as: { words: ANSWER_NAMES } },
          recommendation_id: { label: 'Recommendation', as: { row: 'recommendations' } },
          action_id: { label: 'Action', as: { row: 'actions' } },
          note: { label: 'Note' },
          outcome: { label: 'What became of the action', as: { words: OUTCOME_NAMES } },
          new_due_on: { label: 'New due date', as: 'day' },
          state: {
            label: 'State',
            as: {
              words: {
                waiting: 'Waits for quality assurance',
                standing: 'Standing',
                refused: 'Not agreed',
                ended: 'Ended',
              },
            },
          },
          agreement_words: { label: 'What quality assurance said' },
          ended_because: { label: 'Why it ended' },
        },
        idsOf: async (tx, id) =>
          (await links.ofFindings(tx, [id], { endedToo: true })).map((link) => link.id),
      },
    ],
    find: async (tx, person, id) => {
      if (!may('documents.read', person) || !isUuid(id)) return null;
      return (await findings.view(tx, id, !seesEmbargoed(person))) && {};
    },
  };
}
