import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { COLOURS } from '../../../domain/rating/reason-code.js';
import type {
  Commentary,
  PackContent,
  PackException,
  PackVoice,
} from '../../../domain/report/pack-content.js';
import type { PaperBlock } from '../../../platform/papers/paper.js';
import { plural } from '../../../platform/templates/filters.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { fitting, linesOf } from './line-room.js';
import { completeWords, deliveryAndImpact, recommendationsMet } from './headline-words.js';
import {
  dueWords,
  actionWords,
  exceptionTable,
  explanationWords,
  peopleWords,
  voiceTable,
} from './pack-tables.js';
import { RATING_LETTERS, ratingColumn } from './rating-letters.js';

/**
 * Six pages of A4, in lines of running text. What is kept free for a section is never taken by one before it; what a
 * section does not need goes to the next.
 */
const ALL_LINES = 308;
const HEADLINE = 48;
const KEPT = { exceptions: 60, decisions: 20, voices: 16 } as const;
/** A line of a table is lower than a line of running text. */
const TABLE_LINE = 0.87;

export interface PartA {
  readonly blocks: readonly PaperBlock[];
  /** What had no room, for the appendix. */
  readonly left: {
    readonly commentary: readonly Commentary[];
    readonly exceptions: boolean;
    readonly decisions: boolean;
    readonly voices: boolean;
  };
}

/** What the board reads first, at most six pages: commentary, headline, exceptions, decisions wanted, and what we were told. */
export function partA(content: PackContent): PartA {
  let room = ALL_LINES - HEADLINE - KEPT.exceptions - KEPT.decisions - KEPT.voices;
  const commentary = fitting(content.commentary, commentaryLines, room);
  room += KEPT.exceptions - commentary.used;
  const exceptions = fitting(content.exceptions, exceptionLines, room - 6);
  room += KEPT.decisions - exceptions.used - 6;
  const groups = decisionsIn(content, room - 4);
  room += KEPT.voices - groups.used - 4;
  const voices = fitting(content.voices, voiceLines, room - 4);
  return {
    blocks: [
      heading('Commentary', 'commentary'),
      ...(content.commentary.length === 0 ? [paragraph('No commentary was written.')] : []),
      ...commentary.shown.flatMap(commentaryBlocks),
      ...more(commentary.left.length, 'commentary', 'commentaries'),
      ...headline(content),
      heading('Exceptions', 'exceptions'),
      paragraph(exceptionsSentence(content)),
      ...(exceptions.shown.length === 0 ? [] : [exceptionTable('Exceptions', exceptions.shown)]),
      ...more(exceptions.left.length, 'exception'),
      heading('Decisions wanted', 'decisions-wanted'),
      ...groups.blocks,
      ...more(groups.left, 'decision wanted', 'decisions wanted'),
      heading('What children, families and staff told us', 'told-us'),
      ...(content.voices.length > 0 && voices.shown.length === 0
        ? []
        : [voiceTable('What children, families and staff told us', voices.shown)]),
      ...more(voices.left.length, 'of them', 'of them'),
    ],
    left: {
      commentary: commentary.left,
      exceptions: exceptions.left.length > 0,
      decisions: groups.left > 0,
      voices: voices.left.length > 0,
    },
  };
}

export function commentaryBlocks({ by, role, better, worries, asks }: Commentary): PaperBlock[] {
  const said: [string, string][] = [
    ['What is better for children', better],
    ['What worries us', worries],
    ['What we ask of the board', asks],
  ];
  return [
    { kind: 'heading', level: 3, text: role === 'director' ? `${by}, director` : `${by}, accountable lead` },
    ...said
      .filter(([, words]) => words !== '')
      .map(([label, text]): PaperBlock => ({ kind: 'paragraph', label, text })),
  ];
}

export function decisionBlocks(groups: PackContent['decisionsWanted']): PaperBlock[] {
  return groups.flatMap(({ heading: title, lines }): PaperBlock[] => [
    { kind: 'heading', level: 3, text: title },
    { kind: 'list', items: lines.map(decisionWords) },
  ]);
}

function headline(content: PackContent): PaperBlock[] {
  const { actions, recommendations, measures } = content.headline;
  return [
    heading('Headline', 'headline'),
    { kind: 'paragraph', weight: 'lede', text: recommendationsMet(content) },
    paragraph(completeWords(content)),
    paragraph(deliveryAndImpact(content)),
    {
      kind: 'list',
      items: [
        `${actions.verified} verified, ${actions.embedded} embedded, of ${plural(actions.complete, 'complete action')}.`,
        `${actions.overdue} overdue, ${actions.noOwner} without an owner, of ${plural(actions.total, 'action')}.`,
        `Done on time: ${actions.doneByCurrentDate} by the current date, ${actions.doneByOriginalDate} by the original date, of ${plural(actions.complete, 'complete action')}.`,
        `${actions.turnedRedWithoutAmber} turned Red with no Amber before.`,
        `${plural(recommendations.withoutAction, 'open recommendation')} without an action.`,
        `${plural(measures.withoutFreshValue, 'measure')} of ${measures.total} without a fresh value.`,
      ],
    },
    {
      kind: 'figures',
      caption: 'Actions by colour',
      items: COLOURS.map((colour) => ({
        value: String(actions.counts[colour]),
        label: COLOUR_NAMES[colour],
        tone: colour,
      })),
    },
    {
      kind: 'table',
      caption: `What the colours mean (the ${content.preset} preset)`,
      columns: [
        ratingColumn('Letter', 0.5),
        { header: 'Colour', type: 'text', width: 0.8 },
        { header: 'Meaning', type: 'text', width: 5 },
        { header: 'Actions', type: 'number', width: 0.7 },
      ],
      rows: COLOURS.map((colour) => [
        RATING_LETTERS[colour],
        COLOUR_NAMES[colour],
        content.colourMeanings[colour],
        actions.counts[colour],
      ]),
      empty: '',
    },
  ];
}

function exceptionsSentence({ exceptions, headline: { actions } }: PackContent): string {
  if (exceptions.length === 0)
    return 'No action has been overdue for long, or was Red at the last pack and still is.';
  const verb = exceptions.length === 1 ? 'is' : 'are';
  return `${exceptions.length} of ${plural(actions.total, 'action')} ${verb} on the exception list: long overdue, or Red at the last pack and now. Priority actions stand first.`;
}

function decisionsIn(content: PackContent, room: number) {
  const lines = content.decisionsWanted.flatMap((group) => group.lines.map((line) => ({ group, line })));
  const fit = fitting(
    lines,
    ({ line }) => linesOf(decisionWords(line)) + 0.6,
    room - 2.5 * content.decisionsWanted.length,
  );
  const groups = content.decisionsWanted
    .map((group) => ({
      ...group,
      lines: fit.shown.filter((one) => one.group === group).map(({ line }) => line),
    }))
    .filter((group) => group.lines.length > 0);
  const blocks = lines.length === 0 ? [paragraph('No decision is wanted.')] : decisionBlocks(groups);
  return { blocks, left: fit.left.length, used: fit.used + 2.5 * groups.length };
}

function decisionWords({
  title,
  about,
  since,
}: PackContent['decisionsWanted'][number]['lines'][number]): string {
  return `${[withoutStop(title), withoutStop(about)].filter(Boolean).join(': ')} (since ${formatLongDate(since)})`;
}

/** A sentence that goes on has no full stop in the middle. */
function withoutStop(words: string): string {
  return words.replace(/\.$/, '');
}

function more(count: number, one: string, many?: string): PaperBlock[] {
  if (count === 0) return [];
  return [
    {
      kind: 'paragraph',
      weight: 'quiet',
      text: `${plural(count, one, many)} more: all of them are in the appendix.`,
    },
  ];
}

function commentaryLines({ better, worries, asks }: Commentary): number {
  return (
    2.6 +
    [better, worries, asks].reduce((lines, words) => lines + (words === '' ? 0 : linesOf(words, 92) + 1.9), 0)
  );
}

function exceptionLines(line: PackException): number {
  const cells: [string, number][] = [
    [actionWords(line), 24],
    [dueWords(line), 11],
    [peopleWords(line), 13],
    [explanationWords(line), 28],
  ];
  return Math.max(...cells.map(([text, letters]) => linesOf(text, letters))) * TABLE_LINE + 0.6;
}

function voiceLines({ said, changed }: PackVoice): number {
  return Math.max(4, linesOf(said, 32), linesOf(changed, 32)) * TABLE_LINE + 0.6;
}

function heading(text: string, id: string): PaperBlock {
  return { kind: 'heading', level: 2, text, id };
}

function paragraph(text: string): PaperBlock {
  return { kind: 'paragraph', text };
}
