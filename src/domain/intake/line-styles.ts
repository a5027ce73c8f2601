import type { TextLine } from './document-text.js';

/** Letters that look alike have the same key; the larger or bolder, the higher it sorts. */
export function styleKey(line: TextLine): string {
  const rank = line.size * 100 + (line.bold ? 2 : 0) - (line.italic ? 1 : 0);
  return rank.toFixed(1).padStart(8, '0');
}

/** Heading styles from the largest to the smallest: the rank of a style is its level. */
export function headingLevels(lines: readonly TextLine[]): Map<string, number> {
  const keys = new Set(lines.filter((line) => line.bold || line.italic || line.size > 1.08).map(styleKey));
  return new Map(
    [...keys]
      .sort()
      .reverse()
      .map((key, index) => [key, index + 1]),
  );
}

/** How far right the lines usually reach that start at about the same place. */
export function rightMargins(lines: readonly TextLine[]): Map<number, number> {
  const rights = new Map<number, number[]>();
  for (const line of lines) {
    if (line.cells.length > 1) continue;
    const key = Math.round(line.left / 10);
    const known = rights.get(key);
    if (known) known.push(line.right);
    else rights.set(key, [line.right]);
  }
  const reach = new Map<number, number>();
  for (const [key, all] of rights) {
    all.sort((one, other) => one - other);
    reach.set(key, all[Math.floor((all.length - 1) * 0.95)]!);
  }
  return reach;
}

/** Every longer word of the text, to tell a word broken at a line end from one with a hyphen. */
export function vocabulary(lines: readonly TextLine[]): Set<string> {
  const words = new Set<string>();
  for (const line of lines)
    for (const word of line.text.matchAll(/\p{L}{4,}/gu)) words.add(word[0].toLowerCase());
  return words;
}
