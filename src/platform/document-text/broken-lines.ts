import type { DocumentText } from '../../domain/intake/document-text.js';
import { plainDocument } from './plain-lines.js';

/** Fewer line breaks say nothing about how a page was made. */
const FEWEST_BREAKS = 40;

/**
 * A page that a converter made from print: every printed line ends in a line break and nothing says where a paragraph
 * or a list begins. Such a page is read as the text it is; a rule across it ends a page. Null for any other page.
 */
export function brokenLines(source: string): DocumentText | null {
  const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0;
  const breaks = count(/<br\b/gi);
  if (breaks < FEWEST_BREAKS || breaks < 3 * count(/<\/(?:p|li|td|th|h[1-6])\s*>/gi)) return null;
  const text = source
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|title|nav|select|button)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/<hr\b[^>]*>/gi, '\f')
    .replace(/<\/?(?:p|div|h[1-6]|ul|ol|table|blockquote|pre)\b[^>]*>/gi, '\n\n')
    .replace(/<(?:li)\b[^>]*>/gi, '\n• ')
    .replace(/<br\b[^>]*>\s*((?:<\/(?:b|i|strong|em)>)+)/gi, '$1<br>')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<\/?(?!(?:b|strong|i|em|sup)\b)[a-z!?][^<>]*>/gi, '')
    .replace(/(?:&#160;|&nbsp;|\u00A0)+/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/^ +| +$/gm, '');
  return { ...plainDocument(text), format: 'html' };
}
