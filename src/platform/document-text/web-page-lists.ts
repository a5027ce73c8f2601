import { formatted } from './word-numbering.js';

interface ListState {
  readonly ordered: boolean;
  readonly format: string;
  readonly step: number;
  next: number;
}

const FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
  'decimal-leading-zero': 'decimalZero',
};

type Attributes = Readonly<Record<string, string>>;

/** The lists that are open in a web page and the marks that a browser shows before their items. */
export class OpenLists {
  private readonly lists: ListState[] = [];

  get depth(): number {
    return this.lists.length;
  }

  open(name: string, attributes: Attributes): void {
    const style = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(attributes.style ?? '')?.[1];
    const format = FORMATS[style ?? ''] ?? FORMATS[attributes.type ?? ''] ?? 'decimal';
    const start = Number(attributes.start);
    this.lists.push({
      ordered: name === 'ol' && !/^(disc|circle|square)$/i.test(style ?? ''),
      format,
      step: attributes.reversed === undefined ? 1 : -1,
      next: attributes.start !== undefined && Number.isInteger(start) ? start : 1,
    });
  }

  close(): void {
    this.lists.pop();
  }

  /** The mark of the next item. A plain number inside a numbered item would look like the next item: it is a bullet. */
  mark(attributes: Attributes): string {
    const list = this.lists.at(-1);
    if (!list?.ordered) return '•';
    const own = Number(attributes.value);
    if (attributes.value !== undefined && Number.isInteger(own)) list.next = own;
    const count = list.next;
    list.next += list.step;
    const inside = this.lists.slice(0, -1).some((outer) => outer.ordered);
    if (inside && list.format.startsWith('decimal')) return '•';
    return `${formatted(count, list.format)}${list.format.startsWith('lower') ? ')' : '.'}`;
  }
}
