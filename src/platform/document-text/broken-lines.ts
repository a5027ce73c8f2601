import { MOST_LETTERS } from './flow.js';
import { isAroundTheText } from './web-page-parts.js';

/** Fewer line breaks say nothing about how a page was made. */
const FEWEST_BREAKS = 40;

const ENDS_LINES = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'table',
  'tr',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
]);
const KEPT = new Set(['b', 'strong', 'i', 'em', 'sup']);

/**
 * Collects a page as the text that a converter made of print: every printed line ends in a line break, a rule ends a
 * page, and nothing says where a paragraph or a list begins.
 */
export class BrokenLines {
  private readonly pieces: string[] = [];
  private letters = 0;
  private skipping = 0;
  private breaks = 0;
  private parts = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.skipping > 0 || isAroundTheText(name, attributes, false, false)) this.skipping++;
    else if (name === 'br') {
      this.breaks++;
      this.pieces.push('\n');
    } else if (name === 'hr') this.pieces.push('\f');
    else if (KEPT.has(name)) this.pieces.push(`<${name}>`);
    else if (name === 'li') this.pieces.push('\n• ');
    else if (ENDS_LINES.has(name)) this.pieces.push('\n\n');
  }

  close(name: string): void {
    if (this.skipping > 0) {
      this.skipping--;
      return;
    }
    if (/^(?:p|li|td|th|h[1-6])$/.test(name)) this.parts++;
    if (KEPT.has(name)) this.pieces.push(`</${name}>`);
    else if (ENDS_LINES.has(name)) this.pieces.push('\n\n');
  }

  write(words: string): void {
    if (this.skipping > 0 || this.letters > MOST_LETTERS) return;
    this.letters += words.length;
    this.pieces.push(words.replace(/[\s\u00A0]+/g, ' ').replaceAll('<', '&lt;'));
  }

  /** The text, where the page is of this kind; null for any other page. */
  text(): string | null {
    if (this.breaks < FEWEST_BREAKS || this.breaks < 3 * this.parts) return null;
    return this.pieces
      .join('')
      .replace(/ +/g, ' ')
      .replace(/ ?(\n) ?/g, '$1')
      .replace(/\n((?:<\/(?:b|i|strong|em)>)+)/g, '$1\n');
  }
}
