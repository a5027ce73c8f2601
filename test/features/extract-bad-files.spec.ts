import { describe, expect, it, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractBytes, extractFile } from '../../src/platform/document-text/extract-file.js';
import { readDocumentText } from '../../src/platform/document-text/read-document-text.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { handmadeDocx, paragraph } from '../accuracy/handmade-docx.js';
import { handmadePdf } from '../accuracy/handmade-pdf.js';
import { handmadeZip, type ZipPart } from '../accuracy/handmade-zip.js';

const encode = (text: string) => new TextEncoder().encode(text);

const REPORT = [
  [
    '**Inspection of Westmarch local authority children’s services**'.replace('’', "'"),
    'Inspection dates: 3 to 14 May 2027',
  ],
  ['**What needs to improve?**', '1. Agree one plan for every child.', '2. Publish it.', '**Main findings**'],
];

const BODY = { name: 'word/document.xml', content: '' };
const ZEROS = Buffer.alloc(80 * 1024 * 1024);
const PICTURE = { name: 'word/media/image1.png', content: 'x' };
const ENTITIES = {
  ...BODY,
  content:
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document><w:body><w:p><w:r><w:t>Recommendations &a;</w:t></w:r></w:p></w:body></w:document>',
};
const MANY = Array.from({ length: 6000 }, (_, at) => ({ name: `word/part${at}.xml`, content: 'x' }));

const wordWith = (...more: ZipPart[]) => handmadeDocx({ body: [paragraph('Recommendations')], more });

/** The container of Microsoft's older programs, with a part of that name. */
function compound(part: string): Uint8Array {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1200),
    Buffer.from(part, 'utf16le'),
    Buffer.alloc(600),
  ]);
}

async function refusalOf(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  const result = await extractBytes(bytes, 'a file.pdf');
  if (!isRefusal(result)) throw new Error('The file was read.');
  return result;
}

describe('a file that cannot be read is refused in one line that says what to do', () => {
  const whole = handmadePdf({ pages: REPORT });
  test.each([
    ['empty', new Uint8Array(0), 'empty'],
    ['nothing but blanks', encode(' \n\t\n'), 'empty'],
    ['encrypted', handmadePdf({ pages: REPORT, encrypted: true }), 'encrypted'],
    ['pictures of pages, without text', handmadePdf({ pages: [[], [], []] }), 'scanned'],
    ['cut off in the middle', whole.slice(0, Math.floor(whole.length / 2)), 'damaged'],
    ['a PDF by its first line only', encode(`%PDF-1.7\n${'x'.repeat(5000)}\n%%EOF`), 'damaged'],
    ['a Word document cut off at once', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'damaged'],
    ['an old Word document', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'wrong_type'],
    ['an old Word document by its parts', compound('WordDocument'), 'wrong_type'],
    ['a Word document behind a password', compound('EncryptedPackage'), 'encrypted'],
    [
      'a zip behind a password',
      handmadeZip([{ name: 'word/document.xml', content: 'x', locked: true }]),
      'encrypted',
    ],
    ['a rich text file', encode('{\\rtf1\\ansi Recommendations}'), 'wrong_type'],
    ['an Excel workbook', handmadeZip([{ name: 'xl/workbook.xml', content: '<workbook/>' }]), 'wrong_type'],
    ['a zip of other things', handmadeZip([{ name: 'report.pdf', content: 'x' }]), 'wrong_type'],
    ['a Word document with macros', wordWith({ name: 'word/vbaProject.bin', content: 'x' }), 'macros'],
    ['a Word document cut off', wordWith().slice(0, -30), 'damaged'],
    [
      'a Word document without its text',
      handmadeZip([{ name: 'word/document.xml', content: 'not xml' }]),
      'empty',
    ],
    ['a Word document of pictures', handmadeDocx({ body: ['<w:p/>'], more: [PICTURE] }), 'scanned'],
    [
      'a Word document that asks for other files',
      handmadeDocx({ body: [], styles: '', more: [ENTITIES] }),
      'damaged',
    ],
    ['a zip bomb by its directory', wordWith({ name: 'word/media/a.xml', content: ZEROS }), 'too_large'],
    ['a zip bomb that lies about its size', wordWith({ ...BODY, content: ZEROS, claims: 500 }), 'too_large'],
    ['a zip bomb of many parts', handmadeZip(MANY), 'too_large'],
    [
      'a web archive',
      encode('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'),
      'wrong_type',
    ],
    [
      'a web page that nests without end',
      encode(`<html><body>${'<div>'.repeat(200_000)}Recommendations`),
      'damaged',
    ],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'wrong_type'],
    [
      'a web page without text',
      encode('<!doctype html><html><body><script>1</script></body></html>'),
      'empty',
    ],
    ['a program', Uint8Array.from([0, 1, 2, 3, 0, 255, 254, 0, 7]), 'wrong_type'],
    ['larger than 50 MB', new Uint8Array(50 * 1024 * 1024 + 1), 'too_large'],
  ])('%s', async (_, bytes, code) => {
    const refused = await refusalOf(bytes);
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(/^a file\.pdf .{15,}\.$/);
    expect(refused.message).not.toContain('\n');
  });

  it.each([
    ['no longer of the size it was received with', 1, null],
    ['no longer of the content it was received with', 0, 'other'],
  ])('%s', async (_, more, content) => {
    const bytes = encode('Recommendations\n\n1. Publish the plan.\n');
    const received = {
      byteSize: bytes.length + more,
      sha256: createHash('sha256')
        .update(content ?? bytes)
        .digest('hex'),
    };
    expect(await readDocumentText(bytes, 'a file.txt', received)).toMatchObject({ code: 'changed' });
    const same = { byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    expect(isRefusal(await readDocumentText(bytes, 'a file.txt', same))).toBe(false);
  });

  it('that is missing, or is a folder', async () => {
    expect(await extractFile('/nowhere/at all.pdf')).toMatchObject({ refused: true, code: 'not_found' });
    expect(await extractFile(tmpdir())).toMatchObject({ refused: true, code: 'wrong_type' });
  });
});

describe('a file is what its bytes are, whatever it is called', () => {
  it('reads a PDF that is called .txt, with pages', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'westmarch-'));
    try {
      const path = join(folder, 'report.txt');
      await writeFile(path, handmadePdf({ pages: REPORT }));
      expect(await extractFile(path)).toMatchObject({
        file: path,
        document: { kind: 'ilacs_inspection', authority: 'Westmarch', inspectedFrom: '2027-05-03' },
        recommendations: [
          { number: '1', text: 'Agree one plan for every child.', page: 2 },
          { number: '2', text: 'Publish it.', page: 2 },
        ],
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reads Windows-1252 and UTF-16 text', async () => {
    const words =
      'Recommendations\r\n\r\n1. Keep the council’s promise – and its plan.\r\n\r\n2. Publish it.\r\n';
    const windows = Uint8Array.from(
      [...words].map((letter) => (letter === '’' ? 0x92 : letter === '–' ? 0x96 : letter.charCodeAt(0))),
    );
    const wide = new Uint8Array(Buffer.from(`\uFEFF${words}`, 'utf16le'));
    for (const bytes of [windows, wide]) {
      expect(await extractBytes(bytes, 'westmarch.txt')).toMatchObject({
        recommendations: [{ text: 'Keep the council’s promise – and its plan.' }, { text: 'Publish it.' }],
      });
    }
  });

  test.each([
    ['one line of a million letters', 'a'.repeat(1_000_000)],
    ['a hundred thousand numbers', Array.from({ length: 100_000 }, (_, at) => `${at}`).join('\n')],
    ['a hundred thousand headings', '# Recommendations\n\n'.repeat(100_000)],
    ['words without an end', 'The council should and of the in for at across its all local '.repeat(20_000)],
    ['nothing but bullets', '• \n'.repeat(50_000)],
    ['brackets and stars', '*(**[<(_'.repeat(50_000)],
  ])(
    'comes to an end with %s',
    async (_, text) => {
      const started = performance.now();
      expect(await extractBytes(encode(text), 'odd.txt')).toMatchObject({ file: 'odd.txt' });
      // That it ends well before a reading is given up; how fast reports are read is measured by the benchmarks.
      expect(performance.now() - started).toBeLessThan(30_000);
    },
    60_000,
  );
});
