import { describe, expect, it } from '@jest/globals';
import type { ActionStatus } from './rating-facts.js';
import type { Colour } from './reason-code.js';
import { coloursIn, spreadOf } from './recommendation-spread.js';

const action = (status: ActionStatus, colour: Colour) => ({ status, colour });

describe('the spread of a recommendation', () => {
  it('says how many of its actions have each colour, without drafts and cancelled ones', () => {
    const spread = spreadOf([
      action('in_progress', 'green'),
      action('in_progress', 'red'),
      action('complete', 'green'),
      action('not_started', 'grey'),
      action('draft', 'grey'),
      action('cancelled', 'grey'),
    ]);
    expect(spread).toEqual({ red: 1, amber: 0, green: 2, blue: 0, grey: 1 });
    expect(coloursIn(spread)).toEqual([
      { colour: 'red', count: 1 },
      { colour: 'green', count: 2 },
      { colour: 'grey', count: 1 },
    ]);
  });

  it('is empty where there is no action yet', () => {
    expect(coloursIn(spreadOf([action('draft', 'grey')]))).toEqual([]);
  });
});
