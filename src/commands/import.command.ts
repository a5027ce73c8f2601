import { ImportsService } from '../features/imports/imports.service.js';
import { OperatorDoor } from '../platform/database/operator.door.js';
import { withApplication } from './application.js';
import { type Call, type Command, NotDone } from './command.js';

/** Stores a document and what was read from it for review, or accepts it as it was read. */
export const command: Command = {
  usage: 'import FILE --authority SLUG [--accept] [--json]',
  options: { authority: { type: 'string' }, accept: { type: 'boolean' } },
  words: 1,
  async run(call: Call): Promise<number> {
    const [source] = call.words;
    if (source === undefined) throw call.wrong('Name a file');
    const slug = call.needed('authority');
    const accept = call.flag('accept');
    const imported = await withApplication(async (app) => {
      const authority = await app.get(OperatorDoor).authorityBySlug(slug);
      if (authority === null) throw new NotDone(`There is no authority with the slug ${slug}`);
      const actor = { kind: 'import' as const };
      return app.get(ImportsService).importFile({ authorityId: authority.id, actor, source, accept });
    });
    const { recommendations, findings, warnings } = imported;
    const state = accept ? 'accepted' : 'ready for review';
    call.print(
      imported,
      [
        `${source}: ${recommendations} recommendations and ${findings} findings, ${state}`,
        ...warnings.map((warning) => `  Warning: ${warning.message}`),
      ].join('\n'),
    );
    return 0;
  },
};
