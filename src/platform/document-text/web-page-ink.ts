import { raised } from './characters.js';

type Attributes = Readonly<Record<string, string>>;

interface Pen {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly raised: boolean;
  readonly mark: boolean;
  readonly kept: boolean;
}

export interface DrawnParagraph {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** The number or bullet that Word wrote before the text of a list item; null elsewhere. */
  readonly mark: string | null;
}

const NOTE_LINK = /^#_?(?:fn|ftn|edn|footnote|endnote|note)(?:ref)?[-_:]?\d/i;

/** The letters of the paragraph at hand: raised footnote marks, boldness, spaces as a browser shows them. */
export class ParagraphInk {
  private readonly pens: Pen[] = [];
  private text = '';
  private note = '';
  private mark = '';
  private letters = 0;
  private bold = 0;
  private italic = 0;

  open(name: string, attributes: Attributes): void {
    const outer = this.pens.at(-1);
    const style = attributes.style ?? '';
    const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1];
    const slant = /font-style\s*:\s*(\w+)/i.exec(style)?.[1];
    this.pens.push({
      bold: weight
        ? /^(bold|bolder|[6-9]00)$/i.test(weight)
        : name === 'b' || name === 'strong' || (outer?.bold ?? false),
      italic: slant
        ? /^(italic|oblique)$/i.test(slant)
        : name === 'i' || name === 'em' || name === 'cite' || (outer?.italic ?? false),
      raised: name === 'sup' || (outer?.raised ?? false) || isNoteLink(name, attributes),
      mark: (outer?.mark ?? false) || /mso-list\s*:\s*ignore/i.test(style),
      kept: name === 'pre' || (outer?.kept ?? false),
    });
  }

  close(): void {
    const pen = this.pens.pop();
    if (pen?.raised && !this.pens.at(-1)?.raised) this.endNote();
  }

  write(words: string): void {
    const pen = this.pens.at(-1);
    if (pen?.mark) this.mark += words;
    else if (pen?.raised) this.note += words;
    else this.add(pen?.kept ? words : words.replace(/[\s\u00A0]+/g, ' '), pen);
  }

  lineBreak(): void {
    this.text += '\n';
  }

  length(): number {
    return this.text.length + this.note.length + this.mark.length;
  }

  /** The paragraph so far, and a clean sheet; null where nothing was written. */
  take(): DrawnParagraph | null {
    this.endNote();
    const text = this.text
      .replace(/[ \u00A0]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
    const letters = Math.max(1, this.letters);
    const mark = this.mark.replace(/[\s\u00A0]+/g, ' ').trim();
    const drawn =
      text === ''
        ? null
        : {
            text,
            bold: this.bold >= letters * 0.85,
            italic: this.italic >= letters * 0.85,
            mark: mark === '' ? null : /^\(?(?:\d|[a-z]{1,5}[.)])/i.test(mark) ? mark : '•',
          };
    this.text = '';
    this.mark = '';
    this.letters = this.bold = this.italic = 0;
    return drawn;
  }

  private add(words: string, pen: Pen | undefined): void {
    this.text += words;
    const letters = words.replace(/[^\p{L}\d]/gu, '').length;
    this.letters += letters;
    if (pen?.bold) this.bold += letters;
    if (pen?.italic) this.italic += letters;
  }

  /** What was raised: a footnote's number is kept raised, its star or dagger left out, anything else is text. */
  private endNote(): void {
    const note = this.note.trim().replace(/^[[(]\s*(.*?)\s*[\])]$/, '$1');
    this.note = '';
    if (/^\d{1,3}(?:\s*,\s*\d{1,3})*$/.test(note)) this.text += raised(note.replace(/\D/g, ''));
    else if (!/^(?:[*†‡§¶#↩\s]|\uFE0E)*$/u.test(note)) this.add(note, this.pens.at(-1));
  }
}

function isNoteLink(name: string, attributes: Attributes): boolean {
  if (name !== 'a') return false;
  return (
    /^doc-(noteref|backlink)$/i.test(attributes.role ?? '') ||
    /(?:^|\s)footnote-?(?:ref|back(?:ref|link)?)\b/i.test(attributes.class ?? '') ||
    NOTE_LINK.test(attributes.href ?? '')
  );
}
