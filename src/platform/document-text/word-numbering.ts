import { attribute, readXml } from './xml-reader.js';

interface Level {
  start: number;
  format: string;
  text: string;
  /** The level after which this one begins again; null for the usual, 0 for never. */
  restart: number | null;
  left: number | null;
  /** All numbers of the label as ordinary figures. */
  legal: boolean;
  style: string | null;
}

interface List {
  readonly levels: Map<number, Level>;
  /** A list that only names another. */
  styleLink: string | null;
  numStyleLink: string | null;
}

interface Numbered {
  base: string;
  readonly starts: Map<number, number>;
  readonly own: Map<number, Level>;
}

/** A number as Word shows it, and where its paragraph starts if the paragraph does not say. */
export interface WordNumber {
  readonly mark: string;
  readonly left: number | null;
}

const DEEPEST_LEVEL = 8;

/**
 * The numbers that Word shows and does not store: counted from the lists of the file, with their start values,
 * restarts and levels, as the paragraphs come by.
 */
export class WordNumbering {
  private readonly lists = new Map<string, List>();
  private readonly numbered = new Map<string, Numbered>();
  private readonly counts = new Map<string, (number | null)[]>();
  private readonly begun = new Set<string>();

  /** Answers false when the part is not one that Word writes. */
  read(source: Buffer): boolean {
    let list: List | null = null;
    let numbered: Numbered | null = null;
    let level: Level | null = null;
    let at = 0;
    return readXml(source, {
      open: (name, attributes) => {
        const value = attribute(attributes, 'val');
        if (name === 'abstractNum') {
          list = { levels: new Map(), styleLink: null, numStyleLink: null };
          this.lists.set(attribute(attributes, 'abstractNumId') ?? '', list);
        } else if (name === 'num') {
          numbered = { base: '', starts: new Map(), own: new Map() };
          this.numbered.set(attribute(attributes, 'numId') ?? '', numbered);
        } else if (name === 'abstractNumId' && numbered) numbered.base = value ?? '';
        else if (name === 'styleLink' && list) list.styleLink = value;
        else if (name === 'numStyleLink' && list) list.numStyleLink = value;
        else if (name === 'lvlOverride') at = levelOf(attribute(attributes, 'ilvl'));
        else if (name === 'startOverride' && numbered) numbered.starts.set(at, Number(value) || 0);
        else if (name === 'lvl') {
          at = levelOf(attribute(attributes, 'ilvl'));
          level = {
            start: 0,
            format: 'decimal',
            text: '',
            restart: null,
            left: null,
            legal: false,
            style: null,
          };
          (numbered ? numbered.own : list?.levels)?.set(at, level);
        } else if (level) takeIntoLevel(level, name, value, attributes);
      },
      close: (name) => {
        if (name === 'lvl') level = null;
        else if (name === 'abstractNum') list = null;
        else if (name === 'num') numbered = null;
      },
    });
  }

  /** The level that a paragraph style stands for in its list. */
  levelOfStyle(numId: string, style: string): number | null {
    const list = this.listOf(this.numbered.get(numId)?.base ?? '');
    for (const [at, level] of list?.levels ?? []) if (level.style === style) return at;
    return null;
  }

  /** Counts one paragraph on and answers the mark it is shown with; null where it has none. */
  next(numId: string, wanted: number): WordNumber | null {
    const numbered = this.numbered.get(numId);
    if (!numbered) return null;
    const at = Math.min(Math.max(0, wanted), DEEPEST_LEVEL);
    const list = this.listOf(numbered.base);
    const levelAt = (index: number) => numbered.own.get(index) ?? list?.levels.get(index) ?? null;
    const level = levelAt(at);
    if (!level) return null;
    const counts = this.counts.get(numbered.base) ?? [];
    this.counts.set(numbered.base, counts);
    this.beginAgain(numId, numbered, counts, at);
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    for (let deeper = at + 1; deeper <= DEEPEST_LEVEL; deeper++) {
      const restart = levelAt(deeper)?.restart ?? null;
      if (restart === null || (restart > 0 && at < restart)) counts[deeper] = null;
    }
    if (level.format === 'bullet') return { mark: '•', left: level.left };
    const mark = level.text
      .replace(/%([1-9])/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        const shown = levelAt(index);
        counts[index] ??= shown?.start ?? 1;
        return formatted(counts[index], level.legal ? 'decimal' : (shown?.format ?? 'decimal'));
      })
      .trim();
    return mark === '' ? null : { mark, left: level.left };
  }

  /** A list that is given its own start begins there the first time it is used, and only then. */
  private beginAgain(numId: string, numbered: Numbered, counts: (number | null)[], at: number): void {
    for (const [level, start] of numbered.starts) {
      const key = `${numId} ${level}`;
      if (level > at || this.begun.has(key)) continue;
      this.begun.add(key);
      counts[level] = level === at ? start - 1 : start;
    }
  }

  private listOf(base: string): List | null {
    const list = this.lists.get(base);
    if (!list) return null;
    if (list.levels.size > 0 || list.numStyleLink === null) return list;
    for (const other of this.lists.values()) if (other.styleLink === list.numStyleLink) return other;
    return list;
  }
}

function levelOf(value: string | null): number {
  return Math.min(Math.max(0, Number(value) || 0), DEEPEST_LEVEL);
}

function takeIntoLevel(
  level: Level,
  name: string,
  value: string | null,
  attributes: Readonly<Record<string, string>>,
): void {
  if (name === 'start') level.start = Number(value) || 0;
  else if (name === 'numFmt') level.format = value ?? 'decimal';
  else if (name === 'lvlText') level.text = value ?? '';
  else if (name === 'lvlRestart') level.restart = Number(value) || 0;
  else if (name === 'isLgl') level.legal = value !== '0';
  else if (name === 'pStyle') level.style = value;
  else if (name === 'ind') {
    const left = attribute(attributes, 'left') ?? attribute(attributes, 'start');
    if (left !== null) level.left = Number(left) / 20 || 0;
  }
}

/** A count as its list writes it: 3, 03, c, C, iii, III, 3rd. */
export function formatted(count: number, format: string): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return '';
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    case 'ordinal':
      return `${count}${['th', 'st', 'nd', 'rd'][count % 100 > 10 && count % 100 < 14 ? 0 : count % 10] ?? 'th'}`;
    default:
      return String(count);
  }
}

/** a to z, then aa to zz, as Word goes on. */
function letters(count: number): string {
  if (count < 1) return String(count);
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(Math.ceil(count / 26), 10));
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let rest = count;
  let shown = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      shown += sign;
      rest -= value;
    }
  }
  return shown;
}
