import { StartProblem } from '../settings/start-problem.js';
import type { Settings } from '../settings/settings.js';
import { type EmbeddedServer, startEmbedded } from './embedded-server.js';
import { resolveExternal } from './external-roles.js';

export interface DatabaseAccess {
  /** Who migrates; null where only the application's role is known, as in a web container. */
  ownerUrl: string | null;
  appUrl: string;
  queueUrl: string;
  /** The server behind it, when it is our own. */
  embedded: EmbeddedServer | null;
  /** Always to be called: lets go of our own server, and does nothing to another's. */
  stop(): Promise<void>;
}

/** The database that the settings mean: the one of DATABASE_URL, or our own in the data folder. */
export async function resolveDatabase(
  settings: Settings,
  log?: (line: string) => void,
): Promise<DatabaseAccess> {
  if (settings.databaseUrl) {
    const urls = await resolveExternal({ ...settings, databaseUrl: settings.databaseUrl }, log);
    return { ...urls, embedded: null, stop: async () => {} };
  }
  if (settings.isProduction) {
    throw new StartProblem(
      'DATABASE_URL is needed with NODE_ENV=production: there is no embedded database then.',
    );
  }
  const embedded = await startEmbedded({ dataDir: settings.dataDir, log });
  const { ownerUrl, appUrl, queueUrl } = embedded;
  return { ownerUrl, appUrl, queueUrl, embedded, stop: () => embedded.stop() };
}
