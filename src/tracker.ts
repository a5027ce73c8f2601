import { Call, type Command, complain, NotDone, WrongUse } from './commands/command.js';

/** Each verb is loaded only when it is called: `extract` must not load a server. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  extract: () => import('./commands/extract.command.js'),
  suggest: () => import('./commands/suggest.command.js'),
  import: () => import('./commands/import.command.js'),
  'plan import': () => import('./commands/plan-import.command.js'),
  sweep: () => import('./commands/sweep.command.js'),
  'notices preview': () => import('./commands/notices-preview.command.js'),
  report: () => import('./commands/report.command.js'),
  'authority create': () => import('./commands/authority-create.command.js'),
  'user create': () => import('./commands/user-create.command.js'),
  'user reset': () => import('./commands/user-reset.command.js'),
  'token create': () => import('./commands/token-create.command.js'),
  'demo load': () => import('./commands/demo-load.command.js'),
  migrate: () => import('./commands/migrate.command.js'),
  'seed national': () => import('./commands/seed-national.command.js'),
};

async function main(argv: string[]): Promise<number> {
  const two = argv.slice(0, 2).join(' ');
  const name = two in commands ? two : (argv[0] ?? '');
  const load = commands[name];
  if (!load) {
    const list = Object.keys(commands).join(', ');
    if (['', 'help', '--help', '-h'].includes(name)) {
      process.stdout.write(
        `Use: tracker COMMAND [--json]. Commands: ${list}. Each explains itself with --help.\n`,
      );
      return name === '' ? 2 : 0;
    }
    throw new WrongUse(`There is no command ${name}. Commands: ${list}`);
  }
  const { command } = await load();
  const rest = argv.slice(name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`tracker ${command.usage}\n`);
    return 0;
  }
  return command.run(Call.read(command, rest));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of our output went away (`| head`): nothing is left to say.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof WrongUse) {
    complain(error.message);
    process.exitCode = 2;
  } else {
    if (!(error instanceof NotDone) && process.env.LOG_LEVEL === 'debug') console.error(error);
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
