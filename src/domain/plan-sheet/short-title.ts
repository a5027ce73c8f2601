/** The longest title that an action has here. */
export const LONGEST_TITLE = 200;

/** The words as a title: as they are where short enough, else their first sentence, else as many whole words as fit. */
export function shortTitle(words: string): string {
  if (words.length <= LONGEST_TITLE) return words;
  const sentence = /^(.{20,}?[^.\s]{3})\. (?=[A-Z“"(])/.exec(words)?.[1];
  if (sentence !== undefined && sentence.length <= LONGEST_TITLE) return sentence;
  const beginning = words.slice(0, LONGEST_TITLE - 1);
  return `${beginning.slice(0, Math.max(beginning.lastIndexOf(' '), 40)).replace(/[\s,;:(–-]+$/, '')}…`;
}
