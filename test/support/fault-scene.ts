import { expect } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { MorningPost } from './morning-post.js';
import { publishedAction } from './plan-of-westmarch.js';
import { RecordingSmtpServer } from './smtp-server.js';
import { ask, cloneDatabase, type TestDatabase } from './test-database.js';
import { WorkerProcess, type Faults } from './worker-process.js';

/** A working morning of the scene: nothing has been told yet, one digest for each owner is due. */
export const MORNING = '2026-11-24T07:31:00Z';
export const OWNERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map(
  (number) => `owner.${number}@westmarch.example`,
);

interface DigestSeen {
  readonly email: string;
  readonly state: string;
  readonly attempts: number;
  /** How many tries may have arrived without anybody knowing. */
  readonly unanswered: number;
  readonly failure: string | null;
}

let prepared: Promise<TestDatabase> | null = null;

/** Westmarch on 23 November 2026: seven owners, each given one action a moment ago. Made once for a test file. */
export function preparedPlan(): Promise<TestDatabase> {
  prepared ??= prepare();
  return prepared;
}

export async function forgetPreparedPlan(): Promise<void> {
  await (await prepared)?.drop();
  prepared = null;
}

async function prepare(): Promise<TestDatabase> {
  const post = await MorningPost.start();
  for (const email of OWNERS) {
    const owner = await post.app.person({ email, roles: ['owner'] });
    await publishedAction(post.app, post.people, {
      title: `Action of ${email}`,
      ownerId: owner.personId,
    });
  }
  await post.smtp.stop();
  await post.app.app.close();
  await post.app.owner.end();
  return post.app.testDatabase;
}

/** Waits for a fact; how long it may take is generous, because the machine may be slow and is no part of the fact. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, forMs = 60_000) {
  const deadline = Date.now() + forMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It did not happen in time: ${what}`);
    await wait(40);
  }
}

/** One fault: a copy of the plan, a mail server that counts, and worker processes on them. */
export class FaultScene {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracker-fault-'));
  private readonly owner: pg.Pool;
  private readonly workers: WorkerProcess[] = [];
  private readonly holders: pg.Client[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly smtp: RecordingSmtpServer,
  ) {
    this.owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    // The database may be restarted or dropped under it.
    this.owner.on('error', () => undefined);
    this.owner.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs `story` and leaves nothing behind, whatever becomes of it. */
  static async play(story: (scene: FaultScene) => Promise<void>, database?: TestDatabase): Promise<void> {
    const copy = database ?? (await cloneDatabase(await preparedPlan()));
    const scene = new FaultScene(copy, await RecordingSmtpServer.start());
    try {
      await story(scene);
    } catch (error) {
      const said = scene.workers.map((worker) => worker.said.slice(-1500)).join('\n…');
      throw new Error(`${error instanceof Error ? error.message : error}\n${await scene.state()}\n${said}`, {
        cause: error,
      });
    } finally {
      await scene.stopWorking();
      await Promise.all(scene.holders.map((holder) => holder.end().catch(() => undefined)));
      await scene.owner.end();
      await scene.smtp.stop();
      await copy.drop();
      rmSync(scene.folder, { recursive: true, force: true });
    }
  }

  async work(faults: Faults = {}, env: NodeJS.ProcessEnv = {}): Promise<WorkerProcess> {
    const worker = this.run(faults, env);
    await worker.ready();
    return worker;
  }

  /** A command of the command line, in a process of its own. */
  command(...args: string[]): WorkerProcess {
    return this.run({ command: true }, {}, args);
  }

  private run(faults: Faults, env: NodeJS.ProcessEnv, args: readonly string[] = []): WorkerProcess {
    const settings = {
      DATA_DIR: this.folder,
      DATABASE_URL: this.database.appUrl,
      QUEUE_DATABASE_URL: this.database.queueUrl,
      MAIL_URL: this.smtp.url,
      MAIL_FROM: 'Improvement plan <plan@westmarch.example>',
      ...env,
    };
    const worker = WorkerProcess.start({ clockAt: MORNING, ...faults }, settings, args);
    this.workers.push(worker);
    return worker;
  }

  /** From now on whoever writes a notice waits, until what is given back is called. */
  async holdNotices(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.database.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    this.holders.push(client);
    await client.query('begin; lock table notices in share row exclusive mode');
    return () => client.end();
  }

  /** How many connections wait for another. */
  async waitingForLocks(): Promise<number> {
    // Of connections of another role only the administrator of the server sees this.
    const waiting = await ask(
      this.database.superuserUrl,
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.length;
  }

  /** As the owner of the tables. */
  get databaseUrl(): string {
    return this.database.ownerUrl;
  }

  async stopWorking(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
  }

  async rows<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.owner.query(sql, parameters)).rows as T[];
  }

  /** Something changes in the tables without a person's page. */
  async change(sql: string): Promise<void> {
    const client = await this.owner.connect();
    try {
      await client.query(`begin; select set_config('app.actor', 'migration', true)`);
      await client.query(sql);
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  digests(): Promise<DigestSeen[]> {
    return this.rows<DigestSeen>(
      `select p.email, d.state, d.attempts, d.unanswered, d.failure from digests d
         join people p on p.authority_id = d.authority_id and p.id = d.person_id order by d.day, p.email`,
    );
  }

  /** Everybody's mail of the morning has gone, and is recorded. */
  async everythingSent(forMs?: number): Promise<void> {
    await until(
      'every digest sent',
      async () => {
        const sent = (await this.digests()).filter(({ state }) => state === 'sent');
        return OWNERS.every((owner) => sent.some(({ email }) => email === owner));
      },
      forMs,
    );
  }

  mailsTo(): Record<string, number> {
    return Object.fromEntries(OWNERS.map((owner) => [owner, this.smtp.to(owner).length]));
  }

  /**
   * Each owner has the mail once; those of `repeated` may have it once more, under the same Message-ID. Nothing else
   * came, and no notice waits.
   */
  async everybodyHasItOnce(repeated: ReadonlySet<string> = new Set()): Promise<void> {
    for (const owner of OWNERS) {
      const ids = this.smtp.to(owner).map(({ messageId }) => messageId);
      expect([owner, new Set(ids).size]).toEqual([owner, 1]);
      expect([owner, ids.length > (repeated.has(owner) ? 2 : 1)]).toEqual([owner, false]);
    }
    // What came twice is shown as such.
    for (const { email, unanswered } of await this.digests()) {
      if (this.smtp.to(email).length > 1) expect([email, unanswered]).not.toEqual([email, 0]);
    }
    const strangers = this.smtp.received.flatMap(({ to }) => to).filter((one) => !OWNERS.includes(one));
    expect(strangers).toEqual([]);
    expect(await this.rows('select state, count(*)::int as n from notices group by state')).toEqual([
      { state: 'sent', n: OWNERS.length },
    ]);
  }

  private async state(): Promise<string> {
    const digests = await this.digests().catch((error: Error) => error.message);
    return JSON.stringify({ mails: this.mailsTo(), digests }, null, 1);
  }
}
