import { describe, expect, it } from '@jest/globals';
import { likelyRepeats } from './likely-repeats.js';

const EARLIER = [
  {
    number: '3',
    text: 'Ensure that children who go missing are offered a return home interview without delay.',
  },
  { number: '5', text: 'Give every care leaver a pathway plan that says who does what by when.' },
  { number: '7', text: 'Improve the quality and the timeliness of initial health assessments.' },
  { number: '9', text: 'Make regular use of audits to improve practice.' },
  { number: '12', text: 'Reduce the caseloads of social workers in the assessment teams.' },
];

const offered = (text: string) => likelyRepeats([{ number: '1', text }], EARLIER);

describe('What was probably raised before', () => {
  it.each([
    ['Offer return interviews to all children missing from home or care.', '3'],
    ['The quality of pathway plans for care-experienced young people.', '5'],
    ['Health assessments of looked-after children should be timely.', '7'],
    ['Social workers in the assessment service need smaller workloads.', '12'],
  ])('%s', (text, earlier) => {
    expect(offered(text)[0]?.earlier.number).toBe(earlier);
  });

  it.each([
    ['The response to children at risk of criminal exploitation.'],
    ['Ensure that adopters receive support after the order.'],
    ['Improve the quality of practice.'],
    ['Work with schools to reduce exclusions.'],
  ])('is nothing for another subject: %s', (text) => {
    expect(offered(text)).toEqual([]);
  });

  it('is wholly alike where the same words are asked for again', () => {
    const [same] = offered(EARLIER[1]!.text);
    expect(same).toMatchObject({ likeness: 1, earlier: { number: '5' } });
  });

  it('shows the words that made it think so', () => {
    expect(offered('The quality of pathway plans for care-experienced young people.')[0]?.words).toEqual(
      expect.arrayContaining(['pathway plans', 'care-experienced young people']),
    );
  });

  it('never offers more than three earlier ones for one', () => {
    const earlier = Array.from({ length: 6 }, (_, at) => ({
      text: `Pathway plans of care leavers, part ${at}.`,
    }));
    expect(likelyRepeats([{ text: 'Pathway plans of care leavers.' }], earlier)).toHaveLength(3);
  });
});
