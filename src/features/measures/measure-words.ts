import { withUnit } from '../../domain/report/chart-sentences.js';
import type { Direction } from '../../domain/report/measure-standing.js';
import { STANDING_NAMES } from '../recommendations/recommendation-words.js';
import { measurePaths } from './measures.paths.js';
import type { MeasureRow } from './measures.repository.js';

export const DIRECTION_NAMES: Readonly<Record<Direction, string>> = {
  up: 'Higher is better',
  down: 'Lower is better',
};

/** A measure as every page shows it. */
export function measureModel(measure: MeasureRow) {
  return {
    ...measure,
    standingName: STANDING_NAMES[measure.standing],
    directionName: DIRECTION_NAMES[measure.direction],
    baselineText: measure.baseline === null ? null : withUnit(measure.baseline, measure.unit),
    latestText: measure.latestValue === null ? null : withUnit(measure.latestValue, measure.unit),
    targetText: withUnit(measure.target, measure.unit),
    href: measurePaths.measure(measure.id),
  };
}
