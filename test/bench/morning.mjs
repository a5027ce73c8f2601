// One morning of every authority, or its mail, in a process like the worker's: `morning.mjs sweep DAY`,
// `morning.mjs send`. Prints one JSON object.
import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AppModule } from '../../dist/src/app.module.js';
import { DigestSender, WRITTEN_TOGETHER } from '../../dist/src/features/notices/digest.sender.js';
import { SendingModule } from '../../dist/src/features/notices/sending.module.js';
import { SweepService } from '../../dist/src/features/notices/sweep.service.js';
import { mailOf, MailModule } from '../../dist/src/platform/mail/mail.module.js';
import { QUEUE_RULES } from '../../dist/src/platform/queues/queue-rules.js';
import { settingsOrExit } from '../../dist/src/platform/settings/read-settings.js';

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (...asked) {
  statements += 1;
  return query.apply(this, asked);
};

const [what, day] = process.argv.slice(2);
const settings = settingsOrExit();
class Morning {}
const app = await NestFactory.createApplicationContext(
  {
    module: Morning,
    imports: [AppModule.with(settings), MailModule.by(mailOf(settings)), SendingModule],
  },
  { logger: ['error', 'fatal'] },
);
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
await owner.connect();
const rss = () => Math.round(process.memoryUsage().rss / 1024 / 1024);

try {
  process.stdout.write(`${JSON.stringify(await (what === 'sweep' ? sweep() : send()))}\n`);
} finally {
  await owner.end();
  await app.close();
}

async function sweep() {
  const { rows } = await owner.query('select id from authorities order by slug');
  const sweeps = app.get(SweepService, { strict: false });
  const total = { rated: 0, written: 0, superseded: 0, digests: 0, most: 0 };
  statements = 0;
  const begun = performance.now();
  await sideBySide(QUEUE_RULES.sweeps.concurrency, rows, async ({ id }) => {
    const swept = await sweeps.sweep({ authorityId: id, on: day });
    total.rated += swept.rated;
    total.written += swept.written;
    total.superseded += swept.superseded;
    total.digests += swept.digestIds.length;
  });
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, ...total, perAuthority: statements / rows.length, rss: rss() };
}

async function send() {
  const { rows } = await owner.query(
    `select authority_id, array_agg(id order by created_at, id) as ids from digests where state = 'waiting' group by 1`,
  );
  const batches = rows.flatMap(({ authority_id: authorityId, ids }) =>
    Array.from({ length: Math.ceil(ids.length / WRITTEN_TOGETHER) }, (_, n) => ({
      authorityId,
      ids: ids.slice(n * WRITTEN_TOGETHER, (n + 1) * WRITTEN_TOGETHER),
    })),
  );
  const sender = app.get(DigestSender, { strict: false });
  const memory = [];
  const watch = setInterval(() => memory.push(rss()), 250);
  const outcomes = {};
  statements = 0;
  const begun = performance.now();
  await sideBySide(QUEUE_RULES.mail.concurrency, batches, async ({ authorityId, ids }) => {
    for (const { outcome } of (await sender.sendAll(authorityId, ids)).values()) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  });
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  const sent = outcomes.sent ?? 0;
  return { seconds, ...outcomes, perMail: statements / sent, memory };
}

async function sideBySide(width, items, work) {
  const left = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
    }),
  );
}
