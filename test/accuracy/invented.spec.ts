import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { extractFromText } from '../../src/domain/intake/extract-from-text.js';
import { plainDocument } from '../../src/platform/document-text/plain-lines.js';
import { QUIRKS } from './as-converted.js';

interface Answer {
  readonly kind: string;
  readonly published?: string;
  readonly authority?: string;
  readonly judgements?: readonly { area: string; grade: string }[];
  readonly recommendations: readonly {
    number: string | null;
    priority: string;
    addressee: string;
    theme: string | null;
    text: string;
    timescale?: string;
    paragraphRefs?: string[];
  }[];
}

const folder = new URL('./invented/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace(/\.txt$/, ''));

const document = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'utf8');
const answer = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Answer;

describe('invented documents of every kind, each with the answer a careful reader gives', () => {
  test.each(names)('%s', (name) => {
    const expected = answer(name);
    const found = extractFromText(plainDocument(document(name)), `${name}.txt`);
    expect(
      found.recommendations.map(({ number, priority, addressee, theme, text, timescale, paragraphRefs }) => ({
        number,
        priority,
        addressee,
        theme,
        text,
        ...(timescale === null ? {} : { timescale }),
        ...(paragraphRefs.length === 0 ? {} : { paragraphRefs }),
      })),
    ).toEqual(expected.recommendations);
    if (expected.judgements)
      expect(sorted(found.judgements.map(({ area, grade }) => `${area}: ${grade}`))).toEqual(
        sorted(expected.judgements.map(({ area, grade }) => `${area}: ${grade}`)),
      );
    if (expected.published) expect(found.document.published).toBe(expected.published);
    if (expected.authority) expect(found.document.authority).toBe(expected.authority);
  });

  test.each(QUIRKS)('read the same $name', ({ of }) => {
    const texts = (source: string) =>
      extractFromText(plainDocument(source), 'a.txt').recommendations.map((item) => item.text);
    const different = names.filter((name) => {
      const expected = answer(name).recommendations.map((item) => item.text);
      return JSON.stringify(texts(of(document(name)))) !== JSON.stringify(expected);
    });
    expect(different).toEqual([]);
  });
});

function sorted(lines: readonly string[]): string[] {
  return [...lines].sort();
}
