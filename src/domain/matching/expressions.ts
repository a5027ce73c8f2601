import { RUNNING, SUBJECTS } from './field-synonyms.js';
import { stemOf } from './stems.js';

/** A run of words that stands for one idea of the field. */
export interface Expression {
  readonly stems: readonly string[];
  readonly idea: string;
  readonly tells: 'subject' | 'word';
}

/** By the first stem of each expression, the longest first. */
const EXPRESSIONS: ReadonlyMap<string, readonly Expression[]> = byFirstStem([
  ...SUBJECTS.flatMap((line) => expressionsOf(line, 'subject')),
  ...RUNNING.flatMap((line) => expressionsOf(line, 'word')),
]);

/** The longest expression of the field that begins at this word. */
export function expressionAt(
  words: readonly { readonly stem: string }[],
  at: number,
): Expression | undefined {
  return EXPRESSIONS.get(words[at]!.stem)?.find(({ stems }) =>
    stems.every((stem, next) => words[at + next]?.stem === stem),
  );
}

function expressionsOf(line: string, tells: 'subject' | 'word'): Expression[] {
  const forms = line.split('|').map((form) => form.trim());
  return forms.map((form) => {
    const words =
      form
        .toLowerCase()
        .replace(/['’]\p{L}+/gu, '')
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    return { stems: words.map(stemOf), idea: `the idea of ${forms[0]}`, tells };
  });
}

function byFirstStem(expressions: readonly Expression[]): Map<string, Expression[]> {
  const byFirst = new Map<string, Expression[]>();
  for (const expression of expressions) {
    const sharing = byFirst.get(expression.stems[0]!);
    if (sharing) sharing.push(expression);
    else byFirst.set(expression.stems[0]!, [expression]);
  }
  for (const sharing of byFirst.values()) sharing.sort((a, b) => b.stems.length - a.stems.length);
  return byFirst;
}
