import { execFile, type ExecFileException } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AsReceived } from '../../platform/document-text/read-document-text.js';
import type { DocumentReader, Reading, ReadingRefusal } from './document-reader.js';

export interface ReadingLimits {
  readonly seconds: number;
  readonly memoryMb: number;
}

const LIMITS: ReadingLimits = { seconds: 45, memoryMb: 512 };
const MOST_OUTPUT = 128 * 1024 * 1024;

/** Reads each file in a process of its own, with an end to its time and memory. */
export class ChildProcessReader implements DocumentReader {
  constructor(
    private readonly limits: ReadingLimits = LIMITS,
    private readonly program = fileURLToPath(new URL('./reading-process.js', import.meta.url)),
  ) {}

  read(place: string, fileName: string, received?: AsReceived): Promise<Reading | ReadingRefusal> {
    const memory = `--max-old-space-size=${this.limits.memoryMb}`;
    const checks = received ? [String(received.byteSize), received.sha256] : [];
    const args = [memory, this.program, place, fileName, ...checks];
    const options = {
      timeout: this.limits.seconds * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: MOST_OUTPUT,
    } as const;
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, options, (error, stdout, stderr) => {
        if (error === null)
          return resolve(JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1)) as Reading | ReadingRefusal);
        const refusal = refusalFor(error, fileName);
        if (refusal) return resolve(refusal);
        reject(new Error(`The reading process failed: ${stderr.trim().slice(-2000)}`, { cause: error }));
      });
    });
  }
}

/** What the file did to the process; null when the process was stopped by somebody, or failed by a fault of ours. */
function refusalFor(error: ExecFileException, fileName: string): ReadingRefusal | null {
  const refuse = (code: string, message: string) => ({ refused: true as const, code, message });
  // Out of memory: Node aborts itself, or the system ends it.
  if (error.signal === 'SIGABRT' || (error.signal === 'SIGKILL' && !error.killed)) {
    return refuse(
      'too_complex',
      `${fileName} needs more memory than reading may take: save a copy without pictures, or as text.`,
    );
  }
  if (error.killed) {
    return refuse(
      'too_slow',
      `${fileName} took too long to read: save a copy without pictures, or as text, and upload that.`,
    );
  }
  return null;
}
