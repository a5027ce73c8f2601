import { oneLine, wordKey } from './sheet-grid.js';

/** One of the people whom a cell names. */
export interface PrintedPerson {
  /** As printed, on one line. */
  readonly text: string;
  readonly email: string | null;
  /** The name without what stands in brackets or after a dash; empty when only a mail address is printed. */
  readonly name: string;
}

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const MAIL = /[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/i;
const NOBODY =
  /^(tb[acd]|to be (confirmed|agreed|appointed)|vacant|vacancy|n ?\/? ?a|none|all|various|-+|–|\?+)$/i;

/**
 * The people whom a cell names, in its order: parted by lines, semicolons, strokes, "&", "and" or commas. "Okafor,
 * Grace" is one person, family name first. "TBC" names nobody.
 */
export function peopleInCell(text: string): readonly PrintedPerson[] {
  if (namesNobody(text)) return [];
  return text
    .split(/[\n;|/]|\s(?:&|and|\+|with)\s/i)
    .flatMap(partsOf)
    .map(oneLine)
    .filter((part) => part !== '' && !NOBODY.test(part))
    .map(personOf);
}

/** Whether the cell says that nobody is named yet. */
export function namesNobody(text: string): boolean {
  return NOBODY.test(oneLine(text));
}

/** How decisions about a printed person are remembered. */
export function personKey(person: PrintedPerson): string {
  return person.email ?? wordKey(person.text);
}

export type Identified =
  | { readonly person: KnownPerson }
  | { readonly unknown: true }
  | { readonly several: readonly KnownPerson[] };

/** Who is meant: by mail address, then by the whole name where exactly one person has it. Nobody is guessed. */
export function identify(printed: PrintedPerson, people: readonly KnownPerson[]): Identified {
  if (printed.email !== null) {
    const found = people.find((one) => one.email.toLowerCase() === printed.email);
    return found ? { person: found } : { unknown: true };
  }
  const wanted = new Set([printed.name, printed.text, inBrackets(printed.text)].map(nameKey).filter(Boolean));
  const found = people.filter((one) => wanted.has(nameKey(one.name)));
  if (found.length === 1) return { person: found[0]! };
  return found.length === 0 ? { unknown: true } : { several: found };
}

function partsOf(part: string): string[] {
  if (!part.includes(',')) return [part];
  const parts = part.split(',').map(oneLine).filter(Boolean);
  const [family = '', given = ''] = parts;
  // "Okafor, Grace": a family name, then nothing but given names.
  if (
    parts.length === 2 &&
    !MAIL.test(part) &&
    !family.includes(' ') &&
    /^\p{L}[\p{L}.' -]*$/u.test(given) &&
    given.split(' ').length <= 2
  ) {
    return isOneName(given) ? [`${given} ${family}`] : parts;
  }
  return parts;
}

/** A given name stands alone: with a family name of its own it would be somebody else. */
function isOneName(given: string): boolean {
  return given.split(' ').length === 1;
}

function personOf(text: string): PrintedPerson {
  const email = MAIL.exec(text)?.[0].toLowerCase() ?? null;
  const name = oneLine(
    text
      .replace(MAIL, '')
      .replace(/[<>()[\]]\s*[<>()[\]]/g, '')
      .replace(/[([<].*?[)\]>]/g, '')
      .replace(/\s[-–—:]\s.*$/, '')
      .replace(/^(mr|mrs|ms|miss|dr|cllr|councillor|prof)\.?\s+/i, ''),
  );
  return { text, email, name };
}

function inBrackets(text: string): string {
  return /\(([^)]+)\)/.exec(text)?.[1] ?? '';
}

function nameKey(name: string): string {
  return wordKey(name.replace(/^(mr|mrs|ms|miss|dr|cllr|councillor|prof)\.?\s+/i, ''));
}
