#!/usr/bin/env node
// How well what a finding says is told: node test/accuracy/measure-sentiment.mjs DOCUMENTS… [--show]
//
// DOCUMENTS are folders or files. sentiments.json beside this script holds the answers of a careful reader for some of
// their paragraphs, by hash (the texts are not ours): S strength, P progress, W weakness, N none; the first letter is the
// reader's choice, the others are what another careful reader might say.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { register } from 'node:module';
import { basename, join } from 'node:path';

register('./typescript-loader.mjs', import.meta.url);
const { extractFile } = await import('../../src/platform/document-text/extract-file.ts');
const { sentimentOf } = await import('../../src/domain/intake/sentiment.ts');

const answers = JSON.parse(readFileSync(new URL('sentiments.json', import.meta.url), 'utf8'));
const show = process.argv.includes('--show');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (named.length === 0) {
  console.error('Name a folder of documents: node test/accuracy/measure-sentiment.mjs DOCUMENTS… [--show]');
  process.exit(2);
}
const files = named.flatMap((path) =>
  statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path],
);
const hash = (text) =>
  createHash('sha256')
    .update(text.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest('hex')
    .slice(0, 12);
const letter = { strength: 'S', progress: 'P', weakness: 'W', null: 'N' };
const sum = { paragraphs: 0, exact: 0, acceptable: 0, notFound: 0 };

for (const file of files) {
  const expected = answers[basename(file)];
  if (!expected) continue;
  const { findings } = await extractFile(file);
  const texts = new Map(findings.map((finding) => [hash(finding.text), finding.text]));
  for (const [key, accepted] of Object.entries(expected)) {
    const text = texts.get(key);
    if (text === undefined) {
      sum.notFound++;
      continue;
    }
    const got = letter[String(sentimentOf(text))];
    sum.paragraphs++;
    if (accepted[0] === got) sum.exact++;
    if (accepted.includes(got)) sum.acceptable++;
    else if (show) console.log(`${basename(file)}: ${accepted} but ${got}: ${text.slice(0, 110)}`);
  }
}
const share = (part) => `${((100 * part) / Math.max(1, sum.paragraphs)).toFixed(1)}%`;
console.log(
  `${sum.paragraphs} paragraphs: ${sum.exact} as the reader chose (${share(sum.exact)}), ${sum.acceptable} acceptable (${share(sum.acceptable)}), ${sum.notFound} not found`,
);
