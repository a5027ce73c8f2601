const LONGEST = 110;
const SHORTEST = 40;

/**
 * A title for the draft of an action from the words of its recommendation: the first sentence where it is short
 * enough; else up to the last break between parts of the sentence, or the last whole word, followed by "…".
 */
export function draftTitle(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const sentence = /^(.+?[^.\s]{4})\.(?: (?=[A-Z“"(])|$)/.exec(words)?.[1] ?? words;
  if (sentence.length <= LONGEST) return capital(sentence.replace(/[.;:,]+$/, ''));
  const beginning = sentence.slice(0, LONGEST);
  const part = /^(.*)(?:[;:,] | – | \()/.exec(beginning)?.[1] ?? '';
  const cut =
    part.length >= SHORTEST ? part : beginning.slice(0, Math.max(beginning.lastIndexOf(' '), SHORTEST));
  return `${capital(cut.replace(/[.;:,(–\s]+$/, ''))}…`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
