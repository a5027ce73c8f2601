import { SendingModule } from '../features/notices/sending.module.js';
import { SweepNow } from '../features/notices/sweep-now.js';
import { SweepRefused } from '../features/notices/sweep-refused.js';
import { mailOf, MailModule } from '../platform/mail/mail.module.js';
import { withApplication } from './application.js';
import { type Call, type Command, WrongUse } from './command.js';
import { dayOption } from './day-option.js';

/** The morning run in this process: ratings, notices, and the mail handed over before it returns. Safe to repeat. */
export const command: Command = {
  usage: 'sweep [--on YYYY-MM-DD] [--authority SLUG] [--json]',
  options: { on: { type: 'string' }, authority: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const asked = {
      on: dayOption(call, 'on') ?? undefined,
      authoritySlug: call.text('authority') ?? undefined,
    };
    try {
      return await withApplication(
        async (app) => {
          for await (const swept of app.get(SweepNow, { strict: false }).sweepNow(asked)) {
            const { authority, on, rated, written, sent, failed, cancelled, superseded, delayed } = swept;
            call.print(
              swept,
              `${authority}, ${on}: ${rated} rated; ${written} notices written, ${sent} sent, ${failed} failed, ` +
                `${cancelled} cancelled, ${superseded} superseded; ${delayed} mails to be tried again`,
            );
          }
          return 0;
        },
        { modules: (settings) => [MailModule.by(mailOf(settings)), SendingModule] },
      );
    } catch (error) {
      if (error instanceof SweepRefused) throw new WrongUse(error.message);
      throw error;
    }
  },
};
