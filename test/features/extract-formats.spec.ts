import { describe, expect, it } from '@jest/globals';
import type { Extraction } from '../../src/domain/intake/extraction.js';
import { extractBytes } from '../../src/platform/document-text/extract-file.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { inFiveFormats, type ReportPart } from '../accuracy/one-report.js';

async function read(bytes: Uint8Array, name: string): Promise<Extraction> {
  const result = await extractBytes(bytes, name);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

const said = (found: Extraction) => ({
  kind: found.document.kind,
  authority: found.document.authority,
  published: found.document.published,
  judgements: found.judgements.map((one) => `${one.area}: ${one.grade}`),
  recommendations: found.recommendations.map((one) => [
    one.number,
    one.priority,
    one.addressee,
    one.theme,
    one.timescale,
    one.text,
  ]),
});

const LONG =
  'Inspectors read the files of children in every district and spoke to families, carers and partners about the help that was given to them and what came of it in the end.';

const NUMBERED: ReportPart[] = [
  { title: 'Inspection of Westmarch local authority children’s services' },
  { text: 'Inspection dates: 3 May 2027 to 14 May 2027' },
  { text: 'Report published: 21 June 2027' },
  {
    rows: [
      ['Judgement', 'Grade'],
      ['The impact of leaders on social work practice', 'Requires improvement to be good'],
      ['The experiences and progress of children who need help and protection', 'Inadequate'],
      ['The experiences and progress of children in care', 'Good'],
      ['Overall effectiveness', 'Inadequate'],
    ],
  },
  { heading: 'What needs to improve?', level: 2 },
  {
    numbered: [
      'The speed with which plans are agreed for children who wait at home, so that each child has one within ten working days.',
      'Supervision of social workers^1, which should be regular and recorded.',
      'Help for young carers aged 16 to 18.',
    ],
  },
  { heading: 'The impact of leaders on social work practice: requires improvement to be good', level: 2 },
  { text: LONG },
  { text: `${LONG} ${LONG}` },
];

const BOXED: ReportPart[] = [
  { title: 'Inspection of Westmarch County Council services for children' },
  { text: 'Report published: 21 June 2017' },
  { heading: 'Summary of findings', level: 2 },
  { bullets: ['Leaders know their services.', 'Plans are late.'] },
  { heading: 'Recommendations', level: 2 },
  { heading: 'Leadership and governance', level: 3 },
  { numbered: ['Ensure that every plan has an owner.', 'Publish the plan and keep it up to date.'], from: 4 },
  { heading: 'Children in care', level: 3 },
  {
    numbered: [
      'Agree with partners how health assessments are done, how long they may take and who is told when they are late.',
      'Review the offer to care leavers.',
    ],
    from: 6,
  },
  { heading: 'Information about this inspection', level: 2 },
  { text: LONG },
];

const BULLETED: ReportPart[] = [
  { title: 'Focused visit to Westmarch children’s services' },
  { text: 'This letter summarises the findings of the focused visit to Westmarch on 3 and 4 May 2027.' },
  { heading: 'What needs to improve in this area of social work practice', level: 2 },
  {
    bullets: [
      'The quality and timeliness of assessments.',
      'Management oversight of what social workers do and decide, in particular of:',
      ['decisions about risk', 'reasons that are written down.'],
      'The response to children who go missing.',
    ],
  },
  { heading: 'Findings', level: 2 },
  { text: LONG },
];

const TABLED: ReportPart[] = [
  { title: 'Area SEND inspection of Westmarch Local Area Partnership' },
  { text: 'Inspection dates: 3 to 7 May 2027' },
  { heading: 'Areas for priority action', level: 2 },
  {
    rows: [
      ['Responsible body', 'Areas for priority action'],
      ['Westmarch County Council', 'Leaders must act to shorten waits.'],
      ['NHS Westmarch ICB', 'Leaders must publish what they agreed.'],
    ],
  },
  { heading: 'Areas for improvement', level: 2 },
  { text: 'Leaders should improve how plans are checked, so that each is written within twenty weeks.' },
  { heading: 'Local area partnership details', level: 2 },
  { text: LONG },
];

describe('the same report reads the same in every format', () => {
  it.each([
    ['numbered items', NUMBERED, 3],
    ['numbers that go on under themes', BOXED, 4],
    ['bullets with bullets inside', BULLETED, 3],
    ['a table with a responsible body', TABLED, 3],
  ])('%s', async (_, parts, count) => {
    const formats = Object.entries(inFiveFormats(parts));
    const readings: Extraction[] = [];
    for (const [name, bytes] of formats) readings.push(await read(bytes, name));
    const [first] = readings;
    expect(first!.recommendations).toHaveLength(count);
    for (const [at, found] of readings.entries()) {
      expect([formats[at]![0], said(found)]).toEqual([formats[at]![0], said(first!)]);
    }
  });
});
