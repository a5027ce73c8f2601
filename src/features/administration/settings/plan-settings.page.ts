import type { PresetName } from '../../../domain/rating/rating-preset.js';
import { COLOURS } from '../../../domain/rating/reason-code.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { actionPaths } from '../../actions/actions.paths.js';
import type { ColourChange } from '../../actions/rating.service.js';
import { reasonList } from '../../actions/reason-words.js';

export const PRESET_TITLES: Readonly<Record<PresetName, string>> = {
  strict: 'Strict',
  standard: 'Standard',
  gentle: 'Gentle',
};

const SHOWN = 100;

/** "12 actions would turn Amber", each colour with how many, and the actions by name. */
export function changesModel(changes: readonly ColourChange[]) {
  return {
    total: changes.length,
    turning: COLOURS.map((colour) => ({
      colour,
      name: COLOUR_NAMES[colour],
      count: changes.filter(({ to }) => to === colour).length,
    })).filter(({ count }) => count > 0),
    rows: changes.slice(0, SHOWN).map((change) => ({
      ...change,
      href: actionPaths.action(change.id),
      why: reasonList(change.reasons),
    })),
    more: Math.max(0, changes.length - SHOWN),
  };
}
