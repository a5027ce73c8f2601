import { describe, expect, it } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';

const read = (...pages: string[]) => extractFromText(printed(...pages), 'westmarch.txt');
const items = (...pages: string[]) => read(...pages).recommendations;
const told = (...pages: string[]) =>
  items(...pages).map((item) => [item.number, item.priority, item.addressee, item.theme, item.text]);

const SIF = `
  Westmarch County Council
  Inspection of services for children in need of help and protection, children looked after and care leavers

  Inspection date: 2 March 2015 – 20 March 2015

  Report published: 1 May 2015

  `;

describe('recommendations in the shapes that reports give them', () => {
  it('a wrapped line that speaks of a time belongs to its item, and boxes nothing', () => {
    const [first, second] = items(`${SIF}
        What does the local authority need to improve?

        Areas for improvement

        - The quality of decisions at the front door, so that every contact is screened by a manager
        within one working day.
        - The oversight of child protection plans.
      `);
    expect(first!.text).toMatch(/screened by a manager within one working day\.$/);
    expect(second).toMatchObject({ text: 'The oversight of child protection plans.', timescale: null });
  });

  it('numbered under two priorities with themes, for the council and again for the board', () => {
    expect(
      told(`${SIF}
        The local authority

        What does the local authority need to improve?

        Priority and immediate action

        Leadership, management and governance

        1. Appoint a director.

        Early help

        2. Agree who leads early help.

        Areas for improvement

        Care leavers

        3. Publish what care leavers may expect.

        The local authority's strengths

        4. Social workers know their children well and see them often, at home and at school.

        The Local Safeguarding Children Board (LSCB)

        What does the LSCB need to improve?

        Areas for improvement

        Learning

        88. Publish what was learned.

        Inspection judgement about the LSCB

        89. The board has an independent chair who is well supported and known to all its partners.
      `),
    ).toEqual([
      [
        '1',
        'priority_action',
        'Local authority',
        'Leadership, management and governance',
        'Appoint a director.',
      ],
      ['2', 'priority_action', 'Local authority', 'Early help', 'Agree who leads early help.'],
      [
        '3',
        'area_for_improvement',
        'Local authority',
        'Care leavers',
        'Publish what care leavers may expect.',
      ],
      ['88', 'area_for_improvement', 'LSCB', 'Learning', 'Publish what was learned.'],
    ]);
  });

  it('bullets of noun phrases after "What needs to improve", with tags to the national framework', () => {
    const found = items(`
      20 November 2026

      Focused visit to Westmarch County Council children's services

      This letter summarises the findings of the focused visit on 21 and 22 October 2026.

      What needs to improve in this area of social work practice

      ■ The quality of plans. (outcome 1, national framework)

      ■ The regularity of supervision across all of the teams that work with
        children. (enabler 2, national framework)

      Main findings

      ■ Supervision has become less regular, and social workers say that they miss it.
    `);
    expect(found.map((item) => [item.priority, item.text, item.frameworkRef])).toEqual([
      [
        'area_for_improvement',
        'The quality of plans. (outcome 1, national framework)',
        'outcome 1, national framework',
      ],
      [
        'area_for_improvement',
        'The regularity of supervision across all of the teams that work with children. (enabler 2, national framework)',
        'enabler 2, national framework',
      ],
    ]);
  });

  it('a list boxed by time below a numbered sentence that only leads in', () => {
    const found = items(`
      Inspection of looked after children services
      Westmarch County Council

      Areas for improvement
      20. In order to improve services in Westmarch, the local authority should take the following
          action.

          Immediately:

          • tell carers what was decided
          • record why

          Within three months:

          • publish a plan

      Outcomes for looked after children
      21. Outcomes for looked after children are adequate, and some of them are good in both of the schools.
    `);
    expect(found.map((item) => [item.number, item.timescale, item.text])).toEqual([
      [null, 'Immediately', 'tell carers what was decided'],
      [null, 'Immediately', 'record why'],
      [null, 'Within three months', 'publish a plan'],
    ]);
  });

  it('whole paragraphs under a heading, one of them for a body that is named', () => {
    const found = told(`
      Area SEND inspection of Westmarch Local Area Partnership

      What does the area partnership need to do better?

      ■ Some families wait too long and have to chase one service after the other.

      Areas for improvement

      Leaders across the partnership must ensure that plans are shared with
      families.
      Leaders at the NHS Westmarch ICB must shorten the waits for speech
      therapy.

      Local area partnership details
    `);
    expect(found).toEqual([
      [
        null,
        'area_for_improvement',
        'Local area partnership',
        null,
        'Leaders across the partnership must ensure that plans are shared with families.',
      ],
      [
        null,
        'area_for_improvement',
        'NHS Westmarch ICB',
        null,
        'Leaders at the NHS Westmarch ICB must shorten the waits for speech therapy.',
      ],
    ]);
  });

  it('a table with a responsible body', () => {
    const found = told(`
      # Area SEND inspection of Westmarch Local Area Partnership

      ## Areas for priority action

      | Responsible body | Areas for priority action |
      |---|---|
      | Westmarch County Council and NHS Westmarch ICB | Leaders must act urgently to shorten waits for assessments. |
      | Westmarch County Council | Leaders must publish plans within the time that the law gives. |

      ## Local area partnership details
    `);
    expect(found).toEqual([
      [
        null,
        'priority_action',
        'Westmarch County Council and NHS Westmarch ICB',
        null,
        'Leaders must act urgently to shorten waits for assessments.',
      ],
      [
        null,
        'priority_action',
        'Westmarch County Council',
        null,
        'Leaders must publish plans within the time that the law gives.',
      ],
    ]);
  });

  it('items printed as "Recommendation 1", each for the body that should act, with paragraph references', () => {
    const found = items(`
      The Westmarch Inquiry
      Report of the independent inquiry

      Summary of recommendations

      Recommendation 1: Westmarch Police should review every file that was closed. (Para 31)

      Recommendation 2: The Council should publish its own account. (Paras 40 and 41)
    `);
    expect(found.map((item) => [item.number, item.addressee, item.paragraphRefs])).toEqual([
      ['1', 'Westmarch Police', ['31']],
      ['2', 'Local authority', ['40', '41']],
    ]);
  });

  it('nested bullets belong to their numbered item', () => {
    const found = told(`${SIF}
      Recommendations

      1. Ensure that all plans:

         • are clear
         • have dates.

      2. Publish them.
    `);
    expect(found.map(([number, , , , text]) => [number, text])).toEqual([
      ['1', 'Ensure that all plans: are clear have dates.'],
      ['2', 'Publish them.'],
    ]);
  });

  it('after a sentence that opens the list where no heading does', () => {
    const found = told(`
      Joint area SEND inspection in Westmarch

      The local area is required to submit a statement that explains how it will tackle the following areas of significant weakness:

      • the wait for assessments
      • the quality of plans
    `);
    expect(found.map(([, priority, , , text]) => [priority, text])).toEqual([
      ['priority_action', 'the wait for assessments'],
      ['priority_action', 'the quality of plans'],
    ]);
  });

  it('numbered clauses of an improvement notice, with lettered parts', () => {
    const found = told(`
      Improvement notice

      To: Westmarch County Council

      1. Requirements

      1.1 The Council must produce a plan by 30 June 2027.

      1.2 The Council must:
          a) appoint a board; and
          b) report to it each month.

      2. Failure to comply

      2.1 If the Council fails to comply, the Secretary of State may direct it.
    `);
    expect(found.map(([number, , addressee, , text]) => [number, addressee, text])).toEqual([
      ['1.1', 'Local authority', 'The Council must produce a plan by 30 June 2027.'],
      ['1.2', 'Local authority', 'The Council must: a) appoint a board; and b) report to it each month.'],
    ]);
  });

  it('sub-headings that name the bodies that should act', () => {
    const found = items(`
      The Westmarch Inquiry

      Chapter 12: Recommendations

      Recommendations to Westmarch Council

      1. The Council should publish its records.

      2. It should apologise.

      Recommendations for Westmarch Police

      3. The force should review its files.
    `);
    expect(found.map((item) => [item.number, item.addressee])).toEqual([
      ['1', 'Westmarch Council'],
      ['2', 'Westmarch Council'],
      ['3', 'Westmarch Police'],
    ]);
  });

  it('none at all is an answer', () => {
    const letter = read(`
      13 June 2027

      Monitoring visit of Westmarch County Council children's services

      Findings and evaluation of progress

      The council has made good progress, and children now see the same social worker for longer than before.

      Yours sincerely
    `);
    expect(letter.recommendations).toEqual([]);
    expect(letter.warnings.map((warning) => warning.code)).toContain('no_recommendations');
    expect(letter.findings).toHaveLength(1);
  });
});

describe('what is no recommendation', () => {
  it('lines of a contents page, summaries, strengths and progress', () => {
    expect(
      told(
        `${SIF}
        Contents

        Recommendations                      3
        The local authority's strengths      4
        `,
        `
        Executive summary

        1. Services are better than they were, and the council knows what it still has to do.

        Progress since the last inspection

        2. The council has done what the last inspection asked for and can show what came of it.
        `,
      ),
    ).toEqual([]);
  });

  it('a lead-in sentence', () => {
    expect(
      told(`${SIF}
      Recommendations

      The local authority should:

      • agree a plan
      • publish it
    `).map(([, , , , text]) => text),
    ).toEqual(['agree a plan', 'publish it']);
  });
});

describe('what the reader is unsure of', () => {
  it('warns of a gap in the numbering, at the place', () => {
    const found = read(`${SIF}
      Recommendations

      1. Agree a plan.

      3. Publish it.
    `);
    expect(found.warnings.find((warning) => warning.code === 'number_gap')?.source?.fromLine).toBe(
      found.recommendations[1]!.source.fromLine,
    );
  });

  it('warns of an item that ends in the middle of a sentence', () => {
    const codes = read(`${SIF}
      Recommendations

      1. Agree a plan with

      2. Publish it.
    `).warnings.map((warning) => warning.code);
    expect(codes).toContain('item_cut_off');
  });

  it('says where every item came from', () => {
    const [, second] = items(
      `${SIF}
      Recommendations

      1. Agree a plan.
      `,
      `
      2. Publish it and
         keep it.
      `,
    );
    expect(second).toMatchObject({ page: 2, source: { page: 2, fromLine: 1, toPage: 2, toLine: 2 } });
  });
});
