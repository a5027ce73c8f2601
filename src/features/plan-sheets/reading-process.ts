import { readFile } from 'node:fs/promises';
import { readSpreadsheet } from '../../platform/spreadsheets/read-spreadsheet.js';

/** The program of the process that reads a spreadsheet: prints the grid, or why there is none, as JSON on its last line. */
const [place] = process.argv.slice(2);
if (place === undefined) throw new Error('Name the place of a file');
process.stdout.write(`\n${JSON.stringify(await readSpreadsheet(await readFile(place)))}`);
