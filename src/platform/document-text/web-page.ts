import { Parser } from 'htmlparser2';
import type { DocumentText } from '../../domain/intake/document-text.js';
import { brokenLines } from './broken-lines.js';
import { Flow, type FlowItem } from './flow.js';
import { linesOfFlow } from './flow-lines.js';
import { refusal, type Refusal } from './refusal.js';
import { PageWriter } from './web-page-writer.js';

/** No page that a person wrote nests deeper. */
const DEEPEST = 1_000;

/** Share of the letters below which the parts taken for the site's own were the document after all. */
const TOO_LITTLE = 0.25;

/** A saved web page as lines: its own text without the site around it. */
export function webPage(source: string, fileName: string): DocumentText | Refusal {
  const broken = brokenLines(source);
  if (broken) return broken;
  const strict = itemsOf(source, true);
  if (strict === null) {
    return refusal(
      'damaged',
      `${fileName} nests its parts without end, as no web page does: save the page again, or send it as PDF.`,
    );
  }
  let items = strict;
  if (lettersIn(strict) < 2_000) {
    const all = itemsOf(source, false) ?? [];
    if (lettersIn(strict) < lettersIn(all) * TOO_LITTLE) items = all;
  }
  const text = linesOfFlow(items, 'html', { paged: false, wrapped: false });
  if (text.pages.some((page) => page.lines.length > 0)) return text;
  return refusal('empty', `${fileName} holds no text: save the page again when it has loaded, or as PDF.`);
}

function itemsOf(source: string, strict: boolean): FlowItem[] | null {
  const flow = new Flow();
  const writer = new PageWriter(flow, strict);
  let depth = 0;
  let sound = true;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > DEEPEST) {
        sound = false;
        parser.pause();
        return;
      }
      writer.open(name, attributes);
    },
    onclosetag(name) {
      depth--;
      writer.close(name);
    },
    ontext(words) {
      writer.text(words);
    },
  });
  for (let at = 0; at < source.length && sound; at += 65_536) parser.write(source.slice(at, at + 65_536));
  if (!sound) return null;
  parser.end();
  writer.end();
  return writer.chosen(flow.done());
}

function lettersIn(items: readonly FlowItem[]): number {
  return items.reduce(
    (sum, item) => sum + (item.kind === 'row' ? item.cells.join('').length : item.text.length),
    0,
  );
}
