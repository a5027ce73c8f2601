import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extraction } from '../../src/domain/intake/extraction.js';
import { extractFile } from '../../src/platform/document-text/extract-file.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';

const SHARED = join(import.meta.dirname, '../../../shared');
const ANSWERS = join(import.meta.dirname, '../accuracy/reports');

/** Runs where the published documents lie beside the project, and says so where they do not. */
function where(folder: string, why: string): typeof describe | typeof describe.skip {
  if (existsSync(join(SHARED, folder))) return describe;
  console.info(`Skipped: ${why} are not beside the project (${join('..', 'shared', folder)}).`);
  return describe.skip;
}

const same = (text: unknown) =>
  String(text ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
const hash = (text: unknown) => createHash('sha256').update(same(text)).digest('hex').slice(0, 12);

async function read(path: string): Promise<Extraction> {
  const result = await extractFile(path);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

interface Gold {
  title: string;
  authority: string;
  published: string;
  kind: string;
  judgements: { area: string; grade: string }[];
  recommendations: {
    number: string | null;
    priority: string;
    addressee: string;
    theme: string | null;
    text: string;
  }[];
  findings?: { text: string; accept_sentiments: string[] }[];
}

where('gold', 'the answers read by hand')('the five documents that were read by hand', () => {
  const names = existsSync(join(SHARED, 'gold')) ? ['000', '001', '002', '003', '004'] : ['none'];

  it.each(names)('%s: every recommendation, judgement, date and finding', async (name) => {
    const gold = JSON.parse(readFileSync(join(SHARED, 'gold', `${name}.json`), 'utf8')) as Gold;
    const file = readdirSync(join(SHARED, 'seeds')).find((seed) => seed.startsWith(`${name}_`))!;
    const found = await read(join(SHARED, 'seeds', file));
    const item = (one: Gold['recommendations'][number]) => [
      one.number,
      one.priority,
      one.addressee,
      one.theme === null ? null : same(one.theme),
      same(one.text),
    ];
    expect(found.recommendations.map(item)).toEqual(gold.recommendations.map(item));
    const judgement = (one: Gold['judgements'][number]) =>
      `${/^overall/i.test(one.area) ? 'overall' : same(one.area)}: ${same(one.grade)}`;
    expect(found.judgements.map(judgement)).toEqual(gold.judgements.map(judgement));
    expect({ kind: found.document.kind, published: found.document.published }).toEqual({
      kind: gold.kind,
      published: gold.published,
    });
    expect([found.document.title, found.document.authority].map(same)).toEqual(
      [gold.title, gold.authority].map(same),
    );
    for (const finding of gold.findings ?? []) {
      const read = found.findings.find((one) => same(one.text) === same(finding.text));
      expect([finding.text, finding.accept_sentiments.includes(read?.sentiment ?? 'none')]).toEqual([
        finding.text,
        true,
      ]);
    }
    if (gold.findings) expect(found.findings).toHaveLength(gold.findings.length);
  });
});

interface Answer {
  document: Record<string, string | null>;
  authority: string;
  title: string;
  judgements: string[];
  recommendations: string[];
  findings: number;
}

where('reports', 'the published reports')('the published reports, against answers kept as hashes', () => {
  const names = existsSync(join(SHARED, 'reports'))
    ? readdirSync(ANSWERS).map((name) => name.replace(/\.json$/, ''))
    : ['none'];

  it.each(names)('%s', async (name) => {
    const answer = JSON.parse(readFileSync(join(ANSWERS, `${name}.json`), 'utf8')) as Answer;
    const found = await read(join(SHARED, 'reports', `${name}.pdf`));
    expect(
      found.recommendations.map((one) =>
        [
          one.number,
          one.priority,
          hash(one.addressee),
          one.theme === null ? null : hash(one.theme),
          one.timescale,
          hash(one.text),
        ].join(' '),
      ),
    ).toEqual(answer.recommendations);
    expect(
      found.judgements.map(
        (one) => `${hash(one.area)} ${one.grade.length < 30 ? one.grade : hash(one.grade)}`,
      ),
    ).toEqual(answer.judgements);
    expect({ authority: hash(found.document.authority), title: hash(found.document.title) }).toEqual({
      authority: answer.authority,
      title: answer.title,
    });
    expect(found.document).toMatchObject(answer.document);
    expect(found.recommendations.every((one) => one.page !== null && one.page >= 1)).toBe(true);
  });
});
