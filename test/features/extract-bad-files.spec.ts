import { describe, expect, it, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractBytes, extractFile } from '../../src/platform/document-text/extract-file.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { handmadePdf } from '../accuracy/handmade-pdf.js';

const encode = (text: string) => new TextEncoder().encode(text);

const REPORT = [
  [
    '**Inspection of Westmarch local authority children’s services**'.replace('’', "'"),
    'Inspection dates: 3 to 14 May 2027',
  ],
  ['**What needs to improve?**', '1. Agree one plan for every child.', '2. Publish it.', '**Main findings**'],
];

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
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    60_000,
  );
});
