import { describe, expect, it, test } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';

const document = (...pages: string[]) => extractFromText(printed(...pages), 'westmarch.txt').document;

describe('title, council, dates', () => {
  it('of an inspection report with a wrapped title in two parts', () => {
    expect(
      document(`
        Metropolitan Borough of Westmarch
        Inspection of services for children in need of help and
        protection, children looked after and care leavers
        and
        Review of the effectiveness of the Local Safeguarding Children
        Board<sup>1</sup>
        Inspection date: 16 September – 8 October 2014
        Report published: 19 November 2014

        <sup>1</sup> Ofsted produces this report under its power to combine reports.
      `),
    ).toMatchObject({
      kind: 'sif_inspection',
      title:
        'Inspection of services for children in need of help and protection, children looked after and care leavers and Review of the effectiveness of the Local Safeguarding Children Board',
      authority: 'Metropolitan Borough of Westmarch',
      inspectorate: 'Ofsted',
      inspectedFrom: '2014-09-16',
      inspectedTo: '2014-10-08',
      published: '2014-11-19',
    });
  });

  it.each([
    [
      'Local Child Safeguarding Practice\nReview: Child K',
      'case_review',
      'Local Child Safeguarding Practice Review: Child K',
    ],
    ['Serious Case\nReview of Child T', 'case_review', 'Serious Case Review of Child T'],
    ['Joint Targeted Area\nInspection of Westmarch', 'jtai', 'Joint Targeted Area Inspection of Westmarch'],
  ])('of a report whose first line is only half of what it is called: %s', (lines, kind, title) => {
    expect(
      document(`
${lines}

Westmarch Safeguarding Children Partnership

This report considers what agencies did.
`),
    ).toMatchObject({ kind, title });
  });

  it('of a letter: its own date is the date of publication', () => {
    expect(
      document(`
        Ofsted
        13 June 2017

        Jo Bloggs
        Director of Children's Services
        Westmarch Metropolitan Borough Council

        Dear Jo

        Monitoring visit of Westmarch Metropolitan Borough Council children's services

        This letter summarises the findings of the monitoring visit to Westmarch on 3 and 4 May 2017.
      `),
    ).toMatchObject({
      kind: 'monitoring_visit',
      authority: 'Westmarch Metropolitan Borough Council',
      inspectedFrom: '2017-05-03',
      inspectedTo: '2017-05-04',
      published: '2017-06-13',
    });
  });

  it('of a joint inspection: the principal authority and the printed deadline of the statement', () => {
    expect(
      document(`
        6 January 2023

        Joint targeted area inspection of Westmarch

        This inspection took place from 7 to 11 November 2022.

        Next steps

        We have determined that Westmarch Council is the principal authority.

        The partnership should send the written statement of action to statements@example.org by Friday 18 April 2023.
      `),
    ).toMatchObject({
      kind: 'jtai',
      authority: 'Westmarch Council',
      inspectedFrom: '2022-11-07',
      responseDue: '2023-04-18',
    });
  });

  it('null where nothing is printed', () => {
    expect(document('Some words about nothing in particular.')).toMatchObject({
      kind: 'other',
      authority: null,
      published: null,
      inspectedFrom: null,
    });
  });

  test.each([
    ["Focused visit to Westmarch County Council children's services", 'focused_visit'],
    ["Inspection of Westmarch local authority children's services", 'ilacs_inspection'],
    ["Inspection of children's social care services", 'ilacs_inspection'],
    ['Inspection of safeguarding and looked after children services', 'looked_after_children_inspection'],
    [
      'Inspection of progress made in the provision of safeguarding services in Westmarch',
      'safeguarding_progress_inspection',
    ],
    ['Serious case review: Child A', 'case_review'],
    ['Local child safeguarding practice review: Child B', 'case_review'],
    ['The Westmarch Inquiry', 'public_inquiry'],
    ['Peer challenge of children’s services', 'peer_review'],
    ['Internal audit report: fostering payments', 'audit'],
    ['Improvement notice to Westmarch County Council', 'improvement_notice'],
    ['Statutory direction to Westmarch County Council', 'statutory_direction'],
    ['Self-evaluation of children’s services', 'self_evaluation'],
  ])('"%s" is a document of kind %s', (title, kind) => {
    expect(document(`${title}\n\nSome words that follow the title.`).kind).toBe(kind);
  });
});
