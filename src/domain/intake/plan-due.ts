import { parseLocalDate, type LocalDate } from '../calendar/local-date.js';
import { STATUTORY_TERMS, type StatutoryDuty } from '../calendar/statutory-deadlines.js';
import type { DocumentKind, RecommendationPriority } from './extraction.js';

/** By when the authority must answer a document, as far as the document alone tells. */
export interface PlanDueInDocument {
  /** The date printed for the plan or statement; null where the time runs from the day of receipt. */
  readonly date: LocalDate | null;
  readonly basis: 'printed' | 'proposed';
  readonly rule: string;
}

/**
 * What a document obliges the authority to send: a statement of proposed action after an inspection or a joint
 * inspection that asks for something; a priority action plan after an area SEND inspection, and an action plan after
 * a focused visit, only where they name a priority action. Null: nothing that has a deadline.
 */
export function planDutyOf(
  kind: DocumentKind,
  priorities: readonly RecommendationPriority[],
): StatutoryDuty | null {
  const hasPriorityAction = priorities.includes('priority_action');
  switch (kind) {
    case 'sif_inspection':
    case 'ilacs_inspection':
    case 'looked_after_children_inspection':
    case 'jtai':
      return priorities.length > 0 ? 'action_plan' : null;
    case 'focused_visit':
      return hasPriorityAction ? 'action_plan' : null;
    case 'area_send_inspection':
      return hasPriorityAction ? 'send_priority_action_plan' : null;
    default:
      return null;
  }
}

/** "70 working days", "6 weeks", "3 months": how long the authority has for a duty. */
export function lengthOfTerm(duty: StatutoryDuty): string {
  const term = STATUTORY_TERMS[duty];
  if ('workingDays' in term) return `${term.workingDays} working days`;
  return 'weeks' in term ? `${term.weeks} weeks` : `${term.months} months`;
}

/** The date printed in the document, as it is; without one, the term that runs from the day of receipt; else null. */
export function planDueIn(
  kind: DocumentKind,
  priorities: readonly RecommendationPriority[],
  printed: string | null,
): PlanDueInDocument | null {
  const printedOn = printed === null ? null : parseLocalDate(printed);
  if (printedOn !== null) return { date: printedOn, basis: 'printed', rule: 'As printed in the document.' };
  const duty = planDutyOf(kind, priorities);
  if (duty === null) return null;
  const early = kind === 'focused_visit' ? ` An early draft: ${lengthOfTerm('early_draft')} after it.` : '';
  return {
    date: null,
    basis: 'proposed',
    rule: `${lengthOfTerm(duty)} after the document is received. Nothing is printed in it.${early}`,
  };
}
