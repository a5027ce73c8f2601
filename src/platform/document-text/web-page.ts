import type { DocumentText } from '../../domain/intake/document-text.js';
import type { FlowItem } from './flow.js';
import { linesOfFlow } from './flow-lines.js';
import { plainDocument } from './plain-lines.js';
import { overfull, refusal, type Refusal } from './refusal.js';
import { readPage } from './web-page-items.js';

/** Share of the letters below which the parts taken for the site's own were the document after all. */
const TOO_LITTLE = 0.25;

/** A saved web page as lines: its own text without the site around it. */
export function webPage(source: string, fileName: string): DocumentText | Refusal {
  const strict = readPage(source, true);
  if ('failed' in strict) return failure(strict.failed, fileName);
  if (strict.broken !== null) return { ...plainDocument(strict.broken), format: 'html' };
  let { items } = strict;
  if (lettersIn(items) < 2_000) {
    const all = readPage(source, false);
    if ('items' in all && lettersIn(items) < lettersIn(all.items) * TOO_LITTLE) items = all.items;
  }
  const text = linesOfFlow(items, 'html', { paged: false, wrapped: false });
  if (text.pages.some((page) => page.lines.length > 0)) return text;
  return refusal('empty', `${fileName} holds no text: save the page again when it has loaded, or as PDF.`);
}

function failure(failed: 'nests' | 'overfull', fileName: string): Refusal {
  if (failed === 'overfull') return overfull(fileName);
  return refusal(
    'damaged',
    `${fileName} nests its parts without end, as no web page does: save the page again, or send it as PDF.`,
  );
}

function lettersIn(items: readonly FlowItem[]): number {
  return items.reduce(
    (sum, item) => sum + (item.kind === 'row' ? item.cells.join('').length : item.text.length),
    0,
  );
}
