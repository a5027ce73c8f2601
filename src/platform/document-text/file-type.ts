/** What the bytes are, whatever the file is called. */
export type FileType =
  | { readonly kind: 'pdf' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other'; readonly name: string };

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['504b0304', 'a Word, Excel or zip file'],
  ['504b0506', 'an empty zip file'],
  ['d0cf11e0', 'an old Word or Excel file'],
  ['7b5c727466', 'a rich text file'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['47494638', 'a picture'],
  ['49492a00', 'a picture'],
  ['4d4d002a', 'a picture'],
  ['1f8b', 'a compressed file'],
  ['377abcaf', 'a compressed file'],
  ['52617221', 'a compressed file'],
  ['7f454c46', 'a program'],
  ['4d5a', 'a program'],
];

export function fileTypeOf(bytes: Uint8Array): FileType {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  if (start.includes('%PDF-')) return { kind: 'pdf' };
  const hex = start.toString('hex', 0, 8);
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known) return { kind: 'other', name: known[1] };
  const text = decode(bytes);
  if (text === null) return { kind: 'other', name: 'not a text document' };
  if (
    /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body)\b/i.test(
      text.slice(0, 4096),
    )
  ) {
    return { kind: 'other', name: 'a web page' };
  }
  return { kind: 'text', text };
}

/** UTF-8, UTF-16 with its mark, or else Windows-1252; null for bytes that are no text. */
function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const sample = bytes.subarray(0, 65536);
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return null;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control++;
  }
  if (control > sample.length / 50) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Some versions of Node read this encoding as Latin-1 and lose the quotation marks and dashes. */
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80]!);
}
