import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { COLOURS } from '../../../domain/rating/reason-code.js';
import { withUnit } from '../../../domain/report/chart-sentences.js';
import {
  chartsBetween,
  datesMovedBetween,
  measuresBetween,
  recommendationsBetween,
  type DatedOrHidden,
} from '../../../domain/report/review-between.js';
import type { PackFinding, PackRecommendation } from '../../../domain/report/pack-content.js';
import type { Paper, PaperBlock, PaperTable } from '../../../platform/papers/paper.js';
import { plural } from '../../../platform/templates/filters.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { ANSWER_NAMES } from '../../findings/finding-words.js';
import { STANDING_NAMES } from '../../recommendations/recommendation-words.js';
import { packCharts } from '../paper/pack-charts.js';
import { headlineTable, headlineWords } from './review-headline.js';
import type { Review } from './review.service.js';

/** What changed between two days, as a paper: recommendations met first, delivery and impact apart. */
export function reviewPaper(review: Review): Paper {
  const { from, to, earlier, later } = review;
  const period = `${formatLongDate(from)} to ${formatLongDate(to)}`;
  const preset =
    earlier.preset === later.preset
      ? `Rated by the ${later.preset} preset.`
      : `Rated by the ${earlier.preset} preset then and the ${later.preset} preset now: colours are not comparable.`;
  return {
    title: `Review of the improvement plan, ${period}`,
    organisation: later.authority,
    subtitle: `What changed between the end of ${formatLongDate(from)} and the end of ${formatLongDate(to)}. ${preset}`,
    footer: `Review, ${period}`,
    blocks: [
      ...headline(review),
      ...recommendations(review),
      { kind: 'heading', level: 1, text: 'What changed' },
      movementTable(review),
      datesTable(review),
      { kind: 'heading', level: 1, text: 'Impact: measures' },
      measuresTable(review),
      { kind: 'heading', level: 1, text: 'What inspectors and checks said' },
      findingsTable(review),
      setAsideTable(review),
      ...charts(review),
      { kind: 'heading', level: 1, text: 'What the words mean' },
      { kind: 'list', items: COLOURS.map((one) => `${COLOUR_NAMES[one]}: ${later.colourMeanings[one]}`) },
    ],
  };
}

function headline(review: Review): PaperBlock[] {
  const { leftOut, leftOutEmbargoed, headline: figures } = review.later;
  const left = [
    leftOut > 0 && plural(leftOut, 'restricted action'),
    leftOutEmbargoed > 0 && `${plural(leftOutEmbargoed, 'recommendation')} of documents not yet published`,
  ].filter(Boolean);
  return [
    { kind: 'heading', level: 1, text: 'Headline' },
    ...headlineWords(review),
    {
      kind: 'figures',
      caption: 'Actions by colour now',
      items: COLOURS.map((colour) => ({
        value: String(figures.actions.counts[colour]),
        label: COLOUR_NAMES[colour],
        tone: colour,
      })),
    },
    headlineTable(review),
    ...(left.length === 0
      ? []
      : [{ kind: 'paragraph' as const, weight: 'quiet' as const, text: `Left out: ${left.join(', ')}.` }]),
  ];
}

function recommendations({ earlier, later }: Review): PaperBlock[] {
  const between = recommendationsBetween(earlier.recommendations, later.recommendations);
  const { reopened, added } = between;
  return [
    { kind: 'heading', level: 1, text: 'Recommendations' },
    recommendationTable('Recommendations met', between.met, 'No recommendation was decided as met.'),
    ...(reopened.length > 0 ? [recommendationTable('Recommendations opened again', reopened, '')] : []),
    ...(added.length > 0 ? [recommendationTable('Recommendations added', added, '')] : []),
  ];
}

function recommendationTable(
  caption: string,
  rows: readonly PackRecommendation[],
  empty: string,
): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'Number', type: 'text', width: 0.7 },
      { header: 'Recommendation', type: 'text', width: 4 },
      { header: 'Class', type: 'text', width: 1.2 },
      { header: 'Document', type: 'text', width: 2 },
    ],
    rows: rows.map((row) => [row.number, row.text, PRIORITY_NAMES[row.priority], row.documentTitle]),
    empty,
  };
}

/** Date moves have a table of their own; the mark "not updated" is of a day and no change. */
function movementTable({ later }: Review): PaperTable {
  const sections = later.movement.filter(({ kind }) => kind !== 'moved' && kind !== 'not_updated');
  return {
    kind: 'table',
    caption: 'Actions',
    columns: [
      { header: 'What', type: 'text', width: 1.3 },
      { header: 'Reference', type: 'text', width: 0.8 },
      { header: 'Action', type: 'text', width: 3 },
      { header: 'From what to what', type: 'text', width: 2.4 },
    ],
    rows: sections.flatMap(({ title, lines }) =>
      lines.map(({ reference, title: action, what }) => [title, reference, action, what]),
    ),
    empty: 'No action changed its state, colour or owner.',
  };
}

function datesTable({ earlier, later }: Review): PaperTable {
  return {
    kind: 'table',
    caption: 'Due dates moved',
    columns: [
      { header: 'Reference', type: 'text', width: 0.8 },
      { header: 'Action', type: 'text', width: 3 },
      { header: 'From', type: 'date', width: 1.1 },
      { header: 'To', type: 'date', width: 1.1 },
      { header: 'First date', type: 'date', width: 1.1 },
      { header: 'Times moved in all', type: 'number', width: 0.8 },
      { header: 'Working days from the first date', type: 'number', width: 1 },
    ],
    rows: datesMovedBetween(earlier.actions, later.actions).map(({ action, from, to }) => [
      action.reference,
      action.title,
      from,
      to,
      action.originalDueOn,
      action.timesMoved,
      action.daysSlipped,
    ]),
    empty: 'No due date was moved.',
  };
}

const WENT = { better: 'Better', worse: 'Worse', the_same: 'The same' } as const;

function measuresTable({ later, from, to }: Review): PaperTable {
  return {
    kind: 'table',
    caption: 'Measures then and now',
    columns: [
      { header: 'Measure', type: 'text', width: 2.6 },
      { header: 'Then', type: 'text', width: 1.3 },
      { header: 'Date of data', type: 'date', width: 1.1 },
      { header: 'Now', type: 'text', width: 1.3 },
      { header: 'Date of data now', type: 'date', width: 1.1 },
      { header: 'Target', type: 'text', width: 1 },
      { header: 'Went', type: 'text', width: 0.9 },
      { header: 'Stands', type: 'text', width: 1.3 },
    ],
    rows: measuresBetween(later.measures, from, to).map(({ measure, before, after, went }) => [
      measure.name,
      valueWords(before, measure.unit, 'No value'),
      before?.on ?? null,
      valueWords(after, measure.unit, 'No value since'),
      after?.on ?? null,
      withUnit(measure.target, measure.unit),
      went === null ? '' : WENT[went],
      STANDING_NAMES[measure.standing],
    ]),
    empty: 'The plan has no measure.',
  };
}

function valueWords(value: DatedOrHidden | null, unit: string, none: string): string {
  if (value === null) return none;
  return value.value === null ? 'Fewer than 5, not shown' : withUnit(value.value, unit);
}

function findingsTable({ later }: Review): PaperTable {
  return {
    kind: 'table',
    caption: 'Findings linked between the two days',
    columns: [
      { header: 'Document', type: 'text', width: 1.6 },
      { header: 'Date', type: 'date', width: 1 },
      { header: 'Paragraph', type: 'text', width: 0.8 },
      { header: 'What it says', type: 'text', width: 3.4 },
      { header: 'How it stands to the plan', type: 'text', width: 1.3 },
      { header: 'About', type: 'text', width: 2 },
    ],
    rows: later.findings.map((row) => [
      row.document,
      row.on,
      row.number,
      row.text,
      answerName(row.link),
      row.about.join('\n'),
    ]),
    empty: 'No finding was linked.',
  };
}

function setAsideTable({ later }: Review): PaperTable {
  return {
    kind: 'table',
    caption: 'Weaknesses set aside, or linked as support',
    columns: [
      { header: 'Document', type: 'text', width: 1.6 },
      { header: 'Paragraph', type: 'text', width: 0.8 },
      { header: 'What it says', type: 'text', width: 3.4 },
      { header: 'Reason', type: 'text', width: 2 },
      { header: 'Agreed by', type: 'text', width: 1.2 },
    ],
    rows: later.findingsSetAside.map((row) => [
      row.document,
      row.number,
      row.text,
      row.reason,
      row.agreedBy ?? 'Nobody yet',
    ]),
    empty: 'No weakness was set aside.',
  };
}

function charts({ later, from }: Review): PaperBlock[] {
  const drawn = packCharts(chartsBetween(later.charts, from));
  return drawn.length === 0 ? [] : [{ kind: 'heading', level: 1, text: 'Over time' }, ...drawn];
}

function answerName(link: PackFinding['link']): string {
  return ANSWER_NAMES[link];
}
