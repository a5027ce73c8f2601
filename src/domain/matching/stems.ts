import snowball from 'snowball-stemmers';

const english = snowball.newStemmer('english');
/** Stemming is the dearest part of matching, and a plan uses few different words. */
const known = new Map<string, string>();
const MOST_KNOWN = 50_000;

/** What a word has in common with its other forms: "assessed", "assessments" and "assessment" are one. */
export function stemOf(word: string): string {
  let stem = known.get(word);
  if (stem === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    stem = english.stem(word);
    known.set(word, stem);
  }
  return stem;
}
