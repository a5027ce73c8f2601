#!/usr/bin/env node
// How well documents are read: node test/accuracy/measure.mjs DOCUMENTS [ANSWERS] [--show]
//
// DOCUMENTS and ANSWERS are folders (or single files). An answer belongs to the document whose name starts with the
// answer's name up to the dot ("000.json" to "000_x.txt"), or is listed in same-as.json beside this script ({"report.pdf":"000"}).
// It prints, for each document and for each kind of document:
//   items       precision and recall of the recommendations found, whatever is wrong with their words (six words in ten
//               are the same), and the exact-text rate: how many of those have exactly the words of the answer
//   texts       the same with exact words only; whole: number, priority, addressee and theme must be right too
//   judgements, findings, front matter: exact only
// What an answer leaves out is not checked; `--show` prints what is missing or too much.
//
// An answer holds texts (as in the contract) or, for documents that are not ours to copy, hashes and counts as
// `--fingerprint` prints them. Texts are compared after lower-casing and dropping everything but a-z and 0-9.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { register } from 'node:module';
import { basename, join } from 'node:path';

register('./typescript-loader.mjs', import.meta.url);
const { extractFile } = await import('../../src/platform/document-text/extract-file.ts');

const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const [documents, answers] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!documents) {
  console.error(
    'Name a folder of documents: node test/accuracy/measure.mjs DOCUMENTS [ANSWERS] [--show] [--fingerprint]',
  );
  process.exit(2);
}

const same = (text) =>
  String(text ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
const hash = (text) => createHash('sha256').update(same(text)).digest('hex').slice(0, 12);
const filesIn = (path, ending) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => ending.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path];

function fingerprint(found) {
  return {
    document: Object.fromEntries(
      ['kind', 'inspectedFrom', 'inspectedTo', 'published'].map((key) => [key, found.document[key]]),
    ),
    authority: hash(found.document.authority),
    title: hash(found.document.title),
    judgements: found.judgements.map(
      (one) => `${hash(one.area)} ${one.grade.length < 30 ? one.grade : hash(one.grade)}`,
    ),
    recommendations: found.recommendations.map((one) =>
      [
        one.number,
        one.priority,
        hash(one.addressee),
        one.theme === null ? null : hash(one.theme),
        one.timescale,
        hash(one.text),
      ].join(' '),
    ),
    findings: found.findings.length,
  };
}

const fields = ['number', 'priority', 'addressee', 'theme'];
const plain = (value) => (value === null || value === undefined ? '' : same(value));

/** Answers as sets of lines to compare: text alone, and text with everything that is said about it. */
function linesOf(source, hashed) {
  if (hashed) {
    return {
      texts: source.recommendations.map((line) => line.split(' ').at(-1)),
      whole: source.recommendations,
      judgements: source.judgements,
      findings: null,
    };
  }
  const area = (one) => (/^overall/i.test(one.area) ? 'overall' : plain(one.area));
  return {
    texts: (source.recommendations ?? []).map((one) => plain(one.text)),
    whole: (source.recommendations ?? []).map((one) =>
      [...fields.map((field) => plain(one[field])), plain(one.text)].join('|'),
    ),
    judgements: source.judgements ? source.judgements.map((one) => `${area(one)}|${plain(one.grade)}`) : null,
    findings: source.findings ? source.findings.map((one) => plain(one.text)) : null,
  };
}

/** Pairs every item found with the expected one that shares most words, if that is most of the words. */
function sameItems(found, expected) {
  const words = (text) =>
    new Set(
      String(text)
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? [],
    );
  const left = expected.map((text) => ({ text, words: words(text) }));
  let matched = 0;
  let exact = 0;
  for (const text of found) {
    const own = words(text);
    const alike = left.map((other) => {
      const shared = [...own].filter((word) => other.words.has(word)).length;
      return shared / Math.max(1, own.size + other.words.size - shared);
    });
    const best = alike.indexOf(Math.max(...alike));
    if (best < 0 || alike[best] < 0.6) continue;
    matched++;
    if (same(text) === same(left[best].text)) exact++;
    left.splice(best, 1);
  }
  return { right: matched, found: found.length, expected: expected.length, exact };
}

function compare(found, expected) {
  const left = [...expected];
  let right = 0;
  for (const line of found) {
    const at = left.indexOf(line);
    if (at >= 0) {
      left.splice(at, 1);
      right++;
    }
  }
  return { right, found: found.length, expected: expected.length, missing: left };
}

const totals = new Map();
function count(kind, what, result) {
  for (const key of [`${kind} ${what}`, `all ${what}`]) {
    const sum = totals.get(key) ?? { right: 0, found: 0, expected: 0, exact: 0 };
    for (const part of ['right', 'found', 'expected', 'exact']) sum[part] += result[part] ?? 0;
    totals.set(key, sum);
  }
}

function answerFor(file) {
  if (!answers) return null;
  const sameAs = new URL('same-as.json', import.meta.url);
  const listed = existsSync(sameAs) ? JSON.parse(readFileSync(sameAs, 'utf8'))[basename(file)] : undefined;
  const name = basename(file).replace(/\.[^.]+$/, '');
  for (const answer of filesIn(answers, /\.json$/)) {
    const key = basename(answer, '.json');
    if (key === listed || key === name || name.startsWith(`${key}_`))
      return JSON.parse(readFileSync(answer, 'utf8'));
  }
  return null;
}

const prints = {};
for (const file of filesIn(documents, /\.(pdf|txt|md|docx|html?)$/i)) {
  const started = performance.now();
  const found = await extractFile(file);
  const ms = Math.round(performance.now() - started);
  if (found.refused) {
    console.log(`${basename(file)}: refused, ${found.code}: ${found.message}`);
    continue;
  }
  if (flags.has('--fingerprint')) prints[basename(file)] = fingerprint(found);
  const answer = answerFor(file);
  const summary = `${found.document.kind}, ${found.recommendations.length} recommendations, ${found.judgements.length} judgements, ${found.findings.length} findings, ${found.warnings.length} warnings, ${ms} ms`;
  console.log(`${basename(file)}: ${summary}`);
  if (!answer) continue;
  const hashed = typeof answer.recommendations?.[0] === 'string' || typeof answer.findings === 'number';
  const expected = linesOf(answer, hashed);
  const actual = linesOf(hashed ? fingerprint(found) : found, hashed);
  if (!hashed && answer.recommendations) {
    const textsOf = (source) => source.recommendations.map((one) => one.text);
    count(found.document.kind, 'items', sameItems(textsOf(found), textsOf(answer)));
  }
  for (const what of ['texts', 'whole', 'judgements', 'findings']) {
    if (expected[what] === null || actual[what] === null) continue;
    const result = compare(actual[what], expected[what]);
    count(found.document.kind, what, result);
    console.log(`    ${what}: ${result.right} of ${result.expected} exact, ${result.found} found`);
    if (flags.has('--show')) {
      for (const missing of result.missing) console.log(`        missing: ${missing.slice(0, 200)}`);
      for (const extra of compare(expected[what], actual[what]).missing)
        console.log(`        extra:   ${extra.slice(0, 200)}`);
    }
  }
  if (answer.findings && !hashed && answer.findings[0]?.accept_sentiments) {
    const byText = new Map(found.findings.map((one) => [same(one.text), one.sentiment]));
    const agreed = answer.findings.filter((one) =>
      one.accept_sentiments.includes(byText.get(same(one.text))),
    ).length;
    const strict = answer.findings.filter((one) => one.sentiment === byText.get(same(one.text))).length;
    console.log(`    sentiment: ${strict} as answered, ${agreed} acceptable of ${answer.findings.length}`);
    if (flags.has('--show')) {
      for (const one of answer.findings) {
        const got = byText.get(same(one.text));
        if (!one.accept_sentiments.includes(got))
          console.log(`        ${one.accept_sentiments} but ${got}: ${one.text.slice(0, 90)}`);
      }
    }
  }
  const top = hashed ? { ...answer.document, title: undefined } : answer;
  for (const field of ['kind', 'published', 'inspectedFrom', 'inspectedTo', 'authority', 'title']) {
    if (top[field] === undefined) continue;
    const equal =
      field === 'title' || field === 'authority'
        ? plain(found.document[field]) === plain(top[field])
        : found.document[field] === top[field];
    count(found.document.kind, 'front matter', { right: equal ? 1 : 0, found: 1, expected: 1 });
    if (!equal) console.log(`    ${field}: ${found.document[field]} instead of ${top[field]}`);
  }
}

if (flags.has('--fingerprint')) console.log(JSON.stringify(prints, null, 1));
console.log('');
for (const [key, { right, found, expected, exact }] of [...totals].sort()) {
  const rate = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`);
  if (key.endsWith(' items')) {
    console.log(
      `${key}: precision ${rate(right, found)}, recall ${rate(right, expected)}, exact text ${rate(exact, right)}, ${right} of ${expected}`,
    );
  } else
    console.log(
      `${key}: precision ${rate(right, found)}, recall ${rate(right, expected)}, ${right} exact of ${expected}`,
    );
}
