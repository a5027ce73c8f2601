import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ACTION_STATES, ACTION_VERBS, whoMayDoWhat } from './who-may-do-what.js';

describe('the table of who may do what', () => {
  it('in the docs is the one that the policy and the rulebook give: run node bin/who-may-do-what.mjs', () => {
    const path = new URL('../../../docs/who-may-do-what.md', import.meta.url);
    expect(readFileSync(path, 'utf8')).toBe(whoMayDoWhat());
  });

  it.each([
    ['Publish', ['draft']],
    ['Update', ['not started', 'in progress']],
    ['Supply evidence', ['not started', 'in progress', 'reported', 'evidenced', 'verified', 'embedded']],
    ['Report complete', ['not started', 'in progress']],
    ['Refuse the completion', ['reported', 'evidenced']],
    ['Verify', ['evidenced']],
    ['Call a practice action embedded', ['verified']],
    ['Look at it again', ['embedded']],
    ['Reopen (not sustained)', ['reported', 'evidenced', 'verified', 'embedded']],
    ['Ask the board to cancel it', ['not started', 'in progress']],
    ['Decide on cancelling it', ['not started', 'in progress']],
  ])('%s: %j', (name, states) => {
    const verb = ACTION_VERBS.find((one) => one.name === name);
    expect(ACTION_STATES.filter((state) => verb?.isPossible(state)).map((state) => state.name)).toEqual(
      states,
    );
  });

  it('lets nothing be done to a cancelled action', () => {
    const cancelled = ACTION_STATES.find(({ name }) => name === 'cancelled')!;
    expect(ACTION_VERBS.filter((verb) => verb.isPossible(cancelled))).toEqual([]);
  });
});
