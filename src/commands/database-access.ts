import { prepareDatabase } from '../platform/database/prepare.js';
import { type DatabaseAccess, resolveDatabase } from '../platform/embedded/resolve-database.js';
import type { Settings } from '../platform/settings/settings.js';
import { settingsOrExit } from '../platform/settings/read-settings.js';

/**
 * Runs a command's work against the database that the settings mean, whether or not `npm start` is running, with the
 * tables brought up to date first where the owner is known.
 */
export async function withDatabase<T>(
  work: (settings: Settings, access: DatabaseAccess) => Promise<T>,
): Promise<T> {
  const settings = settingsOrExit();
  const access = await resolveDatabase(settings);
  try {
    const { ownerUrl, appUrl, queueUrl } = access;
    if (ownerUrl) await prepareDatabase({ ownerUrl, appUrl, queueUrl });
    return await work(settings, access);
  } finally {
    await access.stop();
  }
}
