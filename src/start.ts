import { settingsOrExit } from './platform/settings/read-settings.js';
import { StartProblem } from './platform/settings/start-problem.js';
import { whenNpmIsGone } from './platform/processes/npm-watch.js';
import { Installation } from './start/installation.js';

// `npm start`: database, web and worker in one command, and all of it stopped again by Ctrl-C.
// Whoever read our output may go away before we have stopped.
process.stdout.on('error', () => {});
const installation = new Installation(settingsOrExit());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => installation.requestStop());
whenNpmIsGone(() => installation.requestStop());

try {
  await installation.run();
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
