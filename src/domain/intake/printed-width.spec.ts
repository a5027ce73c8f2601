import { describe, expect, it } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';
import { printedWidth } from './printed-width.js';

const LETTER = `
Dear Ms Anand
Focused visit to Westmarch County Council children’s services
This letter summarises the findings of the focused visit to Westmarch County Council children’s
services on 7 and 8 February 2023.
Main findings
Social workers see children as often as they should and write down what children tell them. In most of
the teams a manager reads what was written within the same week and says what should happen next,
so that no child is forgotten when a social worker leaves or is away from work for some time, or when
two teams are made into one again.
Parents know who their social worker is and whom they can ring when that person is away on leave or
on a course.
Plans are shorter than they were a year ago, and families told inspectors that they can read them now
without the help of somebody else. The plans of disabled children are still long and say little of what
the child can do, likes to do or would want to change about the week that lies ahead of the family or
about the school.
Work with fathers
Fathers are spoken to less often than mothers are. Where they live elsewhere they are seldom asked at
all, and what they could offer their children is not known to those who plan for them in the service.
Some managers have begun to ask about it in supervision, which has led to a few more visits to fathers
in the last months before this visit.
Yours sincerely
`;

describe('paragraphs of text that has no blank lines between them', () => {
  it('end where the next word had room, and a short line between them is a heading', () => {
    const { findings } = extractFromText(printed(LETTER), 'letter.txt');
    expect(findings.map(({ section, text }) => [section, text.slice(0, 20), text.slice(-11)])).toEqual([
      ['Main findings', 'Social workers see c', ' one again.'],
      ['Main findings', 'Parents know who the', 'n a course.'],
      ['Main findings', 'Plans are shorter th', 'the school.'],
      ['Work with fathers', 'Fathers are spoken t', 'this visit.'],
    ]);
  });

  it('a word of narrow letters is narrower than one of wide letters', () => {
    expect(printedWidth('illicit')).toBeLessThan(printedWidth('mammoth'));
  });
});
