import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Called with words or options that are off: exit code 2. */
export class WrongUse extends Error {}

/** Could not be done: exit code 1. The message is the one line the person reads, and says what to do. */
export class NotDone extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** One verb of the command line. `run` gives back the exit code: 0 done, 1 failed. */
export interface Command {
  /** How it is called, after `tracker`. */
  usage: string;
  options: Options;
  /** How many words it takes beside its options; none by default. */
  words?: number;
  run(call: Call): Promise<number>;
}

/** One call of a command: its words and options, and where its answer goes. */
export class Call {
  constructor(
    readonly words: string[],
    private readonly values: Record<string, string | boolean | (string | boolean)[] | undefined>,
    private readonly usage: string,
  ) {}

  static read(command: Command, argv: string[]): Call {
    try {
      const { values, positionals } = parseArgs({
        args: argv,
        options: { ...command.options, json: { type: 'boolean' } },
        allowPositionals: true,
      });
      const surplus = positionals[command.words ?? 0];
      if (surplus !== undefined) throw new Error(`${surplus} is one word too many`);
      return new Call(positionals, values, command.usage);
    } catch (error) {
      const why = (error as Error).message.split('. To specify')[0]!.split('\n')[0]!;
      throw new WrongUse(`${why}. Use: tracker ${command.usage}`);
    }
  }

  get json(): boolean {
    return this.flag('json');
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** The option's text, or null when it was not given. */
  text(name: string): string | null {
    const value = this.values[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  /** The option's text; wrong use when it was not given. */
  needed(name: string): string {
    const value = this.text(name);
    if (value === null) throw this.wrong(`--${name} is needed`);
    return value;
  }

  wrong(what: string): WrongUse {
    return new WrongUse(`${what}. Use: tracker ${this.usage}`);
  }

  /** One object on its line with `--json`; else the words for a person. */
  print(answer: unknown, human: string): void {
    process.stdout.write(`${this.json ? JSON.stringify(answer) : human}\n`);
  }
}

/** An error line on standard error: one line, whatever it was made of. */
export function complain(message: string): void {
  process.stderr.write(`${message.replace(/\s*\n\s*/g, ' ')}\n`);
}
