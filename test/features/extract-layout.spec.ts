import { describe, expect, it } from '@jest/globals';
import { extractBytes } from '../../src/platform/document-text/extract-file.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { handmadePdf, type HandmadePdf } from '../accuracy/handmade-pdf.js';

async function items(pdf: HandmadePdf) {
  const result = await extractBytes(handmadePdf(pdf), 'westmarch.pdf');
  if (isRefusal(result)) throw new Error(result.message);
  return result.recommendations.map((item) => item.text);
}

const REPORT = [
  '**Inspection of Westmarch local authority children services**',
  '',
  '**What needs to improve?**',
  '',
  '• The speed with which plans are agreed for children who',
  '   wait at home.',
  '• Supervision.',
  '',
  '**The impact of leaders on practice**',
  '',
  'Leaders know their services and have told families what will be',
  'done about the plans that are late and about those who wait.',
];
const FOUND = ['The speed with which plans are agreed for children who wait at home.', 'Supervision.'];

describe('pages laid out in other ways', () => {
  it.each<[string, Partial<HandmadePdf>]>([
    ['upright', {}],
    ['turned by the page', { sideways: true, turned: true }],
    ['printed sideways', { sideways: true }],
    ['without names of fonts', { unnamed: true }],
  ])('%s', async (_, how) => {
    expect(await items({ pages: [REPORT], ...how })).toEqual(FOUND);
  });

  it('in two columns of prose, the left before the right, below a title across both', async () => {
    const left = [
      'Leaders know their services and have told',
      'families what will be done about the plans',
      'that are late and about those who wait for',
      'an answer that they were promised earlier.',
      'They meet each month and look at what has',
      'changed for children since they met before.',
      '**Recommendations**',
      '1. Agree with partners how the health of',
      '    children in care is assessed and who is',
      '    told when an assessment is late.',
    ];
    const right = [
      '2. Publish the plan and keep it where every',
      '    family that waits for help can find it.',
      '3. Review the offer to those who leave care',
      '    with the people who have left it.',
      '**Information about this inspection**',
      'Inspectors read the files of children in all',
      'districts and spoke to families and to carers',
      'and partners about the help that was given to',
      'them and what came of it in the end, and they',
      'met the leaders of the council and the board.',
    ];
    const lines = left.map((line, at) => `${line} ||| ${right[at]}`);
    expect(
      await items({
        pages: [['**Inspection of Westmarch local authority children services**', '', ...lines]],
      }),
    ).toEqual([
      'Agree with partners how the health of children in care is assessed and who is told when an assessment is late.',
      'Publish the plan and keep it where every family that waits for help can find it.',
      'Review the offer to those who leave care with the people who have left it.',
    ]);
  });

  it('with a footnote in small letters at the foot, raised or not', async () => {
    for (const mark of ['~1', '1']) {
      const page = [
        ...REPORT.slice(0, 4),
        '1. Help cared for children~1 sooner and tell them who',
        '',
        '',
        `_${mark} Children are people who are under 18 in Westmarch._`,
        '_They are cared for by the council._',
        '',
        '1',
      ];
      const next = ['    will do it.', '2. Publish the plan.', '', '2'];
      expect(await items({ pages: [page, next] })).toEqual([
        'Help cared for children sooner and tell them who will do it.',
        'Publish the plan.',
      ]);
    }
  });
});
