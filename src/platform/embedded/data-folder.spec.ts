import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDataFolder } from './data-folder.js';

describe('The data folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracker-folder-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made with whatever is missing above it, and may be there already', () => {
    const wanted = join(folder, 'a folder', 'below', 'another');
    ensureDataFolder(wanted);
    ensureDataFolder(wanted);
    expect(existsSync(wanted)).toBe(true);
  });

  it('below a file is refused in one line', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => ensureDataFolder(join(folder, 'file', 'below'))).toThrow(/cannot be written: .* is a file/);
  });

  // Asked to make folders recursively there, Node itself never comes back.
  it('where nothing can be made is refused in one line', () => {
    const nowhere = process.platform === 'linux' ? '/proc/nowhere/below' : '\0';
    expect(() => ensureDataFolder(nowhere)).toThrow(/cannot be written|null bytes/);
  });
});
