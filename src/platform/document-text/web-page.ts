import { Parser } from 'htmlparser2';
import type { DocumentText } from '../../domain/intake/document-text.js';
import { BrokenLines } from './broken-lines.js';
import { Flow, type FlowItem } from './flow.js';
import { linesOfFlow } from './flow-lines.js';
import { plainDocument } from './plain-lines.js';
import { overfull, refusal, type Refusal } from './refusal.js';
import { PageWriter } from './web-page-writer.js';

/** No page that a person wrote nests deeper. */
const DEEPEST = 1_000;

/** Nor has any so many elements: nine in ten would be empty. */
const MOST_ELEMENTS = 1_000_000;

/** Share of the letters below which the parts taken for the site's own were the document after all. */
const TOO_LITTLE = 0.25;

type Page =
  { readonly items: FlowItem[]; readonly broken: string | null } | { readonly failed: 'nests' | 'overfull' };

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

function readPage(source: string, strict: boolean): Page {
  const flow = new Flow();
  const writer = new PageWriter(flow, strict);
  const broken = new BrokenLines();
  let depth = 0;
  let elements = 0;
  let nests = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      elements++;
      if (++depth > DEEPEST) {
        nests = true;
        parser.pause();
        return;
      }
      writer.open(name, attributes);
      broken.open(name, attributes);
    },
    onclosetag(name) {
      depth--;
      writer.close(name);
      broken.close(name);
    },
    ontext(words) {
      writer.text(words);
      broken.write(words);
    },
  });
  for (let at = 0; at < source.length; at += 65_536) {
    parser.write(source.slice(at, at + 65_536));
    if (nests) return { failed: 'nests' };
    if (elements > MOST_ELEMENTS || flow.isOverfull() || writer.isOverfull()) return { failed: 'overfull' };
  }
  parser.end();
  writer.end();
  return { items: writer.chosen(flow.done()), broken: strict ? broken.text() : null };
}

function lettersIn(items: readonly FlowItem[]): number {
  return items.reduce(
    (sum, item) => sum + (item.kind === 'row' ? item.cells.join('').length : item.text.length),
    0,
  );
}
