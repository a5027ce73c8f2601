import writeXlsxFile, { type Cell } from 'write-excel-file/node';

const day = (iso: string): Cell => ({
  value: new Date(`${iso}T00:00:00Z`),
  type: Date,
  format: 'dd/mm/yyyy',
});
const month = (iso: string): Cell => ({ value: new Date(`${iso}T00:00:00Z`), type: Date, format: 'mmm-yy' });

const HEADER = [
  'Ref',
  'Recommendation',
  'What will we do?',
  'Action owner',
  'Accountable lead',
  'Start',
  'By when',
  'RAG',
  'Status',
  'Success measure',
  'Progress update',
];

/**
 * The plan of an invented council as such plans are: a title above, themes between the rows, merged cells, two owners in
 * one cell, dates that are none, colours as words, a total, a key below, and a second sheet that has nothing to do with it.
 */
export async function messyPlan(): Promise<Buffer> {
  const theme = (text: string): Cell[] => [{ value: text, columnSpan: 11, fontWeight: 'bold' }];
  return writeXlsxFile([
    {
      sheet: 'Improvement plan',
      data: [
        [{ value: 'Westmarch children’s services improvement plan', columnSpan: 11, fontWeight: 'bold' }],
        [{ value: 'Version 7, not for publication' }],
        [],
        HEADER.map((value) => ({ value, fontWeight: 'bold' as const })),
        theme('Theme 1: Help and protection'),
        // Row 6 and 7: one recommendation, merged down.
        [
          '1.1',
          { value: 'Recommendation 1', rowSpan: 2 },
          'See every child within ten days of referral',
          'Owner',
          'Lead',
          day('2026-12-01'),
          day('2027-01-29'),
          'Amber',
          'In progress',
          '95% of visits are in time',
          'Two teams have begun',
        ],
        [
          '1.2a',
          null,
          'Write the visiting standard',
          'owner@westmarch.example',
          'Lead',
          day('2026-12-01'),
          'Dec 2026',
          'Green',
          'Complete',
          'The standard is in use',
          null,
        ],
        [],
        theme('Theme 2: Supervision'),
        [
          '2.1',
          'Rec 2',
          'Supervise every social worker monthly',
          'Owner / Second Owner',
          'Lead',
          null,
          'Ongoing',
          'Red',
          'Delayed',
          'All are supervised',
          '=1+1 is not run',
        ],
        [
          '2.2',
          'Rec 2',
          'Train managers in reflective supervision',
          'Nobody Known',
          'Lead',
          day('2027-01-04'),
          month('2027-03-01'),
          'R',
          'Not started',
          null,
          null,
        ],
        [
          '2.3',
          '3',
          'Ask children what they think of their plans',
          'Owner',
          null,
          null,
          'Q3 2026/27',
          'Blue',
          'Mostly there',
          null,
          null,
        ],
        [{ value: 'Total actions' }, null, { value: 5, type: Number }],
        [{ value: 'Key: Red = late, Amber = at risk' }],
      ],
    },
    { sheet: 'Lists', data: [['Amber'], ['Green'], ['Red']] },
  ]).toBuffer();
}

/** A plan of so many rows, with nothing wrong in it. */
export async function tidyPlan(
  rows: number,
  change: (row: number) => Partial<Record<string, string>> = () => ({}),
): Promise<Buffer> {
  const data: Cell[][] = [
    [
      'Ref',
      'Action',
      'Owner',
      'Accountable lead',
      'Start date',
      'Due date',
      'Workstream',
      'Status',
      'Success measure',
    ],
  ];
  for (let row = 1; row <= rows; row += 1) {
    const own: Record<string, string | undefined> = change(row);
    data.push([
      `W${row}`,
      own['title'] ?? `Agree and write down step ${row} of the visiting standard`,
      own['owner'] ?? 'owner@westmarch.example',
      'lead@westmarch.example',
      day('2026-12-01'),
      own['due'] ?? day('2027-03-31'),
      `Theme ${1 + (row % 5)}`,
      own['status'] ?? 'In progress',
      'It is in use in every team',
    ]);
  }
  return writeXlsxFile([{ sheet: 'Plan', data }]).toBuffer();
}
