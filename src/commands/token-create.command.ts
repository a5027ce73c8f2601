import { OperatorService } from '../features/administration/operator.service.js';
import { withApplication } from './application.js';
import type { Call, Command } from './command.js';

/** Prints an API token, once, alone on its line. */
export const command: Command = {
  usage: 'token create --email ADDRESS --name TEXT [--authority SLUG] [--json]',
  options: { email: { type: 'string' }, name: { type: 'string' }, authority: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const asked = {
      email: call.needed('email'),
      name: call.needed('name'),
      authoritySlug: call.text('authority'),
    };
    const { token } = await withApplication((app) => app.get(OperatorService).createToken(asked));
    call.print({ token }, token);
    return 0;
  },
};
