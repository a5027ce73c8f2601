import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../support/started-tracker.js';

/** Runs a command that must be refused before it asks for a database. */
function tracker(...args: string[]) {
  const run = spawnSync(process.execPath, [join(projectFolder, 'bin/tracker.mjs'), ...args], {
    encoding: 'utf8',
    cwd: projectFolder,
  });
  return { code: run.status, out: run.stdout, problem: run.stderr };
}

describe('The command line', () => {
  it.each([
    ['an unknown command', ['fly'], 'There is no command fly'],
    ['a day without its --on', ['sweep', '2026-12-01'], '2026-12-01 is one word too many'],
    ['a day that does not exist', ['sweep', '--on', '2026-02-30'], '--on is a day that exists'],
    ['a misspelt option', ['sweep', '--authorty', 'westmarch'], "Unknown option '--authorty'"],
    ['no day at all', ['notices', 'preview'], '--on is needed'],
    ['no file', ['import', '--authority', 'westmarch'], 'Name a file'],
    ['two files for one import', ['import', 'a', 'b', '--authority', 'x'], 'b is one word too many'],
    [
      'a format the report does not have',
      ['report', '--authority', 'x', '--format', 'gif', '--out', 'f'],
      'not as gif',
    ],
    [
      'a pack that is no number',
      ['report', '--authority', 'x', '--pack', 'last', '--format', 'json', '--out', 'f'],
      'A pack has a number such as 3, not last',
    ],
    [
      'a bad slug',
      ['authority', 'create', '--name', 'A', '--slug', 'Bad Slug'],
      'A slug has 2 to 41 small letters',
    ],
    [
      'a role that there is not',
      ['user', 'create', '--email', 'a@b.example', '--name', 'A', '--role', 'zz', '--authority', 'x'],
      'There is no role zz',
    ],
  ])('refuses %s with exit code 2 and one line that says what to do', (_, args, problem) => {
    const { code, out, problem: line } = tracker(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(line).toContain(problem);
    expect(line.trim().split('\n')).toHaveLength(1);
  });

  it('says of a file that cannot be read what is wrong, and answers 1', () => {
    const { code, out, problem } = tracker('extract', 'no-such-file.pdf', '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(problem).toBe('no-such-file.pdf does not exist: check the name.\n');
  });

  it('prints nothing but one object a line with --json', () => {
    const { code, out } = tracker('extract', 'seeds/demo/westmarch-inspection-2026.txt', '--json');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const found = JSON.parse(lines[0]!) as { recommendations: { priority: string }[]; judgements: unknown[] };
    expect(found.recommendations.map(({ priority }) => priority)).toEqual([
      ...Array<string>(2).fill('priority_action'),
      ...Array<string>(9).fill('area_for_improvement'),
    ]);
    expect(found.judgements).toHaveLength(5);
  });
});
