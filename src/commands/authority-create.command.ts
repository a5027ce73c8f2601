import { OperatorService } from '../features/administration/operator.service.js';
import { withApplication } from './application.js';
import type { Call, Command } from './command.js';

const SLUG = /^[a-z][a-z0-9-]{1,40}$/;

export const command: Command = {
  usage: 'authority create --name NAME --slug SLUG [--json]',
  options: { name: { type: 'string' }, slug: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const name = call.needed('name');
    const slug = call.needed('slug');
    if (!SLUG.test(slug)) {
      throw call.wrong('A slug has 2 to 41 small letters, digits or hyphens and starts with a letter');
    }
    const made = await withApplication((app) => app.get(OperatorService).createAuthority(name, slug));
    call.print(
      { authorityId: made.id, slug: made.slug, name: made.name },
      `Made ${made.name} (${made.slug}). Next: tracker user create --role administrator --authority ${made.slug} …`,
    );
    return 0;
  },
};
