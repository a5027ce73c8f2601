import { describe, expect, it } from '@jest/globals';
import { namedFiles } from './file-names.js';

const file = (fileName: string) => ({ fileName, byteSize: 1, sha256: '', storedAs: '' });

describe('the names of files in the download', () => {
  it.each([
    ['Audit of October.pdf', 'evidence/001 Audit of October.pdf'],
    ['../../etc/passwd', 'evidence/001 _.._etc_pass'],
    ['a:b*c?.xlsx', 'evidence/001 a_b_c_.xlsx'],
    ['..', 'evidence/001 evidence'],
    [`${'long '.repeat(40)}.docx`, `evidence/001 ${'long '.repeat(16)}.docx`],
    ['Prüfung.pdf', 'evidence/001 Prüfung.pdf'],
  ])('%s becomes %s', (fileName, name) => {
    expect([...namedFiles([{ id: 'one', file: file(fileName) }]).values()]).toEqual([name]);
  });

  it('tells two of one name apart, and leaves out what has no file', () => {
    const names = namedFiles([
      { id: 'a', file: file('audit.pdf') },
      { id: 'b', file: null },
      { id: 'c', file: file('audit.pdf') },
    ]);
    expect([...names]).toEqual([
      ['a', 'evidence/001 audit.pdf'],
      ['c', 'evidence/002 audit.pdf'],
    ]);
  });
});
