import { raised } from './characters.js';
import { Flow, type FlowItem } from './flow.js';
import type { WordNumbering } from './word-numbering.js';
import { WordParagraph } from './word-paragraph.js';
import { over, plainLook, takeProperty, type WordLook, type WordStyles } from './word-styles.js';
import { attribute, readXml } from './xml-reader.js';

export interface WordBody {
  readonly items: FlowItem[];
  /** Whether Word left marks of where its pages ended. */
  readonly paged: boolean;
  readonly overfull: boolean;
}

/** Letters of these fonts are pictures of bullets. */
const SYMBOL_FONT = /wingding|webding|symbol|dingbat/i;

/** What somebody took out, another drawing of the same, and a field's orders. */
const LEFT_OUT = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'rPrChange',
  'pPrChange',
  'tblPrChange',
  'sectPr',
  'oMath',
]);

/** The body of a Word file in order. Answers null when it is not what Word writes. */
export function readWordBody(source: Buffer, styles: WordStyles, numbering: WordNumbering): WordBody | null {
  const reader = new BodyReader(styles, numbering);
  return readXml(source, reader) ? reader.done() : null;
}

class BodyReader {
  private readonly flow = new Flow();
  /** Text boxes hold paragraphs inside paragraphs. */
  private readonly paragraphs: WordParagraph[] = [];
  private runs: (WordLook | null)[] = [];
  private readonly path: string[] = [];
  private leftOut = 0;
  private inText = false;
  private page = 1;
  private renderedBreaks = 0;
  private notes = 0;
  private space = 0;
  private cell = { columns: 1, goesOn: false };
  private cellOpen = false;

  constructor(
    private readonly styles: WordStyles,
    private readonly numbering: WordNumbering,
  ) {}

  done(): WordBody {
    while (this.paragraphs.length > 0) this.endParagraph();
    return {
      items: this.flow.done(),
      paged: this.renderedBreaks > 0,
      overfull: this.flow.isOverfull(),
    };
  }

  isFull(): boolean {
    return this.flow.isOverfull();
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.path.at(-1);
    this.path.push(name);
    if (this.leftOut > 0 || LEFT_OUT.has(name)) {
      this.leftOut++;
      return;
    }
    const paragraph = this.paragraphs.at(-1);
    const run = this.runs.at(-1);
    const value = attribute(attributes, 'val');
    if (parent === 'rPr' || parent === 'pPr' || parent === 'numPr' || parent === 'tcPr') {
      this.property(name, parent, value, attributes);
      return;
    }
    switch (name) {
      case 'p':
        this.enterCell();
        this.paragraphs.push(new WordParagraph(this.page));
        this.runs.push(null);
        break;
      case 'r':
        this.runs[this.runs.length - 1] = plainLook();
        break;
      case 't':
        this.inText = true;
        break;
      case 'tab':
      case 'ptab':
        this.add('\t');
        break;
      case 'br':
        if (attribute(attributes, 'type') === 'page') this.page++;
        else this.add('\n');
        break;
      case 'cr':
        this.add('\n');
        break;
      case 'lastRenderedPageBreak':
        this.renderedBreaks++;
        this.page = Math.max(this.page, this.renderedBreaks + 1);
        if (paragraph && paragraph.text.trim() === '') paragraph.page = this.page;
        break;
      case 'noBreakHyphen':
        this.add('-');
        break;
      case 'sym':
        this.symbol(attributes);
        break;
      case 'footnoteReference':
      case 'endnoteReference':
        if (!run?.hidden) this.add(raised(String(++this.notes)));
        break;
      case 'tbl':
        this.enterCell();
        this.flow.openTable(this.page);
        break;
      case 'tr':
        this.flow.openRow();
        break;
      case 'tc':
        this.cell = { columns: 1, goesOn: false };
        this.cellOpen = false;
        break;
    }
  }

  close(name: string): void {
    if (name === 'tc' && this.leftOut === 0) this.enterCell();
    this.path.pop();
    if (this.leftOut > 0) {
      this.leftOut--;
      return;
    }
    if (name === 't') this.inText = false;
    else if (name === 'r' && this.runs.length > 0) this.runs[this.runs.length - 1] = null;
    else if (name === 'p') this.endParagraph();
    else if (name === 'tc') this.flow.closeCell();
    else if (name === 'tr') this.flow.closeRow();
    else if (name === 'tbl') {
      this.flow.closeTable();
      this.cellOpen = true;
    }
  }

  text(words: string): void {
    if (this.inText && this.leftOut === 0) this.add(words);
  }

  private property(
    name: string,
    parent: string,
    value: string | null,
    attributes: Readonly<Record<string, string>>,
  ): void {
    const paragraph = this.paragraphs.at(-1);
    const run = this.runs.at(-1);
    if (parent === 'tcPr') {
      if (name === 'gridSpan') this.cell.columns = Number(value) || 1;
      else if (name === 'vMerge') this.cell.goesOn = value === null || value === 'continue';
    } else if (name === 'pStyle' && paragraph) paragraph.style = value;
    else if (name === 'rStyle' && run && value !== null)
      Object.assign(run, over(this.styles.letters(value), run));
    else if (name === 'rFonts' && run && SYMBOL_FONT.test(attribute(attributes, 'ascii') ?? ''))
      this.symbols = true;
    else if (parent === 'rPr' && run) takeProperty(run, name, attributes);
    else if (parent !== 'rPr' && paragraph) takeProperty(paragraph.look, name, attributes);
  }

  /** Whether the piece of text at hand is set in a font of symbols. */
  private symbols = false;

  private add(words: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    const look = over(this.styles.paragraph(paragraph.style), this.runs.at(-1) ?? plainLook());
    if (look.hidden) return;
    let text = words;
    if (this.symbols && words.trim().length === 1) text = '•';
    this.symbols = false;
    if (look.raised && /^\s*[\d,*†‡]{1,4}\s*$/.test(text)) text = raised(text.replace(/[*†‡\s]/g, ''));
    paragraph.add(text, look);
  }

  private symbol(attributes: Readonly<Record<string, string>>): void {
    const code = parseInt(attribute(attributes, 'char') ?? '', 16);
    if (SYMBOL_FONT.test(attribute(attributes, 'font') ?? '') || Number.isNaN(code)) this.add('•');
    else this.add(String.fromCodePoint(Math.min(code, 0xffff)));
  }

  private enterCell(): void {
    if (this.cellOpen || !this.path.includes('tc')) return;
    this.flow.openCell(this.cell.columns, 1, this.cell.goesOn);
    this.cellOpen = true;
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    this.runs.pop();
    if (!paragraph) return;
    const look = over(this.styles.paragraph(paragraph.style), paragraph.look);
    const number = look.list && look.list !== '0' ? this.numberOf(paragraph, look) : null;
    // A column of numbers in a table has no other text.
    if (paragraph.text.trim() === '' && (number === null || !this.path.includes('tc'))) {
      this.space++;
      return;
    }
    this.flow.paragraph(paragraph.drawn(look, number, this.space));
    this.space = 0;
  }

  private numberOf(paragraph: WordParagraph, look: WordLook) {
    const list = look.list!;
    const level =
      paragraph.look.level ??
      (paragraph.look.list === null && paragraph.style !== null
        ? this.numbering.levelOfStyle(list, paragraph.style)
        : null) ??
      look.level ??
      0;
    return this.numbering.next(list, level);
  }
}
