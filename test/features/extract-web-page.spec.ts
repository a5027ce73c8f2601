import { describe, expect, it } from '@jest/globals';
import type { TextLine } from '../../src/domain/intake/document-text.js';
import { readDocumentText } from '../../src/platform/document-text/read-document-text.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';

async function lines(page: string | Uint8Array): Promise<TextLine[]> {
  const bytes = typeof page === 'string' ? new TextEncoder().encode(page) : page;
  const text = await readDocumentText(bytes, 'westmarch.html');
  if (isRefusal(text)) throw new Error(text.message);
  expect(text.format).toBe('html');
  return text.pages.flatMap((one) => one.lines);
}

const texts = async (body: string) =>
  (await lines(`<!doctype html><html><body>${body}</body></html>`)).map((line) => line.text);

describe('lists of a web page, as a browser shows them', () => {
  it.each([
    ['a start', '<ol start="7"><li>Act.<li>Publish.</ol>', ['7. Act.', '8. Publish.']],
    ['a value', '<ol><li>Act.</li><li value="5">Publish.</li></ol>', ['1. Act.', '5. Publish.']],
    ['letters', '<ol type="a"><li>Act.</li></ol>', ['a) Act.']],
    ['bullets inside', '<ul><li>Act:<ul><li>now</li></ul></li></ul>', ['• Act:', '• now']],
    ['paragraphs in an item', '<ol><li><p>Act.</p><p>Soon.</p></li></ol>', ['1. Act. Soon.']],
    ['a typed number', '<ul><li>4. Act.</li></ul>', ['4. Act.']],
    ['a line break in an item', '<ol><li>Act<br>now.</li></ol>', ['1. Act now.']],
    [
      'Word’s own marks',
      '<p style="margin-left:36pt"><span style="mso-list:Ignore">3.<span>&nbsp;&nbsp; </span></span>Act.</p>',
      ['3. Act.'],
    ],
    [
      'Word’s own bullets',
      '<p><span style="font-family:Symbol;mso-list:Ignore">·<span>&nbsp; </span></span>Act.</p>',
      ['• Act.'],
    ],
  ])('%s', async (_, body, shown) => {
    expect(await texts(body)).toEqual(shown);
  });

  it('stand in as deep as they are', async () => {
    const found = await lines('<html><body><ul><li>Act:<ul><li>now</li></ul></li></ul></body></html>');
    expect(found[1]!.left - found[0]!.left).toBe(20);
  });
});

describe('the text of a web page without the site around it', () => {
  it.each([
    ['navigation', '<nav><a href="/">Home</a></nav><p>Agree one plan for every child.</p>'],
    [
      'header and footer',
      '<header>Westmarch</header><p>Agree one plan for every child.</p><footer>Contact us</footer>',
    ],
    [
      'a cookie banner',
      '<div id="global-cookie-message"><p>We use cookies</p></div><p>Agree one plan for every child.</p>',
    ],
    [
      'scripts and styles',
      '<script>var a = "<p>No";</script><style>p{}</style><p>Agree one plan for every child.</p>',
    ],
    [
      'what is hidden',
      '<p hidden>No</p><p style="display: none">No</p><p>Agree one plan for every child.</p>',
    ],
    [
      'what stands outside the main part',
      '<p>Sign up</p><main><p>Agree one plan for every child.</p></main><p>More like this</p>',
    ],
    [
      'buttons and forms',
      '<p>Agree one plan for every child.</p><button>Print this page</button><select><option>English</select>',
    ],
  ])('leaves out %s', async (_, body) => {
    expect(await texts(body)).toEqual(['Agree one plan for every child.']);
  });

  it('keeps everything where what looked like the site was the document', async () => {
    expect(await texts('<div class="sidebar"><p>Agree one plan for every child.</p></div><p>x</p>')).toEqual([
      'Agree one plan for every child.',
      'x',
    ]);
  });

  it('keeps footnote marks raised, and knows footnotes from text', async () => {
    const page = `<html><body><p>Help children<sup>2</sup> and families<a href="#fn3">[3]</a> on the 4<sup>th</sup>.</p>
      <div class="footnotes"><ol><li id="fn2">Under 18. <a href="#fnref2">↩</a></li></ol></div></body></html>`;
    expect((await lines(page)).map((line) => [line.text, line.size])).toEqual([
      ['Help children² and families³ on the 4th.', 1],
      ['¹ Under 18.', 0.8],
    ]);
  });

  it('keeps rows and columns of tables, with cells over several rows and columns', async () => {
    const page = `<html><body><table><tr><th>Body<th>Action<th>When
      <tr><td rowspan="2">Council<td>Agree.<td>May<tr><td colspan="2">Publish.</table></body></html>`;
    expect((await lines(page)).map((line) => line.cells.map((cell) => cell.text))).toEqual([
      ['Body', 'Action', 'When'],
      ['Council', 'Agree.', 'May'],
      ['Council', 'Publish.', ''],
    ]);
  });

  it('reads a table that only places text as the text it places', async () => {
    expect(
      await texts(
        '<table><tr><td><h2>Recommendations</h2><ol><li>Act.</li><li>Publish.</li></ol></td></tr></table>',
      ),
    ).toEqual(['Recommendations', '1. Act.', '2. Publish.']);
  });
});

describe('the letters of a web page', () => {
  const words = 'the council’s plan – “one plan”';
  const page = (charset: string) =>
    `<html><head><meta charset="${charset}"></head><body><p>${words}</p></body></html>`;
  const windows = (text: string) =>
    Uint8Array.from(
      [...text].map(
        (letter) => ({ '’': 0x92, '–': 0x96, '“': 0x93, '”': 0x94 })[letter] ?? letter.charCodeAt(0),
      ),
    );

  it.each<[string, Uint8Array]>([
    ['UTF-8', new TextEncoder().encode(page('utf-8'))],
    ['Windows-1252', windows(page('windows-1252'))],
    ['Windows-1252 that calls itself UTF-8', windows(page('utf-8'))],
    ['Windows-1252 that calls itself Latin-1', windows(page('iso-8859-1'))],
    ['UTF-16 with its mark', new Uint8Array(Buffer.from(`\uFEFF${page('utf-16')}`, 'utf16le'))],
    ['UTF-16 without its mark', new Uint8Array(Buffer.from(page('utf-16'), 'utf16le'))],
  ])('%s', async (_, bytes) => {
    expect((await lines(bytes)).map((line) => line.text)).toEqual([words]);
  });
});
