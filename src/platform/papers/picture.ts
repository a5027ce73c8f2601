import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { svgOf } from '../charts/svg.js';
import type { Drawing } from '../charts/drawing.js';
import { paperFonts } from './paper-fonts.js';

/** Three dots to a point: sharp on paper. */
const SCALE = 3;

let started: Promise<void> | null = null;

/** A drawing as a PNG picture, for programs that do not show SVG. The same bytes on every machine. */
export async function pictureOf(drawing: Drawing): Promise<Buffer> {
  started ??= start();
  await started;
  const { regular, bold } = await paperFonts();
  const drawn = new Resvg(svgOf(drawing), {
    background: '#ffffff',
    fitTo: { mode: 'width', value: Math.round(drawing.width * SCALE) },
    font: { fontBuffers: [regular, bold], defaultFontFamily: 'Source Sans 3' },
  });
  try {
    return Buffer.from(drawn.render().asPng());
  } finally {
    drawn.free();
  }
}

async function start(): Promise<void> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
}
