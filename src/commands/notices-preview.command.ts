import { SendingModule } from '../features/notices/sending.module.js';
import { SweepNow } from '../features/notices/sweep-now.js';
import { SweepRefused } from '../features/notices/sweep-refused.js';
import { mailOf, MailModule } from '../platform/mail/mail.module.js';
import { withApplication } from './application.js';
import { type Call, type Command, WrongUse } from './command.js';
import { dayOption } from './day-option.js';

/** Who would be told what on a day. Writes nothing. */
export const command: Command = {
  usage: 'notices preview --on YYYY-MM-DD [--authority SLUG] [--json]',
  options: { on: { type: 'string' }, authority: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const on = dayOption(call, 'on');
    if (on === null) throw call.wrong('--on is needed');
    const authoritySlug = call.text('authority') ?? undefined;
    const preview = withApplication(
      async (app) => {
        for await (const line of app.get(SweepNow, { strict: false }).previewNotices({ on, authoritySlug })) {
          const { person, subjectKind, subjectId, step, occurrence, about } = line;
          call.print(
            line,
            `${person}: ${step} ${occurrence} (${subjectKind} ${subjectId}, counted from ${about})`,
          );
        }
      },
      { modules: (settings) => [MailModule.by(mailOf(settings)), SendingModule] },
    );
    await preview.catch((error: unknown) => {
      throw error instanceof SweepRefused ? new WrongUse(error.message) : error;
    });
    return 0;
  },
};
