import { isRole, ROLES } from '../domain/access/role.js';
import { OperatorService } from '../features/administration/operator.service.js';
import { Settings } from '../platform/settings/settings.js';
import { withApplication } from './application.js';
import type { Call, Command } from './command.js';

/** Makes a person and prints a link that sets their password, once, within 14 days. */
export const command: Command = {
  usage: 'user create --email ADDRESS --name NAME --role ROLE --authority SLUG [--json]',
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    authority: { type: 'string' },
  },
  async run(call: Call): Promise<number> {
    const user = {
      email: call.needed('email'),
      name: call.needed('name'),
      role: call.needed('role'),
      authoritySlug: call.needed('authority'),
    };
    if (!isRole(user.role)) throw call.wrong(`There is no role ${user.role}. Roles: ${ROLES.join(', ')}`);
    const made = await withApplication(async (app) => {
      const { personId, link } = await app.get(OperatorService).createUser(user);
      return { personId, link: `${app.get(Settings).baseUrl}${link}` };
    });
    call.print(made, made.link);
    return 0;
  },
};
