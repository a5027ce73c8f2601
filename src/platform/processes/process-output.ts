import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const warning = 40;
const logLimit = 10_000_000;
const rememberedLines = 20;
/** The same again is said aloud once in this time; the log has every line. */
const repeatAfterMs = 60_000;

interface LogLine {
  level: number;
  msg?: string;
  err?: { message?: string };
}

/** Writes all that a process says into its log file, and says aloud what is a warning or worse. */
export class ProcessOutput {
  private readonly last: string[] = [];
  private readonly saidAt = new Map<string, number>();

  constructor(
    child: ChildProcess,
    private readonly name: string,
    logFile: string,
    private readonly say: (line: string) => void,
  ) {
    const log = createWriteStream(prepareLog(logFile), { flags: 'a', mode: 0o600 });
    // A full disk must not take the process down with it; the loss is said aloud.
    log.on('error', (error) => say(`${name}: its log cannot be written: ${error.message}`));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream as Readable }).on('line', (line) => {
        log.write(`${line}\n`);
        this.hear(line);
      });
    }
    child.once('close', () => log.end());
  }

  get lastWords(): string {
    return this.last.join('\n');
  }

  private hear(line: string): void {
    const heard = wordsOf(line);
    if (heard === null) return;
    this.last.push(heard);
    if (this.last.length > rememberedLines) this.last.shift();
    const now = Date.now();
    if (now - (this.saidAt.get(heard) ?? -Infinity) < repeatAfterMs) return;
    if (this.saidAt.size > rememberedLines) this.saidAt.clear();
    this.saidAt.set(heard, now);
    this.say(`${this.name}: ${heard}`);
  }
}

/** What a person should hear of this line; null for the everyday. What is no log line of ours is always heard. */
function wordsOf(line: string): string | null {
  if (line.trim() === '') return null;
  try {
    const { level, msg, err } = JSON.parse(line) as LogLine;
    if (level < warning) return null;
    return [...new Set([msg, err?.message])].filter(Boolean).join(': ');
  } catch {
    return line;
  }
}

/** One older file is kept. */
function prepareLog(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(file, `${file}.1`);
  return file;
}
