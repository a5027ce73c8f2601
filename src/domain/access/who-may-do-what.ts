import type { LocalDate } from '../calendar/local-date.js';
import { embed, lookAgain, markNotEnough, reopen, verify } from '../lifecycle/assurance.js';
import { callWorse } from '../lifecycle/calling-worse.js';
import { askToCancel, decideCancellation } from '../lifecycle/cancellation.js';
import { refuseCompletion, reportComplete } from '../lifecycle/completion.js';
import { refusalOfEvidence } from '../lifecycle/evidence-item.js';
import { refusalUnlessOpen } from '../lifecycle/progress-update.js';
import { isRefusal, type Refusal } from '../lifecycle/refusal.js';
import type { ActionStatus, Assurance } from '../rating/rating-facts.js';
import { POLICY, type Permission, type Reach } from './policy.js';
import { ROLE_NAMES, ROLES, type Role } from './role.js';

/** A state in which an action can be. */
export interface ActionState {
  readonly name: string;
  readonly status: ActionStatus;
  readonly assurance: Assurance;
}

export const ACTION_STATES: readonly ActionState[] = [
  { name: 'draft', status: 'draft', assurance: 'not_reported' },
  { name: 'not started', status: 'not_started', assurance: 'not_reported' },
  { name: 'in progress', status: 'in_progress', assurance: 'not_reported' },
  { name: 'reported', status: 'complete', assurance: 'reported' },
  { name: 'evidenced', status: 'complete', assurance: 'evidenced' },
  { name: 'verified', status: 'complete', assurance: 'verified' },
  { name: 'embedded', status: 'complete', assurance: 'embedded' },
  { name: 'cancelled', status: 'cancelled', assurance: 'not_reported' },
];

export interface ActionVerb {
  readonly name: string;
  readonly permission: Permission;
  /** Whether the rulebook lets it happen in this state, everything else being as it must be. */
  readonly isPossible: (state: ActionState) => boolean;
}

const TODAY = '2026-06-30' as LocalDate;
const LONG_AGO = '2025-06-30' as LocalDate;
const LATER = '2026-12-31' as LocalDate;
const anyDay = { covers: () => true };
const allowed = (answer: object | Refusal): boolean => !isRefusal(answer);
const isOpen = ({ status }: ActionState) => refusalUnlessOpen(status) === null;
const isDraft = ({ status }: ActionState) => status === 'draft';

/** Everything that is done to an action, asked of the rulebook with inputs that leave only the state to object. */
export const ACTION_VERBS: readonly ActionVerb[] = [
  { name: 'Complete and change the draft', permission: 'actions.draft', isPossible: isDraft },
  { name: 'Publish', permission: 'actions.publish', isPossible: isDraft },
  { name: 'Change', permission: 'actions.edit', isPossible: (state) => isDraft(state) || isOpen(state) },
  { name: 'Update', permission: 'actions.update_own', isPossible: isOpen },
  { name: 'Record an update for the owner', permission: 'actions.record_update', isPossible: isOpen },
  { name: 'Ask for another date', permission: 'date_changes.ask', isPossible: isOpen },
  { name: 'Move an ordinary milestone', permission: 'actions.move_milestone', isPossible: isOpen },
  {
    name: 'Call it worse',
    permission: 'actions.call_worse',
    isPossible: ({ status }) =>
      allowed(callWorse({ status, ownerId: null }, { colour: 'red', reason: 'So', by: 'x', on: TODAY }, [])),
  },
  {
    name: 'Supply evidence',
    permission: 'evidence.attach',
    isPossible: ({ status }) => {
      const item = { kind: 'audit', shows: 'So', periodFrom: LONG_AGO, periodTo: TODAY } as const;
      return refusalOfEvidence({ status }, item, TODAY) === null;
    },
  },
  {
    name: 'Report complete',
    permission: 'actions.report_complete',
    isPossible: ({ status }) =>
      allowed(
        reportComplete(
          { status, begunOn: null, provingFrom: null, requiredEvidence: [], acceptedEvidence: [] },
          { on: TODAY, impactStatement: 'So', openMilestones: [] },
        ),
      ),
  },
  {
    name: 'Refuse the completion',
    permission: 'actions.verify',
    isPossible: (state) => allowed(refuseCompletion({ ...state, timesRefused: 0 }, 'So')),
  },
  { name: 'Verify', permission: 'actions.verify', isPossible: (state) => allowed(verify(state, 'x', [])) },
  {
    name: 'Call a practice action embedded',
    permission: 'actions.verify',
    isPossible: (state) =>
      allowed(embed({ ...state, kind: 'practice', verifiedOn: LONG_AGO }, { by: 'x', on: TODAY }, [])),
  },
  {
    name: 'Look at it again',
    permission: 'actions.verify',
    isPossible: (state) => allowed(lookAgain(state, 'x', [])),
  },
  {
    name: 'Reopen (not sustained)',
    permission: 'actions.reopen',
    isPossible: (state) => allowed(reopen(state, { on: TODAY, newDueOn: LATER, reason: 'So' }, anyDay)),
  },
  {
    name: 'Mark as done, but not enough',
    permission: 'actions.reopen',
    isPossible: (state) => allowed(markNotEnough(state, TODAY)),
  },
  {
    name: 'Ask the board to cancel it',
    permission: 'actions.ask_cancel',
    isPossible: (state) => allowed(askToCancel(state, { reason: 'So', alreadyAsked: false })),
  },
  {
    name: 'Decide on cancelling it',
    permission: 'actions.cancel',
    isPossible: (state) => allowed(decideCancellation(state, { approve: true, words: '' })),
  },
];

const REACH_WORDS: Readonly<Record<Reach, string>> = {
  all: '',
  council: 'council’s own people all, partners theirs',
  led: 'where accountable lead',
  own: 'where owner or contributor',
};

/** The document docs/who-may-do-what.md: made of the policy and the rulebook, so that it cannot say anything else. */
export function whoMayDoWhat(): string {
  const verbs = ACTION_VERBS.map(({ name, permission, isPossible }) => [
    name,
    holdersOf(permission),
    ...ACTION_STATES.map((state) => (isPossible(state) ? 'yes' : '')),
  ]);
  const permissions = (Object.keys(POLICY) as Permission[]).map((permission) => [
    `\`${permission}\``,
    holdersOf(permission),
  ]);
  return [
    '# Who may do what',
    'Made by `node bin/who-may-do-what.mjs` from the policy and the rulebook; a test fails when it is not current. Everything below is within one authority. Without a note a role reaches everything of it.',
    '## What may be done to an action, in which state',
    table(['What', 'Who', ...ACTION_STATES.map(({ name }) => name)], verbs),
    [
      'Beyond the table:',
      '- Verifying, calling embedded, looking again and deciding on evidence is only for a quality assurance lead who never had a hand in the action: never its owner or contributor, did not report it, did not supply its evidence. The database keeps who had, and refuses anybody else.',
      '- Verified needs accepted evidence of every required kind; embedded a practice action and three months since it was verified.',
      '- Cancelling a published action is asked for by the plan manager and decided by the board: by its chair or vice-chair between meetings, or recorded with the meeting that decided.',
    ].join('\n'),
    '## Every permission',
    table(['Permission', 'Who'], permissions),
  ]
    .join('\n\n')
    .concat('\n');
}

function holdersOf(permission: Permission): string {
  const grants = POLICY[permission] as Partial<Record<Role, Reach | readonly Reach[]>>;
  return ROLES.flatMap((role) => {
    const reaches = [grants[role] ?? []].flat();
    if (reaches.length === 0) return [];
    const words = reaches.map((reach) => REACH_WORDS[reach]).filter((word) => word !== '');
    return [ROLE_NAMES[role] + (words.length > 0 ? ` (${words.join('; ')})` : '')];
  }).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
