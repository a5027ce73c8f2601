import { raised } from './characters.js';
import { MOST_LETTERS, type Flow, type FlowItem } from './flow.js';
import { OpenLists } from './web-page-lists.js';
import { holdsFootnotes, isAroundTheText, isMain } from './web-page-parts.js';
import { ParagraphInk } from './web-page-ink.js';

type Attributes = Readonly<Record<string, string>>;

const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead
  tr ul`.split(/\s+/),
);

/** How far a list, a quotation or a definition stands in, in points. */
const STEP = 20;

interface Element {
  readonly name: string;
  readonly footnotes: boolean;
  readonly left: number;
  readonly heading: number;
  /** For list items: whether their first paragraph was written. */
  begun: boolean;
}

/** Writes the elements of a page, one after the other, as paragraphs and tables. */
export class PageWriter {
  private readonly elements: Element[] = [];
  private readonly lists = new OpenLists();
  private readonly ink = new ParagraphInk();
  private skipping = 0;
  private within = 0;
  private mark: string | null = null;
  private notes = 0;
  /** From which item to which the page's main part goes. */
  private mainPart: { from: number; to: number } | null = null;

  constructor(
    private readonly flow: Flow,
    private readonly strict: boolean,
  ) {}

  open(name: string, attributes: Attributes): void {
    if (this.skipping > 0 || isAroundTheText(name, attributes, this.within > 0, this.strict)) {
      if (this.skipping === 0 && BLOCKS.has(name)) this.flush();
      this.skipping++;
      return;
    }
    if (BLOCKS.has(name)) this.flush();
    const outer = this.elements.at(-1);
    const heading = /^h[1-6]$/.test(name) ? Number(name[1]) : (outer?.heading ?? 0);
    const indent = name === 'blockquote' || name === 'dd' ? STEP : 0;
    this.elements.push({
      name,
      footnotes: (outer?.footnotes ?? false) || holdsFootnotes(attributes) || isWordNote(attributes),
      left: name === 'p' ? Math.max(outer?.left ?? 0, marginOf(attributes)) : (outer?.left ?? 0) + indent,
      heading,
      begun: false,
    });
    this.ink.open(name, attributes);
    if (name === 'main' || name === 'article' || isMain(name, attributes)) this.within++;
    if (isMain(name, attributes)) this.openMain();
    this.structure(name, attributes);
  }

  private structure(name: string, attributes: Attributes): void {
    switch (name) {
      case 'br':
        this.ink.lineBreak();
        break;
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        this.lists.open(name, attributes);
        break;
      case 'li':
        this.mark = this.lists.mark(attributes);
        break;
      case 'table':
        this.flow.openTable(1);
        break;
      case 'tr':
        this.flow.openRow();
        break;
      case 'td':
      case 'th':
        this.flow.openCell(Number(attributes.colspan ?? 1), Number(attributes.rowspan ?? 1));
        break;
    }
  }

  close(name: string): void {
    if (this.skipping > 0) {
      this.skipping--;
      return;
    }
    if (BLOCKS.has(name)) this.flush();
    const element = this.elements.pop();
    this.ink.close();
    if (!element) return;
    if (element.name === 'main' || element.name === 'article') this.within--;
    if (this.mainPart && element.name === 'main') this.mainPart.to = this.flow.size();
    switch (element.name) {
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        this.lists.close();
        break;
      case 'li':
        this.mark = null;
        break;
      case 'table':
        this.flow.closeTable();
        break;
      case 'tr':
        this.flow.closeRow();
        break;
      case 'td':
      case 'th':
        this.flow.closeCell();
        break;
    }
  }

  text(words: string): void {
    if (this.skipping === 0) this.ink.write(words);
  }

  end(): void {
    this.flush();
  }

  /** One paragraph without end. */
  isOverfull(): boolean {
    return this.ink.length() > MOST_LETTERS;
  }

  /** The page's main part where it names one that holds the text, with the title above it; else everything. */
  chosen(items: readonly FlowItem[]): FlowItem[] {
    if (!this.mainPart || !this.strict) return [...items];
    const main = items.slice(this.mainPart.from, this.mainPart.to);
    const letters = (some: readonly FlowItem[]) =>
      some.reduce((sum, item) => sum + (item.kind === 'row' ? item.cells.join('') : item.text).length, 0);
    if (letters(main) < letters(items) * 0.3) return [...items];
    const isTitle = (item: FlowItem) => item.kind === 'paragraph' && item.heading === 1;
    const titles = main.some(isTitle) ? [] : items.slice(0, this.mainPart.from).filter(isTitle);
    return [...titles, ...main];
  }

  private openMain(): void {
    const from = this.flow.size();
    this.mainPart ??= { from, to: Number.POSITIVE_INFINITY };
  }

  /** Ends the paragraph at hand. */
  private flush(): void {
    const drawn = this.ink.take();
    if (!drawn) return;
    const element = this.elements.at(-1);
    const item = this.elements.findLast((one) => one.name === 'li' || one.name === 'td' || one.name === 'th');
    const heading = element?.heading ?? 0;
    const footnote = element?.footnotes ?? false;
    let mark = drawn.mark ?? this.mark;
    this.mark = null;
    const before = this.flow.last();
    if (item?.name === 'li' && item.begun && mark === null && heading === 0 && before && !footnote) {
      before.text = `${before.text} ${drawn.text.replaceAll('\n', ' ')}`;
      return;
    }
    if (item?.name === 'li' && heading === 0) item.begun = true;
    let { text } = drawn;
    if (footnote) {
      text = asFootnote(text, before?.footnote ? null : String(++this.notes), mark);
      mark = null;
    }
    this.flow.paragraph({
      kind: 'paragraph',
      text,
      mark,
      heading,
      left: (element?.left ?? 0) + this.lists.depth * STEP,
      bold: drawn.bold,
      italic: drawn.italic,
      size: 0,
      page: 1,
      space: 0,
      sameParagraph: footnote && before?.footnote === true,
      footnote,
    });
  }
}

/** A footnote's text behind its raised number, as in print. */
function asFootnote(text: string, count: string | null, mark: string | null): string {
  if (/^[⁰¹²³⁴-⁹]/u.test(text)) return text;
  const own = /^\[?(\d{1,3})[\].)]?\s+(?=\S)/.exec(text);
  if (own) return `${raised(own[1]!)} ${text.slice(own[0].length)}`;
  const number = /^\d{1,3}/.exec(mark ?? '')?.[0] ?? count;
  return number === null ? text : `${raised(number)} ${text}`;
}

/** How Word saves a footnote as a web page. */
function isWordNote(attributes: Attributes): boolean {
  return (
    /^(ftn|edn)\d+$/.test(attributes.id ?? '') || /^Mso(Footnote|Endnote)Text$/.test(attributes.class ?? '')
  );
}

/** A margin in points, as Word writes it for its lists. */
function marginOf(attributes: Attributes): number {
  const found = /margin-left\s*:\s*([\d.]{1,8})(pt|px|in|cm|mm)/i.exec(attributes.style ?? '');
  if (!found) return 0;
  const points = { pt: 1, px: 0.75, in: 72, cm: 28.35, mm: 2.835 }[found[2]!.toLowerCase()] ?? 1;
  return Number(found[1]) * points || 0;
}
