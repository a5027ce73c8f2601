import { describe, expect, it } from '@jest/globals';
import { RUNNING, SUBJECTS } from './field-synonyms.js';
import { termsOf } from './terms.js';

const ideasOf = (text: string) =>
  termsOf(text)
    .filter(({ pair }) => !pair)
    .map(({ key }) => key);

describe('Expressions of the field that mean the same', () => {
  it.each([
    ['looked-after children', 'children in care'],
    ['Children Looked After', 'cared-for children'],
    ['care leavers', 'care-experienced'],
    ['the LADO', 'the designated officer'],
    ['the MASH', 'the front door'],
    ['PEPs', 'personal education plans'],
    ['EHCPs', 'education, health and care plans'],
    ['CIN', 'children in need'],
    ['s47 enquiries', 'child protection enquiries'],
    ['IROs', 'independent reviewing officers'],
    ['the LSCB', 'the local safeguarding children board'],
  ])('"%s" is "%s"', (one, other) => {
    expect(ideasOf(one)[0]).toBe(ideasOf(other)[0]);
    expect(ideasOf(one)[0]).toMatch(/^the idea of /);
  });

  it.each([
    ['care plans', 'children in care'],
    ['assessment', 'health assessment'],
    ['early permanence', 'early help'],
  ])('"%s" is not "%s"', (one, other) => {
    expect(ideasOf(one)[0]).not.toBe(ideasOf(other)[0]);
  });

  it('keeps each expression on one line only, so that none has two meanings', () => {
    const forms = [...SUBJECTS, ...RUNNING].flatMap((line) => line.split('|').map((form) => form.trim()));
    expect(forms.filter((form, at) => forms.indexOf(form) !== at)).toEqual([]);
  });
});
