import { asksWhetherBegun } from '../../../domain/lifecycle/progress-update.js';
import { dueQuestion } from '../action.page.js';
import { fieldPrefix, type SeveralForms } from '../several-updates.js';
import type { DeadLink, LiveLink } from './answer-by-link.service.js';

/** The form behind a link: a card for each action that still waits for an answer. */
export function answerModel(
  { authorityName, owner, sentTo, validUntil, asks }: LiveLink,
  forms: SeveralForms,
) {
  return {
    authorityName,
    ownerName: owner.name,
    deputyName: sentTo.id === owner.id ? null : sentTo.name,
    sentTo: sentTo.address,
    validUntil,
    cards: asks.map(({ action, window }) => ({
      id: action.id,
      reference: action.reference,
      title: action.title,
      dueOn: action.dueOn,
      isPriorityAction: action.priorityAction,
      askedUntil: window.closesOn,
      form: forms.of(action.id),
      prefix: fieldPrefix(action.id),
      question: dueQuestion(action.dueOn),
      asksWhetherBegun: asksWhetherBegun(action),
    })),
  };
}

export const DEAD_WORDS: Readonly<Record<DeadLink, { heading: string; text: string }>> = {
  unknown: {
    heading: 'This link does not work',
    text: 'Perhaps a part of it was lost on the way. Copy the whole address from your mail, or sign in.',
  },
  used: {
    heading: 'This link has been used',
    text: 'It works once, and its answers were saved. Sign in to see them or to say more.',
  },
  too_old: {
    heading: 'This link is too old',
    text: 'It works for three working days. The next mail has a new one, or sign in.',
  },
  off: {
    heading: 'This link has been turned off',
    text: 'Sign in to answer, or ask the plan manager.',
  },
  nothing_to_answer: {
    heading: 'There is nothing to answer here any more',
    text: 'The actions were answered already, are no longer yours, or the time to answer has passed. Sign in to see them.',
  },
};
