/** What each page of a check asks and says. */
export interface CheckAsks {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly field?: {
    readonly name: string;
    readonly label: string;
    readonly hint?: string;
    readonly rows: number;
  };
  readonly asksDueOn?: true;
  readonly choosesFurtherAction?: true;
  readonly press: string;
  readonly kind?: 'warning';
  readonly done: string;
}

const FOUND = {
  name: 'found',
  label: 'What did you look at, and what did you find?',
  hint: 'Everybody who sees the action reads this, with your name',
  rows: 5,
};
const reason = (label: string) => ({ ...FOUND, name: 'reason', label });

export type CheckPage =
  'refuse' | 'verify' | 'embed' | 'lookAgain' | 'reopen' | 'notEnough' | 'closeNotEnough';

export const CHECK_PAGES: Readonly<Record<CheckPage, CheckAsks>> = {
  refuse: {
    heading: 'Refuse the completion',
    lines: [
      'The action is in progress again on its due date, as if it had never been reported. The owner and the lead are told.',
    ],
    field: reason('Why is it not complete?'),
    press: 'Refuse the completion',
    kind: 'warning',
    done: 'The completion was refused. The action is in progress again',
  },
  verify: {
    heading: 'Verify',
    lines: ['You confirm that the action is done and that its evidence shows it.'],
    field: FOUND,
    press: 'Verify',
    done: 'The action was verified',
  },
  embed: {
    heading: 'Second check',
    lines: [
      'You confirm, three months or more after it was verified, that the change in practice has lasted.',
    ],
    field: FOUND,
    press: 'Call it embedded',
    done: 'The action is embedded',
  },
  lookAgain: {
    heading: 'Look at it again',
    lines: [
      'You confirm that the change in practice still lasts. If it does not, reopen the action instead.',
    ],
    field: FOUND,
    press: 'It still lasts',
    done: 'Your look was recorded',
  },
  reopen: {
    heading: 'Reopen: not sustained',
    lines: [
      'What was reported did not last. The action is in progress again, needs new evidence, and every clock counts from today.',
    ],
    field: reason('What was found that does not bear it out?'),
    asksDueOn: true,
    press: 'Reopen the action',
    kind: 'warning',
    done: 'The action was reopened',
  },
  notEnough: {
    heading: 'Done, but not enough',
    lines: [
      'The action stays complete and loses Blue. Its recommendation wants a further action. This ends with a later finding that supports it, or when the further action is verified.',
    ],
    field: reason('What is still missing?'),
    press: 'Mark as not enough',
    done: 'The action is marked as done, but not enough',
  },
  closeNotEnough: {
    heading: 'Close “done, but not enough”',
    lines: ['A further action of the same recommendation has been verified, so what was missing is done.'],
    choosesFurtherAction: true,
    press: 'Close it',
    done: '“Done, but not enough” was closed',
  },
};
