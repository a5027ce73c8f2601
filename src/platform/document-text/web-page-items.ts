import { Parser } from 'htmlparser2';
import { BrokenLines } from './broken-lines.js';
import { Flow, type FlowItem } from './flow.js';
import { PageWriter } from './web-page-writer.js';

/** No page that a person wrote nests deeper. */
const DEEPEST = 1_000;

/** Nor has any so many elements: nine in ten would be empty. */
const MOST_ELEMENTS = 1_000_000;

export type PageItems =
  { readonly items: FlowItem[]; readonly broken: string | null } | { readonly failed: 'nests' | 'overfull' };

/**
 * What stands in a page, in order; and, where the page is one that breaks every printed line, its text. `strict`
 * leaves out what is the site's by its name.
 */
export function readPage(source: string, strict: boolean): PageItems {
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
