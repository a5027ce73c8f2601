import { OperatorService } from '../features/administration/operator.service.js';
import { Settings } from '../platform/settings/settings.js';
import { withApplication } from './application.js';
import type { Call, Command } from './command.js';

/** Prints a link that sets a new password, once, within the hour. */
export const command: Command = {
  usage: 'user reset --email ADDRESS [--json]',
  options: { email: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const email = call.needed('email');
    const link = await withApplication(async (app) => {
      const made = await app.get(OperatorService).resetUser(email);
      return `${app.get(Settings).baseUrl}${made.link}`;
    });
    call.print({ link }, link);
    return 0;
  },
};
