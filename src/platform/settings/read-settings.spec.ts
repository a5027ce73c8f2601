import { describe, expect, it } from '@jest/globals';
import { readSettings } from './read-settings.js';
import { Settings } from './settings.js';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:pw@db/tracker',
  SESSION_SECRET: 'x'.repeat(32),
};

function settings(env: Record<string, string>): Settings {
  const read = readSettings(env);
  if (!(read instanceof Settings)) throw new Error(read.problems.join('\n'));
  return read;
}

function problems(env: Record<string, string>): string[] {
  const read = readSettings(env);
  return read instanceof Settings ? [] : read.problems;
}

describe('The settings', () => {
  it('need nothing at all to try the program', () => {
    const read = settings({});
    expect(read).toMatchObject({
      port: 3000,
      baseUrl: 'http://localhost:3000',
      isProduction: false,
      logLevel: 'info',
    });
    expect(read.mailUrl).toBe(`file:${read.dataDir}/mail`);
    expect(read.databaseUrl).toBeUndefined();
    expect(read.sessionSecret).toBeUndefined();
  });

  it('take the port into the address people use, unless that is given', () => {
    expect(settings({ PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
    expect(settings({ PORT: '8080', BASE_URL: 'https://plan.example/' }).baseUrl).toBe(
      'https://plan.example',
    );
  });

  it('count an empty value as absent', () => {
    const read = settings({ PORT: '', REDIS_URL: ' ' });
    expect(read.port).toBe(3000);
    expect(read.redisUrl).toBeUndefined();
  });

  it('take folders from where the command was given', () => {
    const read = settings({ DATA_DIR: 'some folder', MAIL_URL: 'file:out box' });
    expect(read.dataDir).toBe(`${process.cwd()}/some folder`);
    expect(read.mailUrl).toBe(`file:${process.cwd()}/out box`);
    expect(read.filesUrl).toBe(`file:${process.cwd()}/some folder/files`);
    expect(settings({ MAIL_URL: 'file:///var/mail' }).mailUrl).toBe('file:/var/mail');
  });

  it.each([
    ['PORT', 'abc', 'PORT must be a whole number from 1 to 65535.'],
    ['PORT', '70000', 'PORT must be a whole number from 1 to 65535.'],
    ['PORT', '80.5', 'PORT must be a whole number from 1 to 65535.'],
    ['NODE_ENV', 'prod', 'NODE_ENV must be production, development or test.'],
    [
      'DATABASE_URL',
      'mysql://db',
      'DATABASE_URL must look like postgres://user:password@host:5432/database.',
    ],
    ['REDIS_URL', 'localhost', 'REDIS_URL must look like redis://host:6379.'],
    [
      'BASE_URL',
      'plan.example',
      'BASE_URL must be the address people use, such as https://plan.example.gov.uk.',
    ],
    [
      'MAIL_URL',
      'http://mail',
      'MAIL_URL must be smtp://HOST:PORT, smtps://HOST:PORT, file:FOLDER or notify:.',
    ],
    [
      'MAIL_FROM',
      'nobody',
      'MAIL_FROM must be a mail address, such as Improvement plan <plan@example.gov.uk>.',
    ],
    ['FILES_URL', 's3://bucket', 'FILES_URL must be file:FOLDER.'],
    ['SESSION_SECRET', 'short', 'SESSION_SECRET must have at least 32 characters.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.'],
  ])('refuse %s=%s in one line', (name, value, line) => {
    expect(problems({ [name]: value })).toEqual([line]);
  });

  it('name every wrong value at once', () => {
    expect(problems({ PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2);
  });

  it('never repeat a secret', () => {
    expect(problems({ SESSION_SECRET: 'hunter2', DATABASE_URL: 'pg://me:hunter2@db' }).join()).not.toContain(
      'hunter2',
    );
  });

  it('want the keys and templates with GOV.UK Notify', () => {
    expect(problems({ MAIL_URL: 'notify:', NOTIFY_API_KEY: 'k' })).toEqual([
      'NOTIFY_DIGEST_TEMPLATE_ID is needed when MAIL_URL is notify:.',
      'NOTIFY_ACCOUNT_TEMPLATE_ID is needed when MAIL_URL is notify:.',
    ]);
  });

  it('want all of the identity provider or nothing', () => {
    const given = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'tracker' };
    expect(problems(given)).toEqual([
      'OIDC_CLIENT_SECRET is needed: all of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or none.',
    ]);
    expect(problems({ ...given, OIDC_CLIENT_SECRET: 's' })).toEqual([]);
  });
});

describe('In production the settings', () => {
  it('are complete with a database and a secret', () => {
    expect(settings(production).isProduction).toBe(true);
  });

  it('have no embedded database and no default secret', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([
      'DATABASE_URL is needed with NODE_ENV=production: there is no embedded database then.',
      'SESSION_SECRET is needed with NODE_ENV=production: at least 32 characters that nobody can guess.',
    ]);
  });

  it('have no demonstration data', () => {
    expect(problems({ ...production, DEMO_PASSWORD: 'let-me-in' })).toEqual([
      'DEMO_PASSWORD must not be set with NODE_ENV=production: there is no demonstration data then.',
    ]);
  });
});
