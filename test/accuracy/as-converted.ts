/** What converters do to a text on its way from print, so that every document can be tried with each. */
export interface Quirk {
  readonly name: string;
  readonly of: (text: string) => string;
}

const BULLET = /^(\s*)[■•◼▪–\uF0B7\uF0A7-]\s(?=\S)/gmu;

const bulletsAs =
  (mark: string) =>
  (text: string): string =>
    text.replace(BULLET, `$1${mark} `);

/** Tables of plain text live by their columns, which are lost with the spaces. */
export const QUIRKS: readonly Quirk[] = [
  { name: 'as it is', of: (text) => text },
  { name: 'with the line ends of another system', of: (text) => `\uFEFF${text.replace(/\n/g, '\r\n')}` },
  { name: 'without page breaks', of: (text) => text.replace(/\f/g, '') },
  { name: 'with bullets as •', of: bulletsAs('•') },
  { name: 'with bullets as *', of: bulletsAs('*') },
  { name: 'with bullets as a letter of a symbol font', of: bulletsAs('\uF0A7') },
  {
    name: 'with trailing spaces and blank lines that are not empty',
    of: (text) => text.replace(/$/gm, '  '),
  },
  { name: 'with odd spaces', of: (text) => text.replace(/(?<=\p{Ll}) (?=\p{Ll})/gu, '\u00A0') },
];
