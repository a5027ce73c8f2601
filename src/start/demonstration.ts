import { createHash } from 'node:crypto';
import { databaseIdentity } from '../platform/embedded/database-identity.js';
import { generateLegiblePassword, SecretsFile } from '../platform/embedded/secrets-file.js';
import { ServiceProcess } from '../platform/processes/service-process.js';
import { StartProblem } from '../platform/settings/start-problem.js';
import type { Settings } from '../platform/settings/settings.js';

const passwordName = 'demo_password';
const loadedName = 'demo_loaded';

/** The demonstration authorities: loaded into a database once, all of their people with one password. */
export class Demonstration {
  readonly password: string;
  private readonly secrets: SecretsFile;

  constructor(settings: Settings) {
    this.secrets = new SecretsFile(settings.dataDir);
    this.password = settings.demoPassword ?? this.secrets.getOrMake(passwordName, generateLegiblePassword);
  }

  /** Whether this database is to be filled, or its people are to be given another password. */
  async isWanted(ownerUrl: string): Promise<boolean> {
    return this.secrets.get(loadedName) !== (await this.mark(ownerUrl));
  }

  /** The process that loads it, to be ended when the start is given up. */
  loader(env: NodeJS.ProcessEnv, logFile: string): ServiceProcess {
    return new ServiceProcess({
      name: 'demonstration',
      script: 'tracker.js',
      args: ['demo', 'load', '--if-empty'],
      env: { ...env, DEMO_PASSWORD: this.password },
      logFile,
      say: () => {},
    });
  }

  async load(loader: ServiceProcess, ownerUrl: string): Promise<void> {
    if ((await loader.runOnce()) !== 0) {
      throw new StartProblem(`The demonstration data could not be loaded: ${loader.lastWords}`);
    }
    this.secrets.set(loadedName, await this.mark(ownerUrl));
  }

  private async mark(ownerUrl: string): Promise<string> {
    const password = createHash('sha256').update(this.password).digest('base64url');
    return `${await databaseIdentity(ownerUrl)} ${password}`;
  }
}
