import { svgOf } from '../charts/svg.js';
import { cellText, toneOf } from './cell-text.js';
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
    blocks,
    contents: blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 1 ? [{ text: block.text, href: `#${block.id}` }] : [],
    ),
  };
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

function tableView({ kind, caption, columns, rows, empty }: PaperTable, idOf: IdMaker) {
  return {
    kind,
    id: idOf(`table ${caption}`),
    caption,
    columns,
    empty,
    rows: rows.map((row) =>
      row.map((cell, at) => {
        const column = columns[at]!;
        return {
          text: cellText(cell, column),
          tone: toneOf(cell, column),
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
