import { DemonstrationService } from '../features/administration/demonstration/demonstration.service.js';
import { SampleDataModule } from '../features/administration/demonstration/sample-data.module.js';
import { SetClock } from '../platform/clock/set-clock.js';
import { generateLegiblePassword, SecretsFile } from '../platform/embedded/secrets-file.js';
import { settingsOrExit } from '../platform/settings/read-settings.js';
import { withApplication } from './application.js';
import { type Call, type Command, NotDone } from './command.js';

/** Loads the demonstration authorities that are not there yet. Never in production. */
export const command: Command = {
  usage: 'demo load [--if-empty] [--json]',
  options: { 'if-empty': { type: 'boolean' } },
  async run(call: Call): Promise<number> {
    const { isProduction, demoPassword, dataDir } = settingsOrExit();
    if (isProduction) throw new NotDone('There is no demonstration data with NODE_ENV=production');
    const password =
      demoPassword ?? new SecretsFile(dataDir).getOrMake('demo_password', generateLegiblePassword);
    const clock = new SetClock(new Date());
    const loaded = await withApplication((app) => app.get(DemonstrationService).load(clock, password), {
      clock,
      modules: () => [SampleDataModule],
    });
    call.print(
      { loaded },
      loaded.length === 0 ? 'The demonstration data was there' : `Loaded ${loaded.join(', ')}`,
    );
    return 0;
  },
};
