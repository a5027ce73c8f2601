import { Refused } from '../../web/errors/refusals.js';
import type { Measure } from './measure.entity.js';
import type { MeasureContent } from './measures.repository.js';

/** Refuses a baseline without its day, and a target on the wrong side of it. */
export function checkMeasure({ baseline, baselineOn, target, direction }: MeasureContent): void {
  if (baseline !== null && baselineOn === null) {
    refuseField('baselineOn', 'day_missing', 'Enter the day of the baseline');
  }
  if (baseline === null && baselineOn !== null)
    refuseField('baseline', 'baseline_missing', 'Enter the baseline');
  if (baseline === null) return;
  if (direction === 'up' ? target < baseline : target > baseline) {
    refuseField(
      'target',
      'target_behind',
      'The target is worse than the baseline. Check which way is better',
    );
  }
}

/** Where a value comes from: as said with it, else as the measure says. */
export function sourceOf(given: string | null, measure: Measure): string {
  const source = given ?? measure.source;
  if (source.trim() === '') refuseField('source', 'source_missing', 'Say where the value comes from');
  return source;
}

/** Refuses a name that another measure has, as the database finds it. */
export async function nameOnce<T>(writing: () => Promise<T>): Promise<T> {
  try {
    return await writing();
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    return refuseField('name', 'name_taken', 'Another measure has this name');
  }
}

/** Refuses one field of a form. */
export function refuseField(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
