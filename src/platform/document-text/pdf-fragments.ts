import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PdfFragment } from './pdf-pieces.js';

/** The text of one page as the file places it, with the names of the fonts that are new on it. */
export interface PdfPageFragments {
  readonly fragments: readonly PdfFragment[];
  readonly viewport: readonly number[];
  readonly fonts: readonly (readonly [string, string])[];
}

export type PdfReading =
  { readonly pages: readonly PdfPageFragments[] } | { readonly failed: 'encrypted' | 'damaged' };

/** How long a file may take, in milliseconds, and how much memory its reader, in megabytes. */
const LONGEST_READING = 60_000;
const MOST_MEMORY = 400;

/** More pages than any report has: what lies beyond is not read. */
const MOST_PAGES = 1500;

interface Task {
  readonly bytes: Uint8Array;
  readonly library: string;
  readonly mostPages: number;
}

/**
 * Runs in a thread of its own from its own source text, so it may use nothing from outside itself.
 * A broken file can make the PDF library reject promises that nobody holds, loop or eat all memory: here that ends
 * a thread, and never the program.
 */
async function readInThread(task: Task, answer: (reading: PdfReading) => void): Promise<void> {
  process.on('unhandledRejection', () => undefined);
  // The library expects this method of newer engines when it embeds fonts; Node 20 has not got it.
  const buffers = ArrayBuffer.prototype as unknown as {
    transferToFixedLength?: (length?: number) => ArrayBuffer;
  };
  buffers.transferToFixedLength ??= function (this: ArrayBuffer, length?: number) {
    return this.slice(0, length ?? this.byteLength);
  };
  try {
    const { getDocumentProxy } = (await import(task.library)) as typeof import('unpdf');
    // Pictures are not looked at: none is worth decoding.
    const pdf = await getDocumentProxy(task.bytes, { verbosity: 0, isEvalSupported: false, maxImageSize: 1 });
    const known = new Set<string>();
    const pages: PdfPageFragments[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, task.mostPages); number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const fragments: PdfFragment[] = [];
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const { str, transform, width, fontName } = item;
        fragments.push({ str, transform: transform as number[], width, fontName });
      }
      const fonts: [string, string][] = [];
      const unknown = [...new Set(fragments.map((fragment) => fragment.fontName))].filter(
        (id) => !known.has(id),
      );
      if (unknown.length > 0) {
        // Names of fonts are only known once a page's drawing was read. Without them the text is whole all the same.
        await page.getOperatorList().catch(() => undefined);
        for (const id of unknown) {
          const font = page.commonObjs.has(id) ? (page.commonObjs.get(id) as { name?: string } | null) : null;
          known.add(id);
          fonts.push([id, font?.name ?? '']);
        }
      }
      pages.push({ fragments, viewport: page.getViewport({ scale: 1 }).transform as number[], fonts });
      page.cleanup();
    }
    answer({ pages });
  } catch (error) {
    answer({
      failed: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged',
    });
  }
}

/** Reads the pieces of text of a PDF. Whatever the file does to its reader, the answer comes and says so. */
export function readPdfFragments(bytes: Uint8Array): Promise<PdfReading> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('unpdf')).href;
  const task: Task = { bytes, library, mostPages: MOST_PAGES };
  const code = `const { parentPort, workerData } = require('node:worker_threads');
    (${readInThread.toString()})(workerData, (reading) => parentPort.postMessage(reading));`;
  return new Promise((resolve) => {
    const thread = new Worker(code, {
      eval: true,
      workerData: task,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
      stdout: true,
      stderr: true,
    });
    const end = (reading: PdfReading) => {
      clearTimeout(longest);
      resolve(reading);
      void thread.terminate();
    };
    const longest = setTimeout(() => end({ failed: 'damaged' }), LONGEST_READING);
    thread.once('message', end);
    thread.once('error', () => end({ failed: 'damaged' }));
    thread.once('exit', () => end({ failed: 'damaged' }));
  });
}
