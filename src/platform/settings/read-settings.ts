import 'reflect-metadata';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Settings } from './settings.js';

export type Environment = Record<string, string | undefined>;

export interface Problems {
  /** One line each, naming the variable and what it must be. */
  problems: string[];
}

const names = (
  'NODE_ENV PORT DATA_DIR DATABASE_URL DATABASE_OWNER_URL QUEUE_DATABASE_URL REDIS_URL BASE_URL MAIL_URL MAIL_FROM ' +
  'NOTIFY_API_KEY NOTIFY_DIGEST_TEMPLATE_ID NOTIFY_ACCOUNT_TEMPLATE_ID FILES_URL SESSION_SECRET DEMO_PASSWORD ' +
  'OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET LOG_LEVEL'
).split(' ');

const built = import.meta.url.endsWith('/dist/src/platform/settings/read-settings.js');
/** The folder of package.json. */
const projectFolder = fileURLToPath(new URL(built ? '../../../..' : '../../..', import.meta.url));

/** The settings of this environment with their defaults, or everything that is wrong with them. Empty values count as absent. */
export function readSettings(env: Environment): Settings | Problems {
  const given: Record<string, unknown> = {};
  for (const name of names) {
    const value = env[name]?.trim();
    if (value) given[propertyOf(name)] = value;
  }
  const settings = plainToInstance(Settings, { ...given, ...placesIn(given) });
  const problems = [
    ...wrongValues(settings),
    ...(settings.isProduction ? missingInProduction(settings) : []),
  ];
  return problems.length > 0 ? { problems } : settings;
}

/** The settings of this process; leaves with one line for each wrong value. */
export function settingsOrExit(env: Environment = process.env): Settings {
  const settings = readSettings(env);
  if (settings instanceof Settings) return settings;
  for (const problem of settings.problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}

/** Folders are taken from where the command was given; our own data folder stands beside the program. */
function placesIn(given: Record<string, unknown>): Record<string, unknown> {
  const dataDir = given['dataDir'] ? resolve(String(given['dataDir'])) : join(projectFolder, '.data');
  return {
    dataDir,
    baseUrl: given['baseUrl'] ?? `http://localhost:${portOf(given['port'])}`,
    mailUrl: absoluteFolder(given['mailUrl'] ?? `file:${join(dataDir, 'mail')}`),
    filesUrl: absoluteFolder(given['filesUrl'] ?? `file:${join(dataDir, 'files')}`),
  };
}

/** A wrong port is reported once, as a port. */
function portOf(port: unknown): number {
  return Number(port) > 0 && Number(port) < 65536 ? Math.trunc(Number(port)) : 3000;
}

function absoluteFolder(url: unknown): unknown {
  const folder = /^file:(?:\/\/(?=\/))?(.+)$/.exec(String(url))?.[1];
  if (!folder) return url;
  return `file:${isAbsolute(folder) ? folder : resolve(folder)}`;
}

function wrongValues(settings: Settings): string[] {
  return validateSync(settings).flatMap((error) => {
    const messages = new Set(Object.values(error.constraints ?? {}));
    return [...messages].map((message) => `${variableOf(error.property)} ${message}.`);
  });
}

function missingInProduction(settings: Settings): string[] {
  const problems: string[] = [];
  if (!settings.databaseUrl) {
    problems.push('DATABASE_URL is needed with NODE_ENV=production: there is no embedded database then.');
  }
  if (!settings.sessionSecret) {
    problems.push(
      'SESSION_SECRET is needed with NODE_ENV=production: at least 32 characters that nobody can guess.',
    );
  }
  if (settings.demoPassword) {
    problems.push(
      'DEMO_PASSWORD must not be set with NODE_ENV=production: there is no demonstration data then.',
    );
  }
  return problems;
}

function propertyOf(variable: string): string {
  return variable.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function variableOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
