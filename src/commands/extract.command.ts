import type { Extraction } from '../domain/intake/extraction.js';
import { extractFile } from '../platform/document-text/extract-file.js';
import { isRefusal } from '../platform/document-text/refusal.js';
import { type Call, type Command, complain } from './command.js';

/** Reads files and prints what it found, one line a file. Needs no database; a bad file does not stop the others. */
export const command: Command = {
  usage: 'extract FILE… [--json]',
  options: {},
  words: Infinity,
  async run(call: Call): Promise<number> {
    if (call.words.length === 0) throw call.wrong('Name at least one file');
    let bad = 0;
    for (const file of call.words) {
      const found = await extractFile(file);
      if (isRefusal(found)) {
        bad += 1;
        complain(found.message);
      } else {
        call.print(asContracted(found), summary(found));
      }
    }
    return bad === 0 ? 0 : 1;
  },
};

/** What outside scripts rely on, in its order; the pages of the text are for the review page only. */
function asContracted(found: Extraction): object {
  const { file, document, judgements, recommendations, findings, warnings } = found;
  return { file, document, judgements, recommendations, findings, warnings };
}

function summary(found: Extraction): string {
  const { document } = found;
  const lines = [
    `${found.file}: ${document.title ?? 'no title found'} (${document.kind})`,
    `  ${document.authority ?? 'No council named'}, published ${document.published ?? 'on no printed date'}`,
    ...(document.planDue
      ? [`  Plan due ${document.planDue.date ?? ''}`.trimEnd() + `: ${document.planDue.rule}`]
      : []),
    ...found.judgements.map((judgement) => `  Judgement: ${judgement.area}: ${judgement.grade}`),
    `  ${found.recommendations.length} recommendations, ${found.findings.length} findings`,
    ...found.recommendations.map((item) => `  ${item.number ?? '-'} [${item.priority}] ${item.text}`),
    ...found.warnings.map(({ message, source }) => {
      const where = source ? ` (page ${source.page}, line ${source.fromLine})` : '';
      return `  Warning: ${message}${where}`;
    }),
  ];
  return lines.join('\n');
}
