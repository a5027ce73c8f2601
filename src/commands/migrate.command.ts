import { prepareDatabase } from '../platform/database/prepare.js';
import { resolveDatabase } from '../platform/embedded/resolve-database.js';
import { settingsOrExit } from '../platform/settings/read-settings.js';
import { type Call, type Command, NotDone } from './command.js';

/** Brings tables, the application's rights and the queue's schema up to date. Safe to repeat. */
export const command: Command = {
  usage: 'migrate [--json]',
  options: {},
  async run(call: Call): Promise<number> {
    const access = await resolveDatabase(settingsOrExit());
    try {
      const { ownerUrl, appUrl, queueUrl } = access;
      if (!ownerUrl)
        throw new NotDone('DATABASE_OWNER_URL is needed to migrate: the role that owns the tables');
      const ran = await prepareDatabase({ ownerUrl, appUrl, queueUrl });
      call.print(
        { migrations: ran },
        ran.length === 0 ? 'Nothing to migrate' : `Migrated: ${ran.join(', ')}`,
      );
      return 0;
    } finally {
      await access.stop();
    }
  },
};
