import type { FastifyRequest } from 'fastify';
import { UploadedFile } from '../forms/uploaded-file.js';
import { page, type Page } from '../pages/answers.js';
import { safePath } from '../web.paths.js';
import type { StaleVersion } from './refusals.js';

/**
 * Somebody else saved first: what they saved beside what was typed here. Where the controller names the fields, each
 * is chosen by itself; else one button saves all that was typed. Nothing typed is lost, nothing saved is overwritten
 * unseen.
 */
export function stalePage(stale: StaleVersion, request: FastifyRequest): Page {
  const path = safePath(request.url);
  const differences = stale.differences.filter(({ saved, typed }) => saved !== typed);
  const choices = differences.flatMap(({ choose, ...words }) =>
    choose ? [{ ...words, ...choose, words }] : [],
  );
  const isByField = choices.length > 0 && choices.length === differences.length;
  const chosen = new Set(isByField ? choices.map(({ field }) => field) : []);
  const fields = postedFields(request.body).filter(({ name }) => !chosen.has(fieldOf(name)));
  return page(
    'errors/stale.njk',
    {
      sendTo: path,
      href: stale.href ?? path,
      by: stale.by ?? null,
      fields: [...fields, { name: 'version', value: String(stale.currentVersion) }],
      differences,
      choices: isByField ? choices : [],
      typed: fields.filter(({ value }) => value.trim() !== ''),
    },
    { status: 412 },
  );
}

function postedFields(body: unknown): { name: string; value: string }[] {
  return Object.entries(typeof body === 'object' && body !== null ? body : {}).flatMap(([name, value]) => {
    if (name === '_csrf' || name === 'version' || value instanceof UploadedFile) return [];
    return (Array.isArray(value) ? value : [value])
      .filter((one): one is string => typeof one === 'string')
      .map((one) => ({ name, value: one }));
  });
}

/** The parts of a date belong to its field. */
function fieldOf(name: string): string {
  return name.replace(/-(?:day|month|year)$/, '');
}
