import { decodeText } from '../document-text/text-encoding.js';
import { ZipArchive } from '../document-text/zip-archive.js';

/** A kind of file that is kept: what its bytes are, whatever it is called. */
export interface KeptKind {
  readonly mediaType: string;
  /** The ending it is served with. */
  readonly ending: string;
  /** What text can be read out of it: by the readers of documents, out of an office file, as it stands, or none. */
  readonly words: 'document' | 'office' | 'plain' | 'none';
}

export interface NotKept {
  /** "a program", "a web page": for a sentence that says what to do. */
  readonly because: string;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const PDF: KeptKind = { mediaType: 'application/pdf', ending: 'pdf', words: 'document' };
const picture = (mediaType: string, ending: string): KeptKind => ({ mediaType, ending, words: 'none' });

const PICTURES: readonly (readonly [number, string, KeptKind])[] = [
  [0, '89504e470d0a1a0a', picture('image/png', 'png')],
  [0, 'ffd8ff', picture('image/jpeg', 'jpg')],
  [0, '474946383761', picture('image/gif', 'gif')],
  [0, '474946383961', picture('image/gif', 'gif')],
  [8, '57454250', picture('image/webp', 'webp')],
  // What a telephone takes.
  [4, '6674797068656963', picture('image/heic', 'heic')],
  [4, '6674797068656978', picture('image/heic', 'heic')],
  [4, '667479706d696631', picture('image/heif', 'heif')],
];

const OFFICE_KINDS: readonly (readonly [string, KeptKind])[] = [
  [
    'word/document.xml',
    { mediaType: `${OFFICE}.wordprocessingml.document`, ending: 'docx', words: 'office' },
  ],
  ['xl/workbook.xml', { mediaType: `${OFFICE}.spreadsheetml.sheet`, ending: 'xlsx', words: 'office' }],
  [
    'ppt/presentation.xml',
    { mediaType: `${OFFICE}.presentationml.presentation`, ending: 'pptx', words: 'office' },
  ],
];

/** The endings a browser offers; what decides is the content. */
export const KEPT_ENDINGS = '.pdf,.docx,.xlsx,.pptx,.csv,.txt,.png,.jpg,.jpeg,.gif,.webp,.heic';

/** What a file is, from its bytes: PDF, pictures, Word, Excel, PowerPoint without macros, CSV, text; or why it is not kept. */
export function keptKindOf(bytes: Buffer, fileName: string): KeptKind | NotKept {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return PDF;
  for (const [at, signature, kind] of PICTURES) {
    if (bytes.toString('hex', at, at + signature.length / 2) === signature) return kind;
  }
  const start = bytes.toString('hex', 0, 4);
  if (start === '504b0304') return officeKind(bytes);
  if (start === 'd0cf11e0')
    return { because: 'an old or locked Office file: save it as .docx, .xlsx or .pptx, or as PDF' };
  return textKind(bytes, fileName);
}

export function isKept(kind: KeptKind | NotKept): kind is KeptKind {
  return 'mediaType' in kind;
}

function officeKind(bytes: Buffer): KeptKind | NotKept {
  const archive = ZipArchive.open(bytes);
  if (typeof archive === 'string') return { because: 'a damaged or locked file' };
  const names = archive.names();
  if (names.some((name) => /vbaProject|macrosheets|activeX/i.test(name))) {
    return { because: 'an Office file with macros: save it without them, or as PDF' };
  }
  const found = names.includes('[Content_Types].xml') && OFFICE_KINDS.find(([part]) => names.includes(part));
  return found ? found[1] : { because: 'a zip file: send the files in it one by one' };
}

function textKind(bytes: Buffer, fileName: string): KeptKind | NotKept {
  const text = decodeText(bytes);
  if (text === null) return { because: 'of a kind that is not kept' };
  if (/^\s*(?:<\?xml|<!doctype|<!--|<html|<svg|<script|<head|<body)/i.test(text.slice(0, 2000))) {
    return { because: 'a web page or a drawing with code: save it as PDF' };
  }
  const isTable = fileName.toLowerCase().endsWith('.csv');
  return isTable
    ? { mediaType: 'text/csv; charset=utf-8', ending: 'csv', words: 'plain' }
    : { mediaType: 'text/plain; charset=utf-8', ending: 'txt', words: 'plain' };
}
