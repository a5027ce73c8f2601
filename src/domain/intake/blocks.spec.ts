import { describe, expect, it } from '@jest/globals';
import { pdfLine, printed } from '../../../test/accuracy/printed-text.js';
import { blocksOf } from './blocks.js';
import type { DocumentText, TextLine } from './document-text.js';
import { readingLines } from './page-furniture.js';

function blocks(...pages: string[]) {
  const text = printed(...pages);
  return blocksOf(text, readingLines(text)).map((block) => [block.kind, block.number, block.text]);
}

function pdfBlocks(lines: TextLine[]) {
  const text: DocumentText = {
    format: 'pdf',
    pages: [{ number: 1, lines }],
    paged: true,
    styled: true,
    wrapped: true,
  };
  return blocksOf(text, lines).map((block) => [block.kind, block.number, block.text]);
}

describe('blocks of plain text', () => {
  it('joins wrapped lines and rejoins words broken at the line end', () => {
    expect(
      blocks(`
        1. Agree a multi-
           agency plan with every agency, and share infor-
           mation that partners need. The information is theirs.
        2. Publish it.`),
    ).toEqual([
      [
        'numbered',
        '1',
        'Agree a multi-agency plan with every agency, and share information that partners need. The information is theirs.',
      ],
      ['numbered', '2', 'Publish it.'],
    ]);
  });

  it('goes on with a sentence after a blank line and after a page', () => {
    expect(
      blocks(
        `1. Ensure that plans are clear;

         reflect what children say; and are reviewed with

         `,
        `every child who has one.

         2. Publish them.`,
      ),
    ).toEqual([
      [
        'numbered',
        '1',
        'Ensure that plans are clear; reflect what children say; and are reviewed with every child who has one.',
      ],
      ['numbered', '2', 'Publish them.'],
    ]);
  });

  it('goes on with a sentence after a page break though a converter put a dash before its rest', () => {
    const [item, next] = blocks(
      `1. Help care leavers into work, training and education, which should include improving

      `,
      `- pathway planning for every one of them.
      - 2. Publish it.`,
    );
    expect(item).toEqual([
      'numbered',
      '1',
      'Help care leavers into work, training and education, which should include improving pathway planning for every one of them.',
    ]);
    expect(next).toEqual(['numbered', '2', 'Publish it.']);
  });

  it('takes the text below for a number or a bullet that stands alone', () => {
    expect(blocks('1.\n\nAgree a plan.\n\n\uF0B7\n\nPublish it.')).toEqual([
      ['numbered', '1', 'Agree a plan.'],
      ['bullet', null, 'Publish it.'],
    ]);
  });

  it('knows a usual heading though no space sets it apart, and marks of Markdown', () => {
    expect(
      blocks('Executive summary\nServices are better.\n\n### **Priority and immediate action**\n\n1. Act.'),
    ).toEqual([
      ['heading', null, 'Executive summary'],
      ['paragraph', null, 'Services are better.'],
      ['heading', null, 'Priority and immediate action'],
      ['numbered', '1', 'Act.'],
    ]);
  });
});

describe('blocks of print', () => {
  it('takes bold lines for a heading and joins its lines', () => {
    expect(
      pdfBlocks([
        pdfLine('What needs to improve in this area of', { bold: true, size: 1.2, gap: 0 }),
        pdfLine('social work practice', { bold: true, size: 1.2, line: 2 }),
        pdfLine('• The quality of plans.', { line: 3, gap: 1.8 }),
      ]),
    ).toEqual([
      ['heading', null, 'What needs to improve in this area of social work practice'],
      ['bullet', null, 'The quality of plans.'],
    ]);
  });

  it('ends a paragraph where a line stops short although the next word had room', () => {
    expect(
      pdfBlocks([
        pdfLine('Leaders should agree one plan for every child who waits and should say who leads', {
          gap: 0,
        }),
        pdfLine('each part of it.', { line: 2 }),
        pdfLine('Leaders should publish how long children wait, and should say it again each month', {
          line: 3,
        }),
        pdfLine('until nobody waits.', { line: 4 }),
      ]),
    ).toHaveLength(2);
  });

  it('goes on with an item after a page break where the text stands where the item stood', () => {
    expect(
      pdfBlocks([
        pdfLine('• Plans are late. They wait for', { gap: 0, left: 70 }),
        pdfLine('signatures.', { line: 2, left: 84 }),
        pdfLine('However, the new ones are not.', { page: 2, gap: 0, left: 84 }),
        pdfLine('Another paragraph begins.', { page: 2, line: 2, gap: 2, left: 70 }),
      ]).map(([, , text]) => text),
    ).toEqual([
      'Plans are late. They wait for signatures. However, the new ones are not.',
      'Another paragraph begins.',
    ]);
  });
});
