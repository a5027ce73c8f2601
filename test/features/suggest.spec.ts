import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../support/started-tracker.js';

const SHARED = join(projectFolder, '../shared');
const LETTER = 'seeds/demo/westmarch-focused-visit-2026.txt';
const REPORT = 'seeds/demo/westmarch-inspection-2026.txt';

function node(...args: string[]) {
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: projectFolder });
  return { code: run.status, out: run.stdout, problem: run.stderr };
}
const suggest = (...args: string[]) => node('bin/tracker.mjs', 'suggest', ...args);

interface Line {
  finding: { number: string | null; text: string };
  suggestions: { number: string; addressee: string; text: string; score: number; words: string[] }[];
}

describe('Suggesting what the findings of a letter speak about', () => {
  it('prints one object a finding, with at most five recommendations, the likeliest first', () => {
    const { code, out, problem } = suggest(LETTER, '--against', REPORT, '--json');
    expect({ code, problem }).toEqual({ code: 0, problem: '' });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(lines.length).toBeGreaterThan(3);
    for (const { finding, suggestions } of lines) {
      expect(finding.text).not.toBe('');
      expect(suggestions.length).toBeLessThanOrEqual(5);
      const scores = suggestions.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const { words } of suggestions) {
        expect(words).not.toEqual([]);
        for (const word of words) expect(finding.text.toLowerCase()).toContain(word.toLowerCase());
      }
    }
  });

  it('takes the same file on both sides', () => {
    const { code, out } = suggest(REPORT, '--against', REPORT, '--json');
    expect(code).toBe(0);
    for (const line of out.split('\n').filter(Boolean))
      expect(JSON.parse(line)).toHaveProperty('suggestions');
  });

  it('says which file it could not read, and answers 1', () => {
    expect(suggest(LETTER, '--against', 'no-such-file.pdf', '--json')).toEqual({
      code: 1,
      out: '',
      problem: 'no-such-file.pdf does not exist: check the name.\n',
    });
  });
});

const measured = existsSync(join(SHARED, 'gold')) ? describe : describe.skip;
if (measured === describe.skip)
  console.info('Skipped: the linked paragraphs are not beside the project (../shared/gold).');

measured('On paragraphs that were linked by careful reading', () => {
  it('a right recommendation is among the first three in at least 85 of 100 paragraphs of the same report', () => {
    const { out } = node('test/accuracy/links.mjs', join(SHARED, 'seeds'), join(SHARED, 'gold/links.json'));
    const figures = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { pair: string; hit3: string });
    const within = figures.filter(({ pair }) => /^00\d within/.test(pair));
    expect(within).toHaveLength(2);
    for (const { hit3 } of within) expect(Number(hit3)).toBeGreaterThanOrEqual(0.85);
    const across = figures.find(({ pair }) => pair.includes('against'));
    expect(Number(across?.hit3)).toBeGreaterThanOrEqual(0.8);
  });
});
