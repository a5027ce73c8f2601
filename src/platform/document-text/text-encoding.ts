/** Bytes as text: UTF-8, UTF-16 with or without its mark, what a web page says of itself, or else Windows-1252. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const sample = bytes.subarray(0, 65536);
  const wide = withoutItsMark(sample);
  if (wide) return new TextDecoder(wide).decode(bytes);
  let control = 0;
  for (const byte of sample) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control++;
  }
  if (control > sample.length / 50) return null;
  const declared = declaredEncoding(sample);
  if (declared) {
    try {
      return new TextDecoder(declared, { fatal: true }).decode(bytes);
    } catch {
      // It is not what it says it is: decided by the bytes below.
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** UTF-16 whose mark was lost: every second byte of English text is zero. */
function withoutItsMark(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(sample.length >> 1, 2000);
  if (pairs < 4) return null;
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at++) if (sample[at] === 0) zeros[at & 1]!++;
  if (zeros[1]! > pairs * 0.8 && zeros[0]! < pairs * 0.05) return 'utf-16le';
  if (zeros[0]! > pairs * 0.8 && zeros[1]! < pairs * 0.05) return 'utf-16be';
  return null;
}

/** What a web page declares, where that is neither UTF-8 (tried anyway) nor one of the names of Windows-1252. */
function declaredEncoding(sample: Uint8Array): string | null {
  const start = Buffer.from(sample.subarray(0, 4096)).toString('latin1');
  const name =
    /<meta[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(start)?.[1] ??
    /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w-]{2,30})/i.exec(start)?.[1];
  if (!name || /^(utf-?8|utf-?16.*|iso-8859-1|latin-?1|us-ascii|ascii|windows-1252|cp1252)$/i.test(name)) {
    return null;
  }
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Some versions of Node read this encoding as Latin-1 and lose the quotation marks and dashes. */
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80]!);
}
