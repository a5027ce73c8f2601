import { svgOf } from '../charts/svg.js';
import { cellText, toneOf } from './cell-text.js';
import { sizeOfPicture } from './picture-size.js';
import type { Paper, PaperBlock, PaperTable } from './paper.js';
import { isCaptionSeen } from './seen-captions.js';

/**
 * The paper as `papers/paper.njk` shows it: cells in words, charts drawn, every heading and table with an id of its
 * own that stays the same while the words do, so that it can be linked to.
 */
export function paperView(paper: Paper) {
  const idOf = idMaker();
  const blocks = paper.blocks.map((block, at) => blockView(block, idOf, isCaptionSeen(paper.blocks, at)));
  return {
    title: paper.title,
    organisation: paper.organisation,
    subtitle: paper.subtitle,
    footer: paper.footer,
    logo: paper.logo && logoView(paper.logo),
    blocks,
    contents: contentsOf(blocks),
  };
}

/** The picture lies in the page itself, so that a file needs nothing else. */
function logoView({ bytes, alternative }: NonNullable<Paper['logo']>) {
  const kind = sizeOfPicture(bytes).type === 'png' ? 'png' : 'jpeg';
  return { address: `data:image/${kind};base64,${bytes.toString('base64')}`, alternative };
}

type Heading = {
  readonly kind: 'heading';
  readonly level: number;
  readonly text: string;
  readonly id: string;
};

/** The parts with what stands in each. */
function contentsOf(blocks: readonly { readonly kind: string }[]) {
  const parts: { text: string; href: string; within: { text: string; href: string }[] }[] = [];
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    const { level, text, id } = block as Heading;
    const entry = { text, href: `#${id}` };
    if (level === 1) parts.push({ ...entry, within: [] });
    else if (level === 2) parts.at(-1)?.within.push(entry);
  }
  return parts;
}

type IdMaker = (words: string) => string;

function blockView(block: PaperBlock, idOf: IdMaker, isCaptionShown: boolean) {
  switch (block.kind) {
    case 'heading':
      return { ...block, id: idOf(block.id ?? block.text) };
    case 'table':
      return { ...tableView(block, idOf), isCaptionShown };
    case 'chart': {
      const id = idOf(`chart ${block.drawing.title}`);
      return {
        kind: block.kind,
        id,
        svg: svgOf(block.drawing, { id }),
        title: block.drawing.title,
        sentence: block.sentence,
        table: block.table && { ...tableView(block.table, idOf), isCaptionShown: true },
      };
    }
    default:
      return block;
  }
}

/** On a phone a row with so many columns is a card: nobody reads sideways. */
const STACKED_FROM = 4;

function tableView({ kind, caption, columns, rows, empty }: PaperTable, idOf: IdMaker) {
  return {
    kind,
    id: idOf(`table ${caption}`),
    caption,
    columns,
    isStacked: columns.length >= STACKED_FROM,
    empty,
    rows: rows.map((row) =>
      row.map((cell, at) => {
        const column = columns[at]!;
        return {
          text: cellText(cell, column),
          tone: toneOf(cell, column),
          column: column.header,
          isNumber: column.type === 'number',
        };
      }),
    ),
  };
}

/** "Findings set aside" becomes "findings-set-aside", the next of that name "findings-set-aside-2". */
function idMaker(): IdMaker {
  const taken = new Map<string, number>();
  return (words) => {
    const slug =
      words
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 60) || 'part';
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  };
}
