import type { LocalDate } from '../../domain/calendar/local-date.js';
import { asksWhetherBegun, RECORDED_HOW } from '../../domain/lifecycle/progress-update.js';
import { actionModel, dueQuestion } from './action.page.js';
import type { AsksForUpdate } from './update-forms.service.js';
import { RECORDED_HOW_NAMES } from './update-words.js';
import type { UpdateRow } from './updates.repository.js';

/** "How did … tell you?" */
const RECORDED_HOW_ITEMS = RECORDED_HOW.map((value) => ({ value, text: RECORDED_HOW_NAMES[value] }));

/** The page of one update. */
export function updateFormModel({ details, window, records }: AsksForUpdate) {
  return {
    action: actionModel(details),
    window,
    question: dueQuestion(details.action.dueOn as LocalDate),
    asksWhetherBegun: asksWhetherBegun(details.action),
    recordedFor: records ? details.names.owner : null,
    recordedHow: RECORDED_HOW_ITEMS,
  };
}

/** A correction begins with what was recorded. */
export function typedBefore(update: UpdateRow): Record<string, unknown> {
  const { answer, forecastOn, noChange, whatChanged, inTheWay, whoRemovesIt } = update;
  return {
    answer,
    forecastOn,
    whatChanged: noChange ? '' : whatChanged,
    noChangeBecause: noChange ? whatChanged : '',
    inTheWay,
    whoRemovesIt,
  };
}
