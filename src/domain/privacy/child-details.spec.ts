import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { childDetailsIn, isNhsNumber, isUpn } from './child-details.js';

const inFreeText = (text: string) => childDetailsIn(text, { isFreeText: true });

/** Numbers that are made up: a run of digits with the check character that belongs to it. */
function nhsNumber(nine: string): string | null {
  for (let check = 0; check <= 9; check += 1) if (isNhsNumber(`${nine}${check}`)) return `${nine}${check}`;
  return null;
}

describe('what looks like a child’s details', () => {
  it.each([
    ['an NHS number', 'Seen on the ward, 943 476 5919, today', 'nhs_number', '943 476 5919'],
    ['an NHS number without spaces', 'NHS no 9434765919.', 'nhs_number', '9434765919'],
    ['an NHS number with hyphens', '943-476-5919', 'nhs_number', '943-476-5919'],
    ['a unique pupil number', 'Pupil H801200001001 moved school', 'upn', 'H801200001001'],
    ['a date of birth', 'The girl (DOB 03/04/2015) was seen', 'date_of_birth', 'DOB 03/04/2015'],
    [
      'a date of birth in words',
      'He was born on the 3rd of April 2015 here',
      'date_of_birth',
      'born on the 3rd of April 2015',
    ],
    ['a date of birth with stops', 'd.o.b. 3.4.15', 'date_of_birth', 'd.o.b. 3.4.15'],
    [
      'a date of birth as the forms have it',
      'Date of birth: 2015-04-03',
      'date_of_birth',
      'Date of birth: 2015-04-03',
    ],
    ['a case reference', 'see case ref: 1234567 for more', 'case_reference', 'case ref: 1234567'],
    [
      'a case number with letters',
      'Case number WM-20431 was closed',
      'case_reference',
      'Case number WM-20431',
    ],
    ['an identity of a case system', 'Mosaic ID 900123', 'case_reference', 'Mosaic ID 900123'],
    ['a child’s number', 'child’s reference no 44120', 'case_reference', 'child’s reference no 44120'],
    ['a postcode', 'The family moved to LS1 4AP last week', 'postcode', 'LS1 4AP'],
    ['a postcode in small letters without a space', 'they live in sw1a1aa', 'postcode', 'sw1a1aa'],
  ])('%s', (_what, text, kind, found) => {
    const start = text.indexOf(found);
    expect(inFreeText(text)).toEqual([{ kind, start, end: start + found.length, text: found }]);
  });

  it.each([
    ['an NHS number whose check digit is wrong', '943 476 5918'],
    ['a telephone number', 'Ring 0113 496 0999 or 020 7946 0018'],
    ['ten equal digits', '1111111111'],
    ['a longer number', 'Invoice 94347659190'],
    ['a pupil number whose check letter is wrong', 'A801200001001'],
    ['due dates', 'Due 25/03/2027, moved from 30 June 2026 to 2027-03-25'],
    ['a child who was born without a date', 'Children born in the area wait for 12 weeks'],
    ['case numbers as a count', 'Audited 20 case files; case numbers fell to 18 per worker in 2026'],
    ['a case review by year', 'The case review of 2019 and serious case reviews 2020 to 2021'],
    ['an action of the plan', 'See action 2.14 and recommendation 7'],
    ['an ordinal after a motorway', 'Turn off the M1 2nd exit'],
    ['a quarter', 'Q1 2nd half, by Q3 4th week'],
    ['percentages and counts', '90% of 1,240 visits; 3 in 10'],
  ])('not %s', (_what, text) => {
    expect(inFreeText(text)).toEqual([]);
  });

  it('organisations’ own postcodes are excepted, however they are written', () => {
    const where = { isFreeText: true, organisationPostcodes: ['LS1 4AP'] };
    expect(childDetailsIn('Write to us at ls14ap', where)).toEqual([]);
    expect(childDetailsIn('She lives in LS1 4AQ', where)).toHaveLength(1);
  });

  it('postcodes in uploads are not looked for, everything else is', () => {
    const found = childDetailsIn('LS1 4AP 943 476 5919', { isFreeText: false });
    expect(found.map((one) => one.kind)).toEqual(['nhs_number']);
  });

  it('several are given in the order of the text', () => {
    const kinds = inFreeText('Born 3/4/2015, NHS 9434765919, LS1 4AP').map((one) => one.kind);
    expect(kinds).toEqual(['date_of_birth', 'nhs_number', 'postcode']);
  });
});

describe('the check characters', () => {
  it('of an NHS number: at most one last digit is right, and a wrong one is never taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400_000_000, max: 708_800_000 }), fc.nat({ max: 9 }), (nine, wrong) => {
        const right = nhsNumber(String(nine));
        if (right !== null && right !== `${nine}${wrong}`) expect(isNhsNumber(`${nine}${wrong}`)).toBe(false);
      }),
    );
  });

  it('of a pupil number: exactly one letter is right, for temporary numbers too', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    fc.assert(
      fc.property(
        fc.integer({ min: 10 ** 10, max: 10 ** 11 - 1 }),
        fc.constantFrom('0', '7', 'A', 'Z'),
        (eleven, last) => {
          expect(letters.filter((letter) => isUpn(`${letter}${eleven}${last}`))).toHaveLength(1);
        },
      ),
    );
  });
});

it('a text of a hundred pages is read in well under a second', () => {
  const page =
    'The plan is on track. Due 25/03/2027. Case files: 1,204 of 1,300 audited, see 2.14 - 3.1. '.repeat(40);
  const began = performance.now();
  expect(inFreeText(page.repeat(100))).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1000);
});
