import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface PaperFonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

const FONT = '@expo-google-fonts/source-sans-3';
let read: Promise<PaperFonts> | null = null;

/** Source Sans 3 (SIL Open Font Licence): read once, and put into every PDF, so that it looks alike everywhere. */
export function paperFonts(): Promise<PaperFonts> {
  read ??= both();
  return read;
}

async function both(): Promise<PaperFonts> {
  const { resolve } = createRequire(import.meta.url);
  const [regular, bold] = await Promise.all(
    ['400Regular/SourceSans3_400Regular.ttf', '700Bold/SourceSans3_700Bold.ttf'].map((name) =>
      readFile(resolve(`${FONT}/${name}`)),
    ),
  );
  return { regular: regular!, bold: bold! };
}
