import { readFile } from 'node:fs/promises';
import { readBytes } from './document-reader.js';

/**
 * The program of the reading process: reads the file named first, prints what it found as JSON on its last line and ends.
 * It has its own memory, so a file that is too much for it takes nothing else down.
 */
const [place, fileName, size, sha256] = process.argv.slice(2);
if (place === undefined || fileName === undefined)
  throw new Error('Name the place of a file and what it is called');
const received = size !== undefined && sha256 !== undefined ? { byteSize: Number(size), sha256 } : null;
const outcome = await readBytes(await readFile(place), fileName, received);
// Whatever a library says on the way stands on lines before it.
process.stdout.write(`\n${JSON.stringify(outcome)}`);
