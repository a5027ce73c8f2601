import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { lastLookedAt, type Look, type LookedForRecommendation } from './looked-at.js';

const visit = (documentId: string, on: string, ...coveredAreas: string[]): Look => ({
  documentId,
  on: localDate(on),
  coveredAreas,
});
const careLeavers: LookedForRecommendation = {
  documentId: 'report',
  raisedOn: localDate('2026-05-22'),
  theme: null,
  text: 'Care leavers have an up-to-date pathway plan.',
  linkedDocumentIds: [],
};
const linked = (...linkedDocumentIds: string[]) => ({ ...careLeavers, linkedDocumentIds });

describe('when a recommendation was last looked at', () => {
  it.each([
    ['nobody came', [], careLeavers, null],
    ['a visit that covered something else', [visit('a', '2026-09-16', 'the front door')], careLeavers, null],
    ['a visit that does not say what it covered', [visit('a', '2026-09-16')], careLeavers, null],
    [
      'a visit to care leavers',
      [visit('a', '2026-09-16', 'the front door', 'services to care leavers')],
      careLeavers,
      ['a', 'area', 'services to care leavers'],
    ],
    [
      'a visit with a linked finding, whatever it covered',
      [visit('a', '2026-09-16', 'the front door')],
      linked('a'),
      ['a', 'finding', null],
    ],
    [
      'the later of two visits, whichever is told first',
      [visit('a', '2026-09-16', 'care leavers'), visit('b', '2026-11-03', 'care leavers')],
      linked('a'),
      ['b', 'area', 'care leavers'],
    ],
    [
      'an earlier linked finding after which a visit looked elsewhere',
      [visit('b', '2026-11-03', 'the front door'), visit('a', '2026-09-16')],
      linked('a'),
      ['a', 'finding', null],
    ],
    ['a visit before it was raised', [visit('a', '2025-11-03', 'care leavers')], linked('a'), null],
    ['its own document', [visit('report', '2026-05-22', 'care leavers')], linked('report'), null],
  ] as const)('%s', (_sentence, looks, recommendation, expected) => {
    const seen = lastLookedAt(looks)(recommendation);
    expect(seen && [seen.documentId, seen.by, seen.area]).toEqual(expected);
  });
});
