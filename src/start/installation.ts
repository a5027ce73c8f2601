import { join } from 'node:path';
import { prepareDatabase } from '../platform/database/prepare.js';
import { ensureDataFolder } from '../platform/embedded/data-folder.js';
import { keepAddress } from '../platform/embedded/known-address.js';
import { type DatabaseAccess, resolveDatabase } from '../platform/embedded/resolve-database.js';
import { generatePassword, SecretsFile } from '../platform/embedded/secrets-file.js';
import { awaitFreePort, awaitReady } from '../platform/processes/readiness.js';
import { ServiceProcess } from '../platform/processes/service-process.js';
import { type StartLock, takeStartLock } from '../platform/processes/start-lock.js';
import { pingRedis } from '../platform/queues/ping-redis.js';
import { StartProblem } from '../platform/settings/start-problem.js';
import type { Settings } from '../platform/settings/settings.js';
import { Demonstration } from './demonstration.js';
import { greeting } from './greeting.js';

const readyWithinMs = 90_000;
const databaseCheckMs = 1000;
const sameRequestMs = 1000;

/** Thrown between two steps of starting, when somebody has asked to stop. */
class GivenUp extends Error {}

/** Database, web and worker of one data folder, from start to stop. */
export class Installation {
  private lock: StartLock | undefined;
  private database: DatabaseAccess | undefined;
  private demonstration: Demonstration | undefined;
  private services: ServiceProcess[] = [];
  private isStarting = true;
  private stopAskedAt = 0;
  private revival: Promise<void> = Promise.resolve();
  private readonly startedAt = Date.now();
  private readonly stopRequest = new AbortController();
  /** Why a service did not start, or the database could not be brought back. */
  private failure: StartProblem | undefined;

  constructor(private readonly settings: Settings) {}

  /** Starts everything, waits until a stop is asked for, and stops everything. */
  async run(): Promise<void> {
    const stopAsked = new Promise((resolve) => this.stopRequest.signal.addEventListener('abort', resolve));
    try {
      await this.start();
      await stopAsked;
    } catch (error) {
      // What breaks because a stop was asked for in the middle is not a problem of its own.
      if (!this.stopRequest.signal.aborted) throw error;
    } finally {
      await this.stop();
    }
    if (this.failure) throw this.failure;
  }

  /**
   * Asked again, it does not wait for web and worker to finish what they are at. One Ctrl-C may come twice: from the
   * terminal and handed on by npm.
   */
  requestStop(): void {
    if (this.stopRequest.signal.aborted) {
      if (Date.now() - this.stopAskedAt < sameRequestMs) return;
      void Promise.all(this.services.map((service) => service.stop(true)));
      return;
    }
    this.stopAskedAt = Date.now();
    say('Stopping…');
    this.lock?.announceStop();
    this.stopRequest.abort();
    if (this.isStarting) for (const service of this.services) void service.stop();
  }

  private async start(): Promise<void> {
    const { settings } = this;
    ensureDataFolder(settings.dataDir);
    this.lock = await takeStartLock(settings.dataDir);
    await awaitFreePort(settings.port, this.lock.afterCrash ? 15_000 : 0);
    this.database = await resolveDatabase(settings, say);
    this.goOn();
    const { ownerUrl, appUrl, queueUrl } = this.database;
    if (!ownerUrl) throw ownerIsMissing();
    await prepareDatabase({ ownerUrl, appUrl, queueUrl });
    this.goOn();
    if (settings.redisUrl) await this.reachRedis(settings.redisUrl);
    this.goOn();
    if (!settings.isProduction) await this.demonstrate(ownerUrl);
    this.goOn();
    this.startServices();
    await awaitReady(
      `http://localhost:${settings.port}/health/ready`,
      readyWithinMs,
      this.stopRequest.signal,
    );
    this.goOn();
    this.isStarting = false;
    keepAddress(settings.dataDir, settings.baseUrl);
    const seconds = (Date.now() - this.startedAt) / 1000;
    for (const line of greeting(settings, seconds, this.demonstration?.password ?? null)) say(line);
    if (this.database.embedded) this.watchDatabase();
  }

  private goOn(): void {
    if (this.stopRequest.signal.aborted) throw new GivenUp();
  }

  /** Web and worker would wait for it for ever; whoever starts us is told instead. */
  private async reachRedis(redisUrl: string): Promise<void> {
    try {
      await pingRedis(redisUrl);
    } catch (error) {
      throw new StartProblem(
        `The Redis of REDIS_URL does not answer (${(error as Error).message}). Start it, or leave REDIS_URL out: ` +
          'the queue then lies on PostgreSQL.',
        { cause: error },
      );
    }
  }

  private async demonstrate(ownerUrl: string): Promise<void> {
    this.demonstration = new Demonstration(this.settings);
    if (await this.demonstration.isLoaded(ownerUrl)) {
      if (this.demonstration.disregard) say(this.demonstration.disregard);
      return;
    }
    say('Loading the demonstration councils (only the first time)…');
    const env = { ...this.environment(), DATABASE_OWNER_URL: ownerUrl };
    const loader = this.demonstration.loader(env, this.logFile('demonstration'));
    this.services = [loader];
    await this.demonstration.load(loader, ownerUrl);
  }

  private startServices(): void {
    const env = this.environment();
    this.services = [this.keepRunning('web', 'main.js', env), this.keepRunning('worker', 'worker.js', env)];
  }

  private keepRunning(name: string, script: string, env: NodeJS.ProcessEnv): ServiceProcess {
    // In production whoever runs us collects the log; at a desk it goes to a file and only warnings are said.
    const logFile = this.settings.isProduction ? undefined : this.logFile(name);
    const service = new ServiceProcess({ name, script, env, logFile, say });
    service.keepRunning({
      isStarting: () => this.isStarting,
      whenStartFailed: (code) => this.fail(`${name} did not start (code ${code}): ${reasonPlace(logFile)}`),
    });
    return service;
  }

  /** What web and worker are told: all that was given to us, what we found out, and never the owner of the database. */
  private environment(): NodeJS.ProcessEnv {
    const { settings } = this;
    const { DATABASE_OWNER_URL: _, ...given } = process.env;
    const database = { DATABASE_URL: this.database!.appUrl, QUEUE_DATABASE_URL: this.database!.queueUrl };
    const secret =
      settings.sessionSecret ?? new SecretsFile(settings.dataDir).getOrMake('session', makeSessionSecret);
    return {
      ...given,
      ...database,
      NODE_ENV: settings.nodeEnv,
      PORT: String(settings.port),
      BASE_URL: settings.baseUrl,
      DATA_DIR: settings.dataDir,
      MAIL_URL: settings.mailUrl,
      FILES_URL: settings.filesUrl,
      SESSION_SECRET: secret,
    };
  }

  /** A database that was killed is started again; web and worker find it again by themselves at the same port. */
  private watchDatabase(): void {
    const timer = setInterval(() => {
      if (this.stopRequest.signal.aborted) return clearInterval(timer);
      if (this.database!.embedded!.isRunning()) return;
      clearInterval(timer);
      say('The database ended unexpectedly; starting it again.');
      this.revival = this.reviveDatabase().then(
        () => this.watchDatabase(),
        (error: unknown) => this.fail(`The database cannot be started again: ${(error as Error).message}`),
      );
    }, databaseCheckMs);
  }

  private async reviveDatabase(): Promise<void> {
    const before = this.database!;
    this.database = await resolveDatabase(this.settings, say);
    await before.stop();
    if (this.database.appUrl === before.appUrl) return;
    say('The database has another port now; web and worker start again.');
    const old = this.services;
    await Promise.all(old.map((service) => service.stop()));
    if (!this.stopRequest.signal.aborted) this.startServices();
  }

  private fail(why: string): void {
    if (this.stopRequest.signal.aborted) return;
    this.failure = new StartProblem(why.trim());
    this.requestStop();
  }

  /** In this order: nobody loses the database while working. */
  private async stop(): Promise<void> {
    await this.revival;
    await Promise.all(this.services.map((service) => service.stop()));
    await this.database?.stop();
    this.lock?.release();
  }

  private logFile(name: string): string {
    return join(this.settings.dataDir, 'logs', `${name}.log`);
  }
}

function ownerIsMissing(): StartProblem {
  return new StartProblem(
    'The role of DATABASE_URL may not create roles, so it cannot prepare the database: ' +
      'give the role that owns it as DATABASE_OWNER_URL.',
  );
}

function reasonPlace(logFile: string | undefined): string {
  return logFile ? `the reason stands above and in ${logFile}.` : 'the reason stands above.';
}

function makeSessionSecret(): string {
  return generatePassword() + generatePassword();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
