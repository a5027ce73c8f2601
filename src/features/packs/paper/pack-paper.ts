import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { packName } from '../../../domain/lifecycle/pack.js';
import type { PackContent } from '../../../domain/report/pack-content.js';
import type { Paper, PaperBlock } from '../../../platform/papers/paper.js';
import { plural } from '../../../platform/templates/filters.js';
import { appendix } from './pack-appendix.js';
import { withFullColumns } from './full-columns.js';
import { partA } from './pack-part-a.js';

/** Which pack it is; `number` null: one that has not been issued. */
export interface PackLabel {
  readonly number: number | null;
  readonly issue: number;
  /** What this issue puts right; empty for the first. */
  readonly whatChanged: string;
}

export interface PackPaperOptions {
  /** With the list behind every figure: for workbooks and CSV; on paper it would be no pack any more. */
  readonly withEveryAction?: boolean;
  readonly logo?: Paper['logo'];
  /** A page on a small screen wants narrower charts, so that their words stay as large as others. */
  readonly chartWidth?: number;
}

/**
 * A pack on paper: Part A, which the board reads at the meeting, then the appendix. `label` null: the plan as it stands
 * now, without a pack.
 */
export function packPaper(
  content: PackContent,
  label: PackLabel | null,
  options: PackPaperOptions = {},
): Paper {
  const first = partA(content);
  const withEveryAction = options.withEveryAction ?? false;
  const blocks: PaperBlock[] = [
    { kind: 'heading', level: 1, text: 'Part A', id: 'part-a' },
    ...notes(content, label),
    ...first.blocks,
    { kind: 'page_break' },
    { kind: 'heading', level: 1, text: 'Appendix', id: 'appendix' },
    ...appendix(content, first.left, { withEveryAction, chartWidth: options.chartWidth }),
  ];
  return {
    title: 'Progress of the improvement plan',
    organisation: content.authority,
    subtitle: subtitle(content),
    footer: footer(label, content.part),
    ...(options.logo && { logo: options.logo }),
    blocks: withEveryAction ? blocks : blocks.map(withFullColumns),
  };
}

function footer(label: PackLabel | null, part: 1 | 2): string {
  return `${label === null ? 'The plan as it stands' : packName(label)}, Part ${part}`;
}

function subtitle({ board, meetingOn, asAt, preset, part }: PackContent): string {
  const meeting = meetingOn === null ? '' : `, meeting of ${formatLongDate(meetingOn)}`;
  return `${board}${meeting}. As at ${formatLongDate(asAt)}. Rated by the ${preset} preset. Part ${part}.`;
}

/** What a reader must know before the first figure: that it is a correction, and what it does not have. */
function notes({ part, leftOut, leftOutEmbargoed }: PackContent, label: PackLabel | null): PaperBlock[] {
  const said: string[] = [];
  if (label !== null && label.whatChanged !== '')
    said.push(
      `Issue ${label.issue} takes the place of issue ${label.issue - 1}. What changed: ${label.whatChanged}`,
    );
  if (part === 1 && leftOut > 0)
    said.push(`${plural(leftOut, 'restricted action')} (Part 2) left out: neither listed nor counted.`);
  if (part === 2)
    said.push('This is Part 2: it has restricted items and is only for those who may read them.');
  if (leftOutEmbargoed > 0) {
    said.push(
      `${plural(leftOutEmbargoed, 'recommendation')} of documents that are not public yet left out: neither listed nor counted.`,
    );
  }
  return said.map((text) => ({ kind: 'paragraph', text }));
}
