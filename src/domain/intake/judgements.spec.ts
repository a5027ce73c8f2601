import { describe, expect, it } from '@jest/globals';
import { pdfLine, printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';
import { judgementsIn } from './judgements.js';

const judged = (...pages: string[]) =>
  extractFromText(printed(...pages), 'westmarch.txt').judgements.map(
    ({ area, grade }) => `${area}: ${grade}`,
  );

describe('judgements as the table prints them', () => {
  it('areas without their numbers, sub-judgements and the board included', () => {
    expect(
      judged(`
        Westmarch County Council
        Inspection of services for children in need of help and protection, children looked after and care leavers

        Children's services in Westmarch require improvement to be good

        1. Children who need help and protection       Good

        2. Children looked after and achieving
                                                       Requires improvement
           permanence

           2.1 Adoption performance                    Outstanding

        3. Leadership, management and governance

        Good

        The Local Safeguarding Children Board (LSCB)

        The Local Safeguarding Children Board requires improvement

        The board meets often.
      `),
    ).toEqual([
      'Overall effectiveness: Requires improvement',
      'Children who need help and protection: Good',
      'Children looked after and achieving permanence: Requires improvement',
      'Adoption performance: Outstanding',
      'Leadership, management and governance: Good',
      'Local Safeguarding Children Board: Requires improvement',
    ]);
  });

  it('puts a grade together that is broken over two lines of its column', () => {
    const row = (text: string, grade: string | null, line: number) =>
      pdfLine(grade === null ? text : `${text} ${grade}`.trim(), {
        line,
        cells: [...(text ? [{ text, left: 70 }] : []), ...(grade ? [{ text: grade, left: 390 }] : [])],
      });
    const lines = [
      row('', 'Requires', 1),
      row('1. Children who need help and protection', null, 2),
      row('', 'improvement', 3),
      row('The impact of leaders on social work', 'Requires improvement', 4),
      row('practice with children and families', 'to be good', 5),
      row('Overall effectiveness', 'Good', 6),
    ];
    expect(judgementsIn('ilacs_inspection', lines, []).map(({ area, grade }) => `${area}: ${grade}`)).toEqual(
      [
        'Children who need help and protection: Requires improvement',
        'The impact of leaders on social work practice with children and families: Requires improvement to be good',
        'Overall effectiveness: Good',
      ],
    );
  });

  it('the outcome sentence where inspections give no grades', () => {
    expect(
      judged(`
        Area SEND inspection of Westmarch Local Area Partnership

        Inspection outcome

        The arrangements of the partnership lead to inconsistent experiences. The partnership must work jointly.
      `),
    ).toEqual(['Inspection outcome: The arrangements of the partnership lead to inconsistent experiences.']);
  });

  it('none for a visit, whatever earlier grade it mentions', () => {
    expect(
      judged(`
        Monitoring visit of Westmarch County Council children's services

        1. Children who need help and protection       Inadequate
        2. Children looked after                       Inadequate
        3. Leadership, management and governance       Inadequate
      `),
    ).toEqual([]);
  });
});
