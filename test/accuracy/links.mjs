#!/usr/bin/env node
// How well the recommendations that a finding speaks about are proposed:
//
//   node test/accuracy/links.mjs DOCUMENTS LINKS.json [LINKS.json …] [--show]
//
// Prints how often one of the right recommendations is proposed first, among the first three and five (hit@1, hit@3,
// hit@5), and the mean reciprocal rank of the first right one (MRR). A recommendation that the answers call plausible or
// acceptable takes no place in the ranking; with `lenient` it counts as right. An answer without its text is found by the
// number of its paragraph.
import { readdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';

register('./typescript-loader.mjs', import.meta.url);
const { extractFile } = await import('../../src/platform/document-text/extract-file.ts');
const { suggestionsFor } = await import('../../src/domain/matching/suggestions.ts');

const show = process.argv.includes('--show');
const [documents, ...answers] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!documents || answers.length === 0) {
  console.error('Use: node test/accuracy/links.mjs DOCUMENTS LINKS.json [LINKS.json …] [--show]');
  process.exit(2);
}

const same = (text) =>
  String(text ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
const read = new Map();
async function documentOf(key) {
  if (!read.has(key)) {
    const name = readdirSync(documents).find((it) => it.startsWith(key));
    if (name === undefined) throw new Error(`No document in ${documents} begins with ${key}`);
    read.set(key, await extractFile(join(documents, name)));
  }
  return read.get(key);
}

/** One link of the answers: the finding, what is right and what is not wrong. */
function within(entry) {
  return {
    number: entry.paragraph,
    text: entry.text,
    right: entry.recommendations,
    plausible: entry.also_plausible ?? [],
  };
}
function across(entry) {
  const of = (strength) =>
    entry.links.filter((link) => link.strength_of_link === strength).map((link) => link.recommendation);
  return { number: null, text: entry.text, right: of('clear'), plausible: of('acceptable') };
}

function rankOf(suggestions, right, pass) {
  const kept = suggestions.filter(({ number }) => right.includes(number) || !pass.includes(number));
  const at = kept.findIndex(({ number }) => right.includes(number));
  return at < 0 ? Infinity : at + 1;
}

function figures(ranks) {
  const share = (most) => (ranks.filter((rank) => rank <= most).length / ranks.length).toFixed(2);
  const mean = ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
  return { hit1: share(1), hit3: share(3), hit5: share(5), mrr: mean.toFixed(2) };
}

let times = 0;
async function measure(name, letterKey, reportKey, links) {
  const letter = await documentOf(letterKey);
  const report = await documentOf(reportKey);
  const started = performance.now();
  const found = suggestionsFor(letter, report);
  times += performance.now() - started;
  const strict = [];
  const lenient = [];
  for (const link of links) {
    const answer = found.find(({ finding }) =>
      link.text
        ? same(finding.text).includes(same(link.text).slice(0, 60)) ||
          same(link.text).includes(same(finding.text).slice(0, 60))
        : finding.number === link.number,
    );
    const suggestions = answer?.suggestions ?? [];
    strict.push(rankOf(suggestions, link.right, link.plausible));
    lenient.push(rankOf(suggestions, [...link.right, ...link.plausible], []));
    if (show && strict.at(-1) !== 1) {
      console.log(
        `${name} ${link.number ?? ''} right ${link.right} rank ${strict.at(-1)}: ${answer ? (link.text?.slice(0, 70) ?? '') : 'NOT FOUND'}`,
      );
      for (const it of suggestions) console.log(`     ${it.number} ${it.score} ${it.words.join(' · ')}`);
    }
  }
  console.log(
    JSON.stringify({
      pair: name,
      findings: links.length,
      of: report.recommendations.length,
      ...figures(strict),
      lenient: figures(lenient),
    }),
  );
  return { strict, lenient };
}

const all = { strict: [], lenient: [] };
for (const file of answers) {
  const answer = JSON.parse(readFileSync(file, 'utf8'));
  for (const [key, links] of Object.entries(answer.within_report ?? {})) {
    const { strict, lenient } = await measure(`${key} within`, key, key, links.map(within));
    all.strict.push(...strict);
    all.lenient.push(...lenient);
  }
  if (answer.across) {
    const { evidence_document: letter, target_document: report, findings } = answer.across;
    await measure(`${letter} against ${report}`, letter, report, findings.map(across));
  }
}
console.log(
  JSON.stringify({
    pair: 'all within',
    findings: all.strict.length,
    ...figures(all.strict),
    lenient: figures(all.lenient),
  }),
);
console.log(JSON.stringify({ milliseconds: Math.round(times) }));
