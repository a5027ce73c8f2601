/** Small questions about a piece of printed text, asked by every layer. */

const SUPERSCRIPT = '¹²³⁴⁵⁶⁷⁸⁹⁰';

/** Bullet marks as published, as converters leave them, and letters that stand for a symbol font's square. */
export const BULLET =
  /^\s*(?:[•●○◦■□▪▫◼◾◆❖❑➢➤►▶‣⁃∙·✓✔*–—−-]|[no§Øqü](?=\s+[A-Z]))\s+(?=\S)|^\s*(?:[•●○◦■□▪▫◼◾◆❖➢➤►▶‣⁃∙✓*]|o)\s*$/u;

export function withoutFootnoteMarks(text: string): string {
  return text.replace(new RegExp(`[${SUPERSCRIPT}]+`, 'gu'), '');
}

/** The number of the footnote that the line carries the text of, or null. */
export function startsFootnote(text: string): boolean {
  return new RegExp(`^[${SUPERSCRIPT}]{1,3}\\s*\\S`, 'u').test(text);
}

/** Lower case, letters and digits only: how two printings of the same words are compared. */
export function sameWords(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** For comparing with a vocabulary: lower case, straight quotes, one space, no marks round the words. */
export function plainly(text: string): string {
  return withoutFootnoteMarks(text)
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"“”*_]+|[\s"“”*_]+$/g, '');
}

export function endsSentence(text: string): boolean {
  return /[.!?…]["'”’)\]]*\s*$/u.test(withoutFootnoteMarks(text.slice(-24)));
}

export function startsLowerCase(text: string): boolean {
  return /^["'“‘(]*\p{Ll}/u.test(text);
}

/** Two printed lines of one sentence as one: words broken at the line end are made whole again. */
export function joinLines(before: string, after: string, isWord: (word: string) => boolean): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (left === '') return right;
  if (right === '') return left;
  const broken = /(\p{L}+)[-‐‑\u00AD]$/u.exec(left.slice(-40));
  if (broken && /^\p{Ll}/u.test(right) && !/^(and|or|to)\b/.test(right)) {
    const rest = /^\p{L}+/u.exec(right)?.[0] ?? '';
    const whole = `${broken[1]}${rest}`;
    return isWord(whole.toLowerCase()) ? `${left.slice(0, -1)}${right}` : `${left}${right}`;
  }
  if (/[/]$/.test(left)) return `${left}${right}`;
  return `${left} ${right}`;
}
