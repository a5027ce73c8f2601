import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { coloursIn, type Spread } from '../../../domain/rating/recommendation-spread.js';
import type { CoverageGap, PackContent } from '../../../domain/report/pack-content.js';
import type { PaperBlock, PaperTable } from '../../../platform/papers/paper.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { ANSWER_NAMES } from '../../findings/finding-words.js';
import { MARK_NAMES, STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import { measureCharts } from './measure-charts.js';
import { packCharts } from './pack-charts.js';
import { measureTable, valueTable } from './pack-measures.js';
import { commentaryBlocks, decisionBlocks, type PartA } from './pack-part-a.js';
import { actionTable, dayOrNothing, exceptionTable, LAST_RATINGS, voiceTable } from './pack-tables.js';
import { ratingColumn, ratingLetters } from './rating-letters.js';

/** Everything behind Part A, and what had no room in it. */
export function appendix(
  content: PackContent,
  left: PartA['left'],
  { withEveryAction, chartWidth }: { withEveryAction: boolean; chartWidth: number | undefined },
): PaperBlock[] {
  return [
    ...leftFromPartA(content, left),
    part('Movement', [movementTable(content)]),
    part('Over time', packCharts(content.charts, chartWidth)),
    part('Recommendations', [recommendationTable(content)]),
    part('Coverage gaps', [coverageTable(content.coverage)]),
    part('Measures', [
      measureTable(content.measures),
      ...measureCharts(content.measures),
      valueTable(content.measures),
    ]),
    part('What inspectors and checks said', [findingTable(content)]),
    part('Findings set aside', [setAsideTable(content)]),
    part('Challenges', [challengeTable(content)]),
    part('Due before the next meeting', [
      actionTable(
        `Due by ${formatLongDate(content.dueNextUntil)}`,
        content.dueNext,
        `No open action is due by ${formatLongDate(content.dueNextUntil)}.`,
      ),
    ]),
    ...(withEveryAction
      ? [
          part('Every counted action', [
            actionTable('Every counted action', content.actions, 'No action is counted.'),
          ]),
        ]
      : []),
  ].flat();
}

function part(text: string, blocks: readonly PaperBlock[]): PaperBlock[] {
  if (blocks.length === 0) return [];
  return [{ kind: 'heading', level: 2, text }, ...blocks];
}

function leftFromPartA(content: PackContent, left: PartA['left']): PaperBlock[] {
  return [
    ...part('Commentary continued', left.commentary.flatMap(commentaryBlocks)),
    ...(left.exceptions
      ? part('All exceptions', [exceptionTable('All exceptions', content.exceptions)])
      : []),
    ...(left.decisions ? part('All decisions wanted', decisionBlocks(content.decisionsWanted)) : []),
    ...(left.voices
      ? part('All that we were told', [voiceTable('All that we were told', content.voices)])
      : []),
  ];
}

function movementTable({ movement, since, actions }: PackContent): PaperTable {
  const ratings = new Map(actions.map(({ id, lastRatings }) => [id, lastRatings]));
  return {
    kind: 'table',
    caption: since === null ? 'Movement' : `Movement since ${since.pack} (${formatLongDate(since.asAt)})`,
    columns: [
      { header: 'What happened', type: 'text', width: 1.3 },
      { header: 'Reference', type: 'text', width: 0.9 },
      { header: 'Action', type: 'text', width: 2.6 },
      { header: 'From and to', type: 'text', width: 2.6 },
      ratingColumn(LAST_RATINGS),
    ],
    rows: movement.flatMap(({ title, lines }) =>
      lines.map((line) => [
        title,
        line.reference,
        line.title,
        line.what,
        ratingLetters(ratings.get(line.id) ?? []),
      ]),
    ),
    empty: since === null ? 'There was no pack before this one.' : 'Nothing in the plan changed.',
  };
}

function recommendationTable({ recommendations }: PackContent): PaperTable {
  return {
    kind: 'table',
    caption: 'Recommendations',
    columns: [
      { header: 'Number', type: 'text', width: 0.7 },
      { header: 'Recommendation', type: 'text', width: 3 },
      { header: 'Kind', type: 'text', width: 1.1 },
      { header: 'State and marks', type: 'text', width: 1.5 },
      { header: 'Its actions', type: 'text', width: 1.1 },
      { header: 'Lead, and their sentence', type: 'text', width: 2.6 },
    ],
    rows: recommendations.map((row) => [
      row.number ?? '',
      `${row.text}\n${row.documentTitle}`,
      PRIORITY_NAMES[row.priority],
      [STATUS_NAMES[row.status], ...row.marks.map((mark) => MARK_NAMES[mark])].join('\n'),
      spreadWords(row.spread),
      [
        row.leadName ?? 'No lead',
        row.sentence &&
          `${row.sentence}${row.sentenceOn === null ? '' : ` (${formatLongDate(row.sentenceOn)})`}`,
      ]
        .filter(Boolean)
        .join('\n'),
    ]),
    empty: 'No recommendation is in the plan.',
  };
}

/** "1 Red, 2 Amber, 5 Green"; never the worst alone. */
export function spreadWords(spread: Spread): string {
  const parts = coloursIn(spread).map(({ colour, count }) => `${count} ${COLOUR_NAMES[colour]}`);
  return parts.length === 0 ? 'No action' : parts.join(', ');
}

const GAP_NAMES: Readonly<Record<CoverageGap['kind'], string>> = {
  no_action: 'No action yet',
  only_drafts: 'Only drafts, none published',
  measure_not_moved: 'All actions done but the measure has not moved',
  effect_not_confirmed: 'Effect not confirmed',
  no_measure: 'No measure',
  not_looked_at: 'Not looked at since',
};

function coverageTable(gaps: PackContent['coverage']): PaperTable {
  return {
    kind: 'table',
    caption: 'Coverage gaps',
    columns: [
      { header: 'Gap', type: 'text', width: 1.6 },
      { header: 'Number', type: 'text', width: 0.7 },
      { header: 'What it is about', type: 'text', width: 4 },
    ],
    rows: gaps.map(({ kind, recommendationNumber, text, since }) => [
      kind === 'not_looked_at' && since === null
        ? 'Never looked at'
        : [GAP_NAMES[kind], dayOrNothing(since)].filter(Boolean).join(' '),
      recommendationNumber ?? '',
      text,
    ]),
    empty: 'Every recommendation has an action, a measure, and was looked at.',
  };
}

function findingTable({ findings }: PackContent): PaperTable {
  return {
    kind: 'table',
    caption: 'What inspectors and checks said',
    columns: [
      { header: 'Document', type: 'text', width: 1.6 },
      { header: 'Date', type: 'date', width: 1.1 },
      { header: 'Paragraph', type: 'text', width: 0.8 },
      { header: 'What it says', type: 'text', width: 3.4 },
      { header: 'Linked as', type: 'text', width: 1.1 },
      { header: 'About', type: 'text', width: 2.4 },
      { header: 'Note', type: 'text', width: 1.6 },
    ],
    rows: findings.map((row) => [
      row.document,
      row.on,
      row.number ?? '',
      row.text,
      ANSWER_NAMES[row.link],
      row.about.map((name) => name.replace(/\.$/, '')).join('\n'),
      row.note,
    ]),
    empty: 'No finding has been linked since the last pack.',
  };
}

function setAsideTable({ findingsSetAside }: PackContent): PaperTable {
  return {
    kind: 'table',
    caption: 'Findings set aside',
    columns: [
      { header: 'Document', type: 'text', width: 1.5 },
      { header: 'Paragraph', type: 'text', width: 0.8 },
      { header: 'What it says', type: 'text', width: 3 },
      { header: 'What was done', type: 'text', width: 1 },
      { header: 'Reason', type: 'text', width: 1.8 },
      { header: 'By, and agreed by', type: 'text', width: 1.3 },
      { header: 'Date', type: 'date', width: 1.1 },
    ],
    rows: findingsSetAside.map((row) => [
      row.document,
      row.number ?? '',
      row.text,
      row.how === 'set_aside' ? 'Set aside' : 'Linked as support',
      row.reason,
      `${row.by}\n${row.agreedBy === null ? 'Not agreed yet' : `Agreed by ${row.agreedBy}`}`,
      row.on,
    ]),
    empty: 'No weakness was set aside or linked as support.',
  };
}

const CHALLENGE_STATES = { open: 'Open', answered: 'Answered', closed: 'Closed' } as const;

function challengeTable({ challenges }: PackContent): PaperTable {
  return {
    kind: 'table',
    caption: 'Challenges that are open, or were closed since the last pack',
    columns: [
      { header: 'Reference', type: 'text', width: 0.9 },
      { header: 'Question', type: 'text', width: 2.6 },
      { header: 'Asked by', type: 'text', width: 1.1 },
      { header: 'Asked of', type: 'text', width: 1.1 },
      { header: 'Raised', type: 'date', width: 1.1 },
      { header: 'Due', type: 'date', width: 1.1 },
      { header: 'Age in days', type: 'number', width: 0.7 },
      { header: 'State and answer', type: 'text', width: 2 },
    ],
    rows: challenges.map((row) => [
      row.reference,
      row.question,
      row.askedBy,
      row.askedOf,
      row.raisedOn,
      row.dueOn,
      row.ageDays,
      [CHALLENGE_STATES[row.state], row.answer].filter(Boolean).join('\n'),
    ]),
    empty: 'No challenge is open, and none was closed since the last pack.',
  };
}
