import { expect, test } from '@jest/globals';
import { draftTitle } from './draft-title.js';

test.each([
  ['Strengthen the voice of children in plans.', 'Strengthen the voice of children in plans'],
  ['the local area should agree a protocol', 'The local area should agree a protocol'],
  ['Improve visits. Record each visit within two days.', 'Improve visits'],
  ['Publish the St. Anne’s protocol with partners.', 'Publish the St. Anne’s protocol with partners'],
  [
    'Make sure that every child is seen within the time that their plan sets, that what they say is written down, and that managers read it before they decide.',
    'Make sure that every child is seen within the time that their plan sets, that what they say is written down…',
  ],
  [
    'Ensure that practitioners understand thresholds and apply them consistently across all of the teams that receive contacts from partners',
    'Ensure that practitioners understand thresholds and apply them consistently across all of the teams that…',
  ],
])('"%s" is drafted as "%s"', (text, title) => {
  expect(draftTitle(text)).toBe(title);
  expect(title.length).toBeLessThanOrEqual(111);
});
