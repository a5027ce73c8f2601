import { decodeText } from './text-encoding.js';
import { readDocumentText } from './read-document-text.js';
import { isRefusal } from './refusal.js';
import { ZipArchive } from './zip-archive.js';

/** The parts of an office file in which people write. */
const WRITTEN =
  /^(?:word\/(?:document|header\d*|footer\d*|comments|footnotes|endnotes)|xl\/(?:sharedStrings|comments\d*|worksheets\/sheet\d+)|ppt\/(?:slides\/slide\d+|notesSlides\/notesSlide\d+))\.xml$/;

/** Longer than this a text is looked at no further: a report of a thousand pages has fewer letters. */
const MOST_LETTERS = 5_000_000;

/** What can be read in a file, for looking at only: order and layout are kept roughly. Empty where nothing can be. */
export async function wordsInFile(
  bytes: Buffer,
  as: 'document' | 'office' | 'plain' | 'none',
  fileName: string,
): Promise<string> {
  if (as === 'plain') return (decodeText(bytes) ?? '').slice(0, MOST_LETTERS);
  if (as === 'office') return wordsInOffice(bytes);
  if (as === 'none') return '';
  const text = await readDocumentText(bytes, fileName);
  // A scanned or locked document has no text to look at; it is kept all the same.
  if (isRefusal(text)) return '';
  const lines = text.pages.flatMap((page) => page.lines.map((line) => line.text));
  return lines.join('\n').slice(0, MOST_LETTERS);
}

function wordsInOffice(bytes: Buffer): string {
  const archive = ZipArchive.open(bytes);
  if (typeof archive === 'string') return '';
  let words = '';
  for (const name of archive.names().filter((one) => WRITTEN.test(one))) {
    const part = archive.part(name);
    if (part === null || typeof part === 'string') continue;
    words += `${wordsInMarkup(part.toString('utf8'))}\n`;
    if (words.length > MOST_LETTERS) break;
  }
  return words.slice(0, MOST_LETTERS);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function wordsInMarkup(markup: string): string {
  return markup
    .replace(/<\/(?:w:p|a:p|si|row|text)>|<w:br\s*\/>/g, '\n')
    .replace(/<\/(?:c|w:tc)>|<w:tab\s*\/>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}
