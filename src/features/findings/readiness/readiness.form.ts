import { Refused } from '../../../web/errors/refusals.js';
import { requireId } from '../../../web/api/ids.js';
import type { VisitArea } from './readiness.service.js';

const FIELDS = ['theme', 'workstreamId', 'area'] as const;
const LONGEST = 500;

/** Which area is asked for: a theme, a workstream, or an area in a visit's words; null when none is. */
export function visitAreaIn(query: unknown): VisitArea | null {
  const given = (typeof query === 'object' && query !== null ? query : {}) as Record<string, unknown>;
  const chosen = FIELDS.flatMap((field) => {
    const value = given[field];
    return typeof value === 'string' && value.trim() !== '' ? [{ field, value: value.trim() }] : [];
  });
  if (chosen.length === 0) return null;
  if (chosen.length > 1)
    refuse('one_area', 'Choose a theme, a workstream or an area, not more than one of them');
  const { field, value } = chosen[0]!;
  if (value.length > LONGEST) refuse('too_long', 'The area must be 500 characters or fewer');
  if (field === 'workstreamId') requireId(value);
  return { [field]: value } as unknown as VisitArea;
}

/** The same, where one must be named. */
export function requiredVisitArea(query: unknown): VisitArea {
  return visitAreaIn(query) ?? refuse('area_missing', 'Choose a theme, a workstream or an area');
}

function refuse(code: string, message: string): never {
  throw new Refused(code, message, [{ field: 'area', message }]);
}
