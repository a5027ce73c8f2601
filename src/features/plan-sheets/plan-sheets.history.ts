import { may } from '../../domain/access/policy.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { STATE_NAMES } from './plan-sheet.page.js';
import type { PlanSheetsRepository } from './plan-sheets.repository.js';

/** What the history of an uploaded plan tells: when it came, which cells were mended, and when it was brought in. */
export function historyOfPlanSheets(sheets: PlanSheetsRepository): HistorySubject {
  return {
    entity: 'plan_sheets',
    noun: 'existing plan',
    namedBy: 'file_name',
    fields: {
      state: { label: 'State', as: { words: STATE_NAMES } },
      is_mapping_confirmed: { label: 'Columns checked', as: 'yes_no' },
      applied_at: { label: 'Brought in', as: 'moment' },
    },
    parts: [
      {
        entity: 'plan_sheet_cells',
        noun: 'cell',
        fields: {
          row_number: { label: 'Row' },
          original: { label: 'In the file' },
          value: { label: 'Mended to' },
        },
        idsOf: (tx, id) => sheets.mendedIds(tx, id),
      },
    ],
    find: async (tx, person, id) => {
      if (!may('plan_sheets.import', person)) return null;
      return (await sheets.byId(tx, id)) === null ? null : {};
    },
  };
}
