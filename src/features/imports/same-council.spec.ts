import { expect, it } from '@jest/globals';
import { isSameCouncil } from './same-council.js';

it.each([
  ['Rotherham Metropolitan Borough Council', 'Rotherham'],
  ['Metropolitan Borough of Rotherham', 'Rotherham Council'],
  ['Westmarch County Council', 'Westmarch'],
  ['London Borough of Haringey', 'Haringey'],
  ['Royal Borough of Windsor and Maidenhead', 'Windsor and Maidenhead Council'],
  ['City of London', 'City of London'],
  ['Southend-on-Sea', 'Southend on Sea City Council'],
])('%s is %s', (printed, authority) => {
  expect(isSameCouncil(printed, authority)).toBe(true);
});

it.each([
  ['Northmoor Borough Council', 'Westmarch Council'],
  ['Derbyshire County Council', 'Derby City Council'],
  ['North Yorkshire Council', 'City of York Council'],
  ['City of London', 'London Borough of Haringey'],
])('%s is not %s', (printed, authority) => {
  expect(isSameCouncil(printed, authority)).toBe(false);
});
