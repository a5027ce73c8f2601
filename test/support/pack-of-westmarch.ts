import { localDate } from '../../src/domain/calendar/local-date.js';
import { addDays } from '../../src/domain/calendar/day-number.js';
import { COLOUR_MEANINGS } from '../../src/domain/rating/colour-words.js';
import { COLOURS, type Colour } from '../../src/domain/rating/reason-code.js';
import { spreadOf } from '../../src/domain/rating/recommendation-spread.js';
import type { PackAction, PackContent, PackException } from '../../src/domain/report/pack-content.js';

const AS_AT = localDate('2026-11-30');

/** What a pack of so many actions says; `wordy` makes every text as long as people write when they are worried. */
export function packOfWestmarch({ actions = 30, exceptions = 4, wordy = false } = {}): PackContent {
  const rows = Array.from({ length: actions }, (_, at) => actionOf(at));
  const complete = rows.filter(({ status }) => status === 'complete').length;
  const long = (text: string, times: number) => (wordy ? `${text} `.repeat(times).trim() : text);
  return {
    part: 1,
    authority: 'Westmarch Council',
    board: 'Improvement board',
    meetingOn: localDate('2026-12-08'),
    asAt: AS_AT,
    preset: 'standard',
    colourMeanings: COLOUR_MEANINGS,
    since: { pack: 'Pack 2', asAt: localDate('2026-10-30') },
    leftOut: 3,
    leftOutEmbargoed: 0,
    commentary: Array.from({ length: wordy ? 7 : 2 }, (_, at) => ({
      by: at === 0 ? 'Dana Director' : `Lee Lead ${at}`,
      role: at === 0 ? ('director' as const) : ('lead' as const),
      better: long('Children are seen sooner after a referral.', 14),
      worries: long('Two teams still work with agency staff.', 14),
      asks: long('Agree the two new dates.', 10),
    })),
    headline: {
      recommendations: { met: 12, total: 17, withoutAction: 1 },
      actions: {
        complete,
        total: rows.length,
        completeThen: complete - 1,
        totalThen: rows.length + 6,
        added: 2,
        cancelled: 8,
        withheld: 0,
        verified: 5,
        embedded: 2,
        overdue: 6,
        noOwner: 1,
        counts: spreadOf(rows),
        turnedRedWithoutAmber: 1,
        doneByCurrentDate: 4,
        doneByOriginalDate: 3,
      },
      measures: { atTarget: 2, total: 7, withoutFreshValue: 1 },
    },
    exceptions: Array.from({ length: exceptions }, (_, at) => exceptionOf(at, long)),
    decisionsWanted: [
      {
        heading: 'Date changes',
        lines: Array.from({ length: wordy ? 30 : 2 }, (_, at) => ({
          title: `A-${at + 1} Visit every child in time`,
          about: 'from 30 June 2026 to 30 November 2026',
          since: localDate('2026-11-02'),
        })),
      },
    ],
    voices: Array.from({ length: wordy ? 9 : 1 }, () => ({
      on: localDate('2026-10-14'),
      whose: 'children' as const,
      source: 'Survey of children in care',
      asked: 24,
      said: long('We want to keep the same social worker.', 6),
      changed: long('Case transfer is now agreed with the child.', 6),
      recommendationNumbers: ['3'],
    })),
    movement: [
      {
        kind: 'turned_red',
        title: 'Turned Red',
        lines: [{ id: 'a1', reference: 'A-2', title: 'Action 2', what: 'from Green to Red: overdue' }],
      },
    ],
    coverage: [
      { kind: 'no_action', recommendationNumber: '7', text: 'Improve the quality of plans.', since: null },
    ],
    recommendations: [
      {
        id: 'r1',
        number: '1',
        priority: 'priority_action',
        text: 'See every child within the time that the plan sets.',
        documentTitle: 'Inspection of Westmarch',
        status: 'open',
        marks: ['effect_not_confirmed'],
        spread: { red: 1, amber: 2, green: 5, blue: 0, grey: 0 },
        leadName: 'Lee Lead',
        sentence: 'Visits are on time in four of five teams.',
        sentenceOn: localDate('2026-11-20'),
      },
    ],
    measures: [
      {
        id: 'm1',
        name: 'Visits in time',
        unit: '%',
        direction: 'up',
        baseline: 60,
        baselineOn: localDate('2026-03-31'),
        target: 95,
        targetOn: localDate('2027-03-31'),
        standing: 'moved',
        source: 'Case system',
        values: [
          { on: localDate('2026-08-31'), value: 64.5 },
          { on: localDate('2026-09-30'), value: null },
          { on: localDate('2026-10-31'), value: 71.25 },
        ],
        isFresh: true,
        recommendationNumbers: ['1'],
      },
    ],
    findings: [
      {
        document: 'Monitoring visit letter',
        on: localDate('2026-11-04'),
        number: '4',
        text: 'Children are now visited more regularly.',
        link: 'supports',
        about: ['Recommendation 1'],
        note: '',
      },
    ],
    findingsSetAside: [],
    challenges: [
      {
        reference: 'C-1',
        question: 'Why has the date moved a second time?',
        askedBy: 'Ida Chair',
        askedOf: 'Lee Lead',
        raisedOn: localDate('2026-11-01'),
        dueOn: localDate('2026-11-15'),
        state: 'open',
        answer: null,
        ageDays: 29,
      },
    ],
    dueNext: rows.slice(0, 3),
    dueNextUntil: localDate('2027-01-19'),
    charts: {
      coloursOverTime: ['2026-09-30', '2026-10-31', '2026-11-30'].map((day, at) => ({
        on: localDate(day),
        counts: { red: 9 - at, amber: 7, green: 60 + at, blue: 2, grey: 4 },
      })),
      planAgainstActual: ['2026-09-30', '2026-10-31', '2026-11-30'].map((day, at) => ({
        on: localDate(day),
        byOriginalDate: 50 + 10 * at,
        byCurrentDate: 45 + 8 * at,
        done: 40 + 9 * at,
      })),
      ageOfOverdue: [
        { label: '1 to 5 working days', count: 2 },
        { label: 'More than 20 working days', count: 4 },
      ],
      judgements: [
        {
          area: 'Overall effectiveness',
          grades: [
            { document: 'Inspection 2022', on: localDate('2022-05-09'), grade: 'Inadequate' },
            {
              document: 'Inspection 2026',
              on: localDate('2026-03-02'),
              grade: 'Requires improvement to be good',
            },
          ],
        },
      ],
    },
    actions: rows,
  };
}

function actionOf(at: number): PackAction {
  const colour: Colour = COLOURS[at % COLOURS.length]!;
  const isComplete = colour === 'blue';
  return {
    id: `a${at}`,
    reference: `A-${at + 1}`,
    // A title that a spreadsheet would take for a formula, and names with letters that not every font has.
    title: at === 0 ? '=SUM(A1:A9) is what this action is called' : `Action ${at + 1}, “visits” & reviews`,
    status: isComplete ? 'complete' : 'in_progress',
    assurance: isComplete ? 'embedded' : 'not_reported',
    colour,
    reasons: colour === 'red' ? ['overdue'] : [],
    dueOn: addDays(AS_AT, at % 60),
    ownerId: `p${at % 7}`,
    priorityAction: at % 9 === 0,
    originalDueOn: addDays(AS_AT, (at % 60) - 20),
    reportedOn: null,
    notUpdated: false,
    timesMoved: at % 3,
    daysSlipped: (at % 3) * 14,
    ownerName: at % 5 === 4 ? null : 'Przemysław Łoś',
    leadName: 'Siân Ŵyn',
    agencyName: at % 4 === 0 ? 'Westmarch Police' : null,
    recommendationNumbers: ['1', '3'],
    restricted: false,
    lastRatings: ['green', 'amber', colour],
  };
}

function exceptionOf(at: number, long: (text: string, times: number) => string): PackException {
  return {
    ...actionOf(at * COLOURS.length),
    colour: 'red',
    reasons: ['overdue', 'called_red'],
    since: localDate('2026-10-01'),
    explanation: long('Two posts are empty. Both are filled in January.', 5),
    explainedBy: 'Olu Owner',
    explainedOn: localDate('2026-11-25'),
    recoveryOn: localDate('2027-01-29'),
    lastRatings: ['amber', 'red', 'red'],
  };
}
