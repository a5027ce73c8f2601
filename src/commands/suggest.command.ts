import { suggestionsFor, type FindingWithSuggestions } from '../domain/matching/suggestions.js';
import { extractFile } from '../platform/document-text/extract-file.js';
import { isRefusal } from '../platform/document-text/refusal.js';
import { type Call, type Command, NotDone } from './command.js';

/** For each finding of a letter the recommendations of a report that it most likely speaks about. Needs no database. */
export const command: Command = {
  usage: 'suggest LETTER --against REPORT [--json]',
  options: { against: { type: 'string' } },
  words: 1,
  async run(call: Call): Promise<number> {
    const [letterFile] = call.words;
    if (letterFile === undefined) throw call.wrong('Name the letter');
    const reportFile = call.needed('against');
    const letter = await read(letterFile);
    const report = reportFile === letterFile ? letter : await read(reportFile);
    for (const found of suggestionsFor(letter, report)) call.print(found, inWords(found));
    return 0;
  },
};

async function read(file: string) {
  const found = await extractFile(file);
  if (isRefusal(found)) throw new NotDone(found.message);
  return found;
}

function inWords({ finding, suggestions }: FindingWithSuggestions): string {
  const about = suggestions.map(
    ({ number, text, words }) => `  ${number ?? '-'} ${text}\n     because of: ${words.join(', ')}`,
  );
  const name = finding.number === null ? '' : `${finding.number} `;
  return [
    `${name}${finding.text}`,
    ...(about.length > 0 ? about : ['  Nothing in common with any']),
    '',
  ].join('\n');
}
