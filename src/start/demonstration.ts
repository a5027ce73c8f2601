import { databaseIdentity } from '../platform/embedded/database-identity.js';
import { generateLegiblePassword, SecretsFile } from '../platform/embedded/secrets-file.js';
import { ServiceProcess } from '../platform/processes/service-process.js';
import { StartProblem } from '../platform/settings/start-problem.js';
import type { Settings } from '../platform/settings/settings.js';

const passwordName = 'demo_password';
const loadedName = 'demo_loaded';

/** The demonstration authorities: loaded into a database once, all of their people with one password, which is kept. */
export class Demonstration {
  private readonly secrets: SecretsFile;

  constructor(private readonly settings: Settings) {
    this.secrets = new SecretsFile(settings.dataDir);
  }

  /** What its people sign in with once it is loaded; another DEMO_PASSWORD given later changes nothing. */
  get password(): string | null {
    return this.secrets.get(passwordName) ?? null;
  }

  async isLoaded(ownerUrl: string): Promise<boolean> {
    return this.secrets.get(loadedName) === (await databaseIdentity(ownerUrl));
  }

  /** A line for whoever gave a DEMO_PASSWORD that is not the one in use; null when there is nothing to say. */
  get disregard(): string | null {
    const given = this.settings.demoPassword;
    if (given === undefined || given === this.password) return null;
    return 'DEMO_PASSWORD is not used: the demonstration people have the password that they were given first.';
  }

  /** The process that loads it, to be ended when the start is given up. */
  loader(env: NodeJS.ProcessEnv, logFile: string): ServiceProcess {
    const { demoPassword } = this.settings;
    if (demoPassword !== undefined) this.secrets.set(passwordName, demoPassword);
    return new ServiceProcess({
      name: 'demonstration',
      script: 'tracker.js',
      args: ['demo', 'load', '--if-empty'],
      env: { ...env, DEMO_PASSWORD: this.secrets.getOrMake(passwordName, generateLegiblePassword) },
      logFile,
      say: () => {},
    });
  }

  async load(loader: ServiceProcess, ownerUrl: string): Promise<void> {
    if ((await loader.runOnce()) !== 0) {
      throw new StartProblem(`The demonstration data could not be loaded: ${loader.lastWords}`);
    }
    this.secrets.set(loadedName, await databaseIdentity(ownerUrl));
  }
}
