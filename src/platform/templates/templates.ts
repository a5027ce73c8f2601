import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nunjucks from 'nunjucks';
import { longDate, longDateTime, plural } from './filters.js';

/** Where govuk-frontend keeps its macros and its style sheet. */
export function govukFrontendFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist');
}

/**
 * Pages and mails from nunjucks templates that always escape. A view is named by its path below one of the
 * search folders, for example `actions/views/list.njk`.
 */
export class Templates {
  private readonly environment: nunjucks.Environment;

  constructor(folders: readonly string[], globals: Readonly<Record<string, unknown>> = {}) {
    const missing = folders.find((folder) => !existsSync(folder));
    if (missing !== undefined) throw new Error(`The folder of templates ${missing} does not exist`);
    this.environment = new nunjucks.Environment(
      new nunjucks.FileSystemLoader([...folders, govukFrontendFolder()]),
      { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true },
    );
    this.environment.addFilter('longDate', longDate);
    this.environment.addFilter('longDateTime', longDateTime);
    this.environment.addFilter('plural', plural);
    for (const [name, value] of Object.entries(globals)) this.environment.addGlobal(name, value);
  }

  render(view: string, model: object): string {
    return this.environment.render(view, model);
  }
}
