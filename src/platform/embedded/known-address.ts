import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileOf = (dataDir: string) => join(dataDir, 'address');

/** `npm start` leaves its address in the data folder, so that a command's mail and links lead to it. */
export function keepAddress(dataDir: string, baseUrl: string): void {
  writeFileSync(fileOf(dataDir), `${baseUrl}\n`);
}

/** The address that the last `npm start` of this data folder had; null when there was none. */
export function knownAddress(dataDir: string): string | null {
  try {
    return readFileSync(fileOf(dataDir), 'utf8').trim() || null;
  } catch {
    // Never started here: the settings have the word.
    return null;
  }
}
