/** Somebody whose name must not stand in what everybody may read. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
}

/** A place in a text that names somebody. */
export interface NameFound {
  readonly text: string;
  /**
   * `name`: a whole name or a mail address, left out by itself. `perhaps`: a first or last name alone, which may be
   * something else ("Grace House", "Mark each visit"): somebody has to look.
   */
  readonly how: 'name' | 'perhaps';
}

export const NAME_LEFT_OUT = '[name left out]';

/** Shorter ones would be found in every text. */
const SHORTEST_PART = 3;
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'professor',
  'sir',
  'dame',
  'cllr',
  'councillor',
]);

/**
 * Looks for people in the texts of a plan. A whole name in either order and any mail address are names; a first or
 * last name alone is perhaps one, and so is a name of a single word ("Reception"). Names are written with capitals:
 * "will young people be seen" does not name Will Young.
 */
export class NamesOfPeople {
  private readonly whole: RegExp;
  private readonly parts: RegExp | null;

  constructor(people: readonly NamedPerson[]) {
    const named = people.map(({ name }) => wordsOf(name)).filter((words) => words.length > 0);
    const full = named.filter((words) => words.length > 1).flatMap(waysToWrite);
    // The longer first, so that "Ann Lee-Smith" is not taken for "Ann Lee".
    const ways = [...new Set(full)].sort((one, other) => other.length - one.length);
    this.whole = new RegExp(`${MAIL}${ways.map((way) => `|${alone(way)}`).join('')}`, 'gu');
    const parts = [...new Set(named.flat().filter((word) => word.length >= SHORTEST_PART))];
    this.parts = parts.length === 0 ? null : new RegExp(alone(`(?:${parts.map(cased).join('|')})`), 'gu');
  }

  /** What of the text names somebody, in the order of the text. */
  in(text: string): NameFound[] {
    const whole = matches(this.whole, text).map(({ found, at }) => ({ found, at, how: 'name' as const }));
    const rest = text.replace(this.whole, (found) => ' '.repeat(found.length));
    const parts = this.parts === null ? [] : matches(this.parts, rest);
    return [...whole, ...parts.map(({ found, at }) => ({ found, at, how: 'perhaps' as const }))]
      .sort((one, other) => one.at - other.at)
      .map(({ found, how }) => ({ text: found, how }));
  }

  /** The text without whole names and mail addresses. */
  leftOutOf(text: string): string {
    return text.replace(this.whole, NAME_LEFT_OUT);
  }
}

const MAIL = String.raw`[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+`;

function wordsOf(name: string): string[] {
  return name
    .normalize('NFC')
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !TITLES.has(word.toLowerCase().replace('.', '')));
}

/** "Priya Shah" and "Shah, Priya"; of more than two words also the first with the last. */
function waysToWrite(words: readonly string[]): string[] {
  const written = words.map((word) => `(?:${escaped(word)}|${cased(word)})`);
  const [first, last] = [written[0]!, written.at(-1)!];
  return [written.join(SPACE), `${first}${SPACE}${last}`, `${last},${SPACE}${first}`];
}

const SPACE = String.raw`\s+`;

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replace(/['’]/g, "['’]");
}

/** As it is written in a sentence or in capitals: "Young", "YOUNG", never "young". */
function cased(word: string): string {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return `${escaped(capital)}|${escaped(word.toUpperCase())}`;
}

function alone(pattern: string): string {
  return String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`;
}

function matches(pattern: RegExp, text: string): { found: string; at: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({ found: match[0], at: match.index }));
}
