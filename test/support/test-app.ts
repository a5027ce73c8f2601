import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { Role } from '../../src/domain/access/role.js';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { SetClock } from '../../src/platform/clock/set-clock.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { OperatorDoor } from '../../src/platform/database/operator.door.js';
import { SignInDoor } from '../../src/platform/database/sign-in.door.js';
import { FilesModule } from '../../src/platform/files/files.module.js';
import { QueuesModule } from '../../src/platform/queues/queues.module.js';
import { readSettings } from '../../src/platform/settings/read-settings.js';
import { Settings } from '../../src/platform/settings/settings.js';
import { SettingsModule } from '../../src/platform/settings/settings.module.js';
import { createHttpApp } from '../../src/web/http-app.js';
import { createLog } from '../../src/platform/logging/log.js';
import type { Person } from '../../src/web/person.js';
import { signInOf } from '../../src/web/person.js';
import { newSecret } from '../../src/web/sign-in/secrets.js';
import { WebModule } from '../../src/web/web.module.js';
import { cloneDatabase, type TestDatabase } from './test-database.js';
import { Visitor } from './visitor.js';

const SECRET = 'a secret of the tests that nobody else uses';

export interface TestAppOptions {
  /** Every feature, as the web process has them. */
  readonly whole?: boolean;
  /** The feature modules under test; what they import comes with them. */
  readonly modules?: (Type | DynamicModule)[];
  /** What time it is, ISO. Monday 23 November 2026 at 9am unless told. */
  readonly at?: string;
  readonly env?: Record<string, string>;
  readonly viewFolders?: readonly string[];
}

export interface NewPerson {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly name?: string;
  /** Slug; `westmarch` unless told. Made where there is none. */
  readonly authority?: string;
  readonly agencyId?: string | null;
}

/** The application on a database of its own, a real port and a clock that stands still. */
export class TestApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly clock: SetClock,
    readonly testDatabase: TestDatabase,
    /** As the owner of the tables, past every policy: to prepare and to look, never to test with. */
    readonly owner: pg.Pool,
    /** Everything logged, one object per line. */
    readonly logged: Record<string, unknown>[],
    private readonly folder: string,
  ) {}

  static async start(options: TestAppOptions = {}): Promise<TestApp> {
    const testDatabase = await cloneDatabase();
    const clock = new SetClock(new Date(options.at ?? '2026-11-23T09:00:00Z'));
    const settings = readSettings({ NODE_ENV: 'test', SESSION_SECRET: SECRET, ...options.env });
    if (!(settings instanceof Settings)) throw new Error(settings.problems.join('\n'));
    const logged: Record<string, unknown>[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'tracker-app-'));
    const app = await createHttpApp(
      {
        module: class TestRoot {},
        imports: [
          SettingsModule.with(settings),
          ClockModule.with(clock),
          DatabaseModule.connect(testDatabase.appUrl, 4),
          ...unlessGiven(options, QueuesModule.connect({ queueUrl: testDatabase.queueUrl }, 3)),
          WebModule.with({
            baseUrl: settings.baseUrl,
            sessionSecret: SECRET,
            viewFolders: options.viewFolders,
          }),
          ...unlessGiven(options, FilesModule.at(`file:${folder}`)),
          ...(options.whole === true ? await everyFeature() : []),
          ...(options.modules ?? []),
        ],
      },
      { log: createLog('info', { write: (line: string) => void logged.push(JSON.parse(line)) }) },
    );
    await app.listen(0, '127.0.0.1');
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const owner = new pg.Pool({ connectionString: testDatabase.ownerUrl, max: 2 });
    // The pool lets a connection go before the server has: dropping the database then ends it with an error.
    owner.on('connect', (client) => client.on('error', () => undefined));
    // Of a connection that has ended already the pool says so itself.
    owner.on('error', () => undefined);
    return new TestApp(app, url, clock, testDatabase, owner, logged, folder);
  }

  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T {
    return (this.app as INestApplicationContext).get(type as Type<T>, { strict: false });
  }

  get database(): Database {
    return this.get(Database);
  }

  visitor(): Visitor {
    return new Visitor(this.url);
  }

  /** The authority of this slug, made where there is none. */
  async authority(slug = 'westmarch'): Promise<string> {
    const door = this.get(OperatorDoor);
    const found = await door.authorityBySlug(slug);
    if (found !== null) return found.id;
    const name = `${slug.charAt(0).toUpperCase()}${slug.slice(1)} Council`;
    return door.createAuthority(slug, name, false);
  }

  /** Gives somebody a membership and hands back the Person that services take. */
  async person(somebody: NewPerson): Promise<Person> {
    const authorityId = await this.authority(somebody.authority);
    const loginId = await this.get(OperatorDoor).loginFor(somebody.email);
    await this.database.forAuthority(authorityId, { kind: 'migration' }, (tx) =>
      tx.rows(
        `insert into people (authority_id, login_id, name, email, roles, agency_id) values ($1, $2, $3, $4, $5, $6)`,
        [
          authorityId,
          loginId,
          somebody.name ?? nameFrom(somebody.email),
          somebody.email,
          somebody.roles,
          somebody.agencyId ?? null,
        ],
      ),
    );
    return this.personOf(somebody.email, authorityId);
  }

  /** Starts a session as the sign-in page would and gives its cookie to a new visitor. */
  async signIn(email: string, options: { authority?: string; hours?: number } = {}): Promise<Visitor> {
    const loginId = await this.get(OperatorDoor).loginFor(email);
    const authorityId = options.authority === undefined ? null : await this.authority(options.authority);
    const { token, hash } = newSecret();
    // The database judges by its own clock whether a session has ended, we by ours: it must stand for both.
    const from = Math.max(Date.now(), this.clock.now().getTime());
    await this.get(SignInDoor).startSession(
      loginId,
      hash,
      authorityId,
      new Date(from + (options.hours ?? 10) * 3_600_000),
    );
    const visitor = this.visitor();
    visitor.setCookie('session', token);
    return visitor;
  }

  /** A new person, signed in. */
  async visitorAs(somebody: NewPerson): Promise<Visitor> {
    await this.person(somebody);
    return this.signIn(somebody.email, { authority: somebody.authority ?? 'westmarch' });
  }

  /** An API token of theirs, to send as `authorization: Bearer …`. */
  async token(email: string, authority = 'westmarch'): Promise<string> {
    const door = this.get(OperatorDoor);
    const { token, hash } = newSecret();
    await door.createToken(await door.loginFor(email), await this.authority(authority), hash, 'test');
    return token;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.owner.end();
    await this.testDatabase.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async personOf(email: string, authorityId: string): Promise<Person> {
    const { token, hash } = newSecret();
    const door = this.get(SignInDoor);
    await door.startSession(
      await this.get(OperatorDoor).loginFor(email),
      hash,
      authorityId,
      new Date(Date.now() + 60_000),
    );
    const found = await door.sessionByHash(hash);
    const person = found === null ? null : signInOf(found, Buffer.from(token), 'session').person;
    if (person === null) throw new Error(`${email} has no open membership`);
    await door.endSession(hash);
    return person;
  }
}

function nameFrom(email: string): string {
  const [local = ''] = email.split('@');
  return local
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

/** Loaded only where it is wanted: a test of one feature does not wait for the others. */
async function everyFeature(): Promise<readonly Type[]> {
  const { featureModules } = await import('../../src/app.module.js');
  return featureModules;
}

/** A test may bring its own files or queues; two of one kind would be one too many. */
function unlessGiven(options: TestAppOptions, usual: DynamicModule): DynamicModule[] {
  const isGiven = (options.modules ?? []).some((given) => 'module' in given && given.module === usual.module);
  return isGiven ? [] : [usual];
}
