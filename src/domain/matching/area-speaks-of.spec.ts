import { describe, expect, it } from '@jest/globals';
import { areaSpeaksOf, readArea, readAsked } from './area-speaks-of.js';

const words = (area: string, theme: string | null, text: string) =>
  areaSpeaksOf(readArea(area), readAsked({ theme, text }));

describe('whether an area that a visit covered speaks of a recommendation', () => {
  it.each([
    [
      'the experiences and progress of care leavers',
      null,
      'Ensure that young people leaving care have a pathway plan.',
      ['leaving care'],
    ],
    [
      'the arrangements for the front door: contacts, referrals and decisions',
      null,
      'The timeliness of decisions at the MASH.',
      ['MASH'],
    ],
    [
      'matching and decisions for children in care',
      'Looked after children',
      'Find homes.',
      ['looked after children'],
    ],
    ['children in care', null, 'See a doctor when children come into care.', ['come into care']],
    ['permanence for adopted children', 'Adoption', 'Recruit more families.', ['adoption']],
    ['how thresholds are applied', 'Thresholds', 'Publish them.', ['thresholds']],
  ])('“%s” speaks of it', (area, theme, text, said) => {
    expect(words(area, theme, text)).toEqual(said);
  });

  it.each([
    ['another subject', 'the experiences of care leavers', 'Thresholds', 'Agree thresholds with partners.'],
    [
      'words of manner alone',
      'the quality and impact of plans',
      'Quality of practice',
      'Improve the quality of plans.',
    ],
    ['who it is about alone', 'services for children and families', null, 'Children and families are heard.'],
    [
      'one word of a long theme',
      'how leaders use complaints',
      'Complaints, commissioning, budgets, buildings',
      'Renew the contract.',
    ],
    ['nothing said', '', null, 'Agree thresholds with partners.'],
  ])('%s does not', (_why, area, theme, text) => {
    expect(words(area, theme, text)).toBeNull();
  });
});
