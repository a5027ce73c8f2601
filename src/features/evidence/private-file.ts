import type { Readable } from 'node:stream';
import { Answer } from '../../web/pages/answers.js';

/** A file that somebody uploaded: saved by the browser, never opened as a page of ours whatever is in it. */
export function privateFile(file: { fileName: string; mediaType: string; content: Readable }): Answer {
  const plain = file.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return new Answer(
    200,
    {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
    file.content,
  );
}
