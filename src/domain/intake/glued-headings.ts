import type { Block } from './blocks.js';
import { headingMeaning } from './heading-roles.js';
import { lineMark } from './line-marks.js';
import { endsSentence } from './wording.js';

/**
 * Converters that drop the space between paragraphs leave a heading at the end of the item before it: "… in time.
 * Care leavers" above "6. Ensure …". Its last printed line is taken off again where the words before it are
 * finished, the line is short and looks like a heading, and a mark, a heading or a table follows.
 */
export function ungluedHeadings(blocks: readonly Block[]): Block[] {
  const parted: Block[] = [];
  for (const [at, block] of blocks.entries()) {
    const heading = gluedHeading(block, blocks[at + 1]);
    if (heading === null) {
      parted.push(block);
      continue;
    }
    const { page, line } = block.lastLine;
    parted.push(
      {
        ...block,
        text: block.text.slice(0, -heading.length).trim(),
        place: { ...block.place, toPage: page, toLine: Math.max(1, line - 1) },
      },
      {
        ...block,
        kind: 'heading',
        text: heading,
        number: null,
        labelled: false,
        level: null,
        cells: [],
        left: block.lastLine.left,
        gap: block.lastLine.gap,
        place: { page, fromLine: line, toPage: page, toLine: line },
      },
    );
  }
  return parted;
}

function gluedHeading(block: Block, next: Block | undefined): string | null {
  const line = block.lastLine.text.trim();
  const { kind, text, place } = block;
  if (kind === 'row' || kind === 'heading' || block.lastLine.bold || !next) return null;
  if (place.fromLine === place.toLine && place.page === place.toPage) return null;
  if (
    line.length > 75 ||
    line.length < 4 ||
    !text.endsWith(line) ||
    !endsSentence(text.slice(0, -line.length))
  )
    return null;
  if (!/^\p{Lu}/u.test(line) || /[.,;:!?)]$/.test(line) || lineMark(line, null) !== null) return null;
  if (headingMeaning(line) !== null) return line;
  return next.kind === 'numbered' || next.kind === 'bullet' ? line : null;
}
