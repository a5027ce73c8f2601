import { describe, expect, it } from '@jest/globals';
import { wordsInFile } from '../../src/platform/document-text/words-in-file.js';
import { isKept, keptKindOf } from '../../src/platform/files/kept-kind.js';
import { zipOf } from '../support/zip-writer.js';

const office = (part: string, xml: string, more: Record<string, string> = {}) =>
  zipOf({ '[Content_Types].xml': '<Types/>', [part]: xml, ...more });
const word = office('word/document.xml', '<w:p><w:t>NHS number 943 476 </w:t><w:t>5919</w:t></w:p>');
const sheet = office('xl/workbook.xml', '<workbook/>', {
  'xl/worksheets/sheet1.xml': '<row><c><v>9434765919</v></c><c><v>7</v></c></row>',
});

describe('what a file is, is told by its content', () => {
  it.each([
    ['a PDF', 'report.txt', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a picture', 'wall', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
    ['a photo of a telephone', 'x.heic', Buffer.from('000000186674797068656963', 'hex'), 'image/heic'],
    ['a table', 'visits.CSV', Buffer.from('a,b\n1,2\n'), 'text/csv; charset=utf-8'],
    ['text', 'notes.md', Buffer.from('Notes'), 'text/plain; charset=utf-8'],
  ])('%s', (_, name, bytes, mediaType) => {
    expect(keptKindOf(bytes, name)).toMatchObject({ mediaType });
  });

  it.each([
    ['Word', word, 'docx'],
    ['Excel', sheet, 'xlsx'],
    ['PowerPoint', office('ppt/presentation.xml', '<p/>'), 'pptx'],
  ])('%s', (_, bytes, ending) => expect(keptKindOf(bytes, 'file.bin')).toMatchObject({ ending }));

  it.each([
    [
      'an Office file with macros',
      office('word/document.xml', '<p/>', { 'word/vbaProject.bin': 'x' }),
      /macros/,
    ],
    ['any other zip', zipOf({ 'a.exe': 'MZ' }), /zip/],
    ['an old Office file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /save it as \.docx/],
    ['a program', Buffer.from('MZ\u0000\u0001'), /not kept/],
    ['a drawing with code', Buffer.from('<?xml version="1.0"?><svg/>'), /code/],
  ])('%s is not kept', (_, bytes, words) => {
    const kind = keptKindOf(bytes, 'file.pdf');
    expect(isKept(kind) ? 'kept' : kind.because).toMatch(words);
  });
});

describe('what can be read in a file', () => {
  it.each([
    ['Word, also where a number is written in pieces', word, 'office', 'NHS number 943 476 5919'],
    ['Excel, cell by cell', sheet, 'office', '9434765919 7'],
    ['CSV as it stands', Buffer.from('a,b'), 'plain', 'a,b'],
  ] as const)('of %s', async (_, bytes, as, words) => {
    expect(await wordsInFile(bytes, as, 'file')).toContain(words);
  });
});
