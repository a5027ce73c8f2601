import { describe, expect, it } from '@jest/globals';
import { extractBytes } from '../../src/platform/document-text/extract-file.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { handmadePdf } from '../accuracy/handmade-pdf.js';

async function items(...pages: string[][]) {
  const result = await extractBytes(handmadePdf({ pages }), 'westmarch.pdf');
  if (isRefusal(result)) throw new Error(result.message);
  return result.recommendations.map((item) => [item.addressee, item.text, item.page]);
}

describe('recommendations as they are printed', () => {
  it('a table with a responsible body whose cells go over several lines', async () => {
    expect(
      await items([
        '**Area SEND inspection of Westmarch Local Area Partnership**',
        '',
        '**Areas for priority action**',
        '',
        '**Responsible body** || **Areas for priority action**',
        'Westmarch County || Leaders must act urgently to shorten the',
        'Council || waits for assessments in every part of the',
        '|| county, and say how long they are.',
        'NHS Westmarch || Leaders must publish the plans that were',
        'ICB || agreed with families.',
        '',
        '',
        '**Information about this inspection**',
        'The inspection was led by one inspector.',
      ]),
    ).toEqual([
      [
        'Westmarch County Council',
        'Leaders must act urgently to shorten the waits for assessments in every part of the county, and say how long they are.',
        1,
      ],
      ['NHS Westmarch ICB', 'Leaders must publish the plans that were agreed with families.', 1],
    ]);
  });

  it('an item that goes on over the page, with page numbers left out', async () => {
    expect(
      await items(
        [
          '**Inspection of Westmarch local authority children services**',
          '',
          '**Recommendations**',
          '1. Agree one plan for every child and share',
          '',
          '1',
        ],
        ['    it with every family that asks for it.', '2. Publish it.', '', '2'],
      ),
    ).toEqual([
      [
        'Local authority',
        'Agree one plan for every child and share it with every family that asks for it.',
        1,
      ],
      ['Local authority', 'Publish it.', 2],
    ]);
  });
});
