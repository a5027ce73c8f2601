// Digests written and handed to a mail server on this machine, which takes them and throws them away.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../bin/install.mjs';
import { makeDue, measured, QUICK, withNational } from './national.mjs';
import { median, print, rounded } from './measure.mjs';

const PEOPLE = QUICK ? 1_500 : 10_500;
const AUTHORITIES = QUICK ? 8 : 50;
const ACTIONS = PEOPLE * 2;
const DAYS = ['2027-03-08', '2027-03-09', '2027-03-10'];

const server = fork(join(root, 'test/bench/mail-sink.mjs'), {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
try {
  const [port] = await once(server, 'message');
  const options = ['--authorities', AUTHORITIES, '--actions', ACTIONS, '--people', PEOPLE].map(String);
  await withNational(options, async (env, owner) => {
    const mail = {
      ...env,
      MAIL_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Improvement plan <plan@sample.example>',
    };
    const runs = [];
    for (const day of DAYS) {
      await makeDue(owner, day, 1);
      await owner.query(`update notices set due_on = due_on - 400 where state = 'sent'`);
      await owner.query(`alter table notices disable trigger user`);
      await owner.query(`update notices set state = 'cancelled' where state <> 'cancelled'`);
      await owner.query(`alter table notices enable trigger user`);
      await measured(mail, 'morning.mjs', ['sweep', day]);
      await owner.query('vacuum analyze notices, digests, actions');
      runs.push(await measured(mail, 'morning.mjs', ['send']));
    }
    const rates = runs.map(({ sent, seconds }) => sent / seconds);
    const { sent, failed = 0, later = 0, nothing = 0, perMail, memory } = runs.at(-1);
    const statements = rounded(perMail, 1);
    const about = { n: runs.length, digests: sent, failed, later, nothing, statements };
    print({ name: 'mails.rate', value: Math.round(median(rates)), unit: 'a second', ...about });
    // The first fifth warms up: templates, statements and the connections are made.
    const after = memory.slice(Math.floor(memory.length / 5));
    const half = Math.floor(after.length / 2);
    const early = median(after.slice(0, half));
    const late = median(after.slice(half));
    print({ name: 'mails.memory', value: late, unit: 'MB', early, most: Math.max(...memory) });
  });
} finally {
  server.kill();
}
