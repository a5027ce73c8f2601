import type { RefusalCode } from './refusal.js';
import { decodeText } from './text-encoding.js';
import { ZipArchive } from './zip-archive.js';

/** What the bytes are, whatever the file is called. */
export type FileType =
  | { readonly kind: 'pdf' }
  | { readonly kind: 'docx'; readonly archive: ZipArchive }
  | { readonly kind: 'html'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | OtherType;

/** What is not read: what it is, and what to do instead. */
export interface OtherType {
  readonly kind: 'other';
  readonly code: RefusalCode;
  readonly name: string;
  readonly advice: string;
}

/** The kinds of document that are read, with the ending and media type each usually has. */
export const READABLE_TYPES = [
  { kind: 'pdf', name: 'PDF', ending: '.pdf', mediaType: 'application/pdf' },
  {
    kind: 'docx',
    name: 'Word (.docx)',
    ending: '.docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  { kind: 'html', name: 'a saved web page', ending: '.html', mediaType: 'text/html' },
  { kind: 'text', name: 'Markdown', ending: '.md', mediaType: 'text/markdown' },
  { kind: 'text', name: 'plain text', ending: '.txt', mediaType: 'text/plain' },
] as const;

/** The endings of files that are read, for the list a browser offers; what decides is the content. */
export const READABLE_ENDINGS: readonly string[] = [...READABLE_TYPES.map((type) => type.ending), '.htm'];

/** How the file is kept and handed out again. Web pages go out as plain text: they are never shown as pages. */
export function mediaTypeOf(type: FileType): string {
  if (type.kind === 'html' || type.kind === 'text') return 'text/plain; charset=utf-8';
  return READABLE_TYPES.find((one) => one.kind === type.kind)?.mediaType ?? 'application/octet-stream';
}

const SEND_READABLE = `send it as ${READABLE_TYPES.map((type) => type.name)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1')}`;

function other(name: string, advice = SEND_READABLE, code: RefusalCode = 'wrong_type'): OtherType {
  return { kind: 'other', code, name, advice };
}

const SIGNATURES: readonly (readonly [string, OtherType])[] = [
  ['504b0506', other('an empty zip file')],
  ['7b5c727466', other('a rich text file', 'open it in Word and save it as a Word document (.docx)')],
  ['89504e47', other('a picture')],
  ['ffd8ff', other('a picture')],
  ['47494638', other('a picture')],
  ['49492a00', other('a picture')],
  ['4d4d002a', other('a picture')],
  ['1f8b', other('a compressed file', 'unpack it and send the document in it')],
  ['377abcaf', other('a compressed file', 'unpack it and send the document in it')],
  ['52617221', other('a compressed file', 'unpack it and send the document in it')],
  ['7f454c46', other('a program')],
  ['4d5a', other('a program')],
];

export function fileTypeOf(bytes: Uint8Array): FileType {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  if (start.includes('%PDF-')) return { kind: 'pdf' };
  const hex = start.toString('hex', 0, 8);
  if (hex.startsWith('504b0304')) return packedType(bytes);
  if (hex.startsWith('d0cf11e0')) return compoundType(bytes);
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known) return known[1];
  const text = decodeText(bytes);
  if (text === null) return other('not a text document');
  if (
    /^\uFEFF?\s*(?:From:|MIME-Version:|Snapshot-Content-Location:)[^\n]*\n(?:[^\n]*\n){0,12}?Content-Type:\s*multipart\/related/i.test(
      text.slice(0, 4096),
    )
  ) {
    return other('a web archive', 'save the page again as a web page (.html), or as PDF');
  }
  return isWebPage(text) ? { kind: 'html', text } : { kind: 'text', text };
}

/** A page says so at its start; a piece of one is nothing but elements, where Markdown only has a few. */
function isWebPage(text: string): boolean {
  const start = text
    .slice(0, 8192)
    .replace(/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,4000}?-->\s*)*/, '');
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return true;
  if (!/^<(?:article|div|h[1-6]|main|meta|p|section|style|table|title|ul|ol)\b/i.test(start)) return false;
  const sample = text.slice(0, 200_000);
  const elements =
    sample.match(/<\/?(?:article|div|h[1-6]|li|main|ol|p|section|table|td|th|tr|ul)\b/gi)?.length ?? 0;
  const lines = sample.split('\n').filter((line) => line.trim() !== '');
  const bare = lines.filter((line) => !/<\/?\w[^<>]*>/.test(line)).length;
  return (
    elements >= 4 && (bare < lines.length * 0.5 || elements > lines.length) && !/^#{1,6} \S/m.test(sample)
  );
}

/** Zip files: what is in them says what they are. Nothing is unpacked to find out. */
function packedType(bytes: Uint8Array): FileType {
  const archive = ZipArchive.open(bytes);
  if (archive === 'bomb') {
    return other(
      'a packed file that unpacks to far more than a report holds',
      'it was not opened: save the document again',
      'too_large',
    );
  }
  if (archive === 'encrypted') {
    return other('protected with a password', 'save a copy without one', 'encrypted');
  }
  if (archive === 'damaged') {
    return other('a Word or zip file that is cut off or damaged', 'download or send it again', 'damaged');
  }
  const names = archive.names();
  const holds = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (holds(/(^|\/)vbaProject\.bin$/i) || macroEnabled(archive)) {
    return other(
      'an Office file with macros',
      'save it as an ordinary Word document (.docx) and send that',
      'macros',
    );
  }
  if (
    holds(/^word\/document\d*\.xml$/) ||
    (archive.has('[Content_Types].xml') && holds(/(^|\/)document\.xml$/))
  ) {
    return { kind: 'docx', archive };
  }
  if (holds(/^xl\/(workbook|worksheets)/)) {
    return other(
      'an Excel workbook',
      'an existing plan is imported as a plan; a report is sent as PDF or Word (.docx)',
    );
  }
  if (holds(/^ppt\//)) return other('a PowerPoint file', 'save it as PDF');
  if (holds(/^content\.xml$/))
    return other('an OpenDocument file', 'save it as a Word document (.docx) or PDF');
  if (holds(/^META-INF\/container\.xml$/)) return other('an electronic book', 'send it as PDF');
  return other('a zip file', 'unpack it and send the document in it');
}

function macroEnabled(archive: ZipArchive): boolean {
  const types = archive.part('[Content_Types].xml');
  return Buffer.isBuffer(types) && types.length < 1_000_000 && types.includes('macroEnabled');
}

/** The older container of Microsoft: old documents, and new ones behind a password. */
function compoundType(bytes: Uint8Array): OtherType {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (name: string) => file.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) {
    return other('protected with a password', 'open it, take the password off and save a copy', 'encrypted');
  }
  if (holds('WordDocument')) {
    return other('an old Word document (.doc)', 'open it in Word and save it as .docx or PDF');
  }
  if (holds('Workbook') || holds('Book'))
    return other('an old Excel file', 'send the report as PDF or Word (.docx)');
  if (holds('__substg1.0_')) return other('an Outlook message', 'send the document that is attached to it');
  return other('an old Office file', 'save it as .docx or PDF');
}
