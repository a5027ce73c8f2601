import type { FastifyRequest } from 'fastify';
import { UploadedFile } from '../forms/uploaded-file.js';
import { page, type Page } from '../pages/answers.js';
import { safePath } from '../web.paths.js';
import type { StaleVersion } from './refusals.js';

/**
 * Somebody else saved first: what they saved beside what was typed here. One button saves what was typed over it, a
 * link reads what was saved. Nothing typed is lost, nothing saved is overwritten unseen.
 */
export function stalePage(stale: StaleVersion, request: FastifyRequest): Page {
  const path = safePath(request.url);
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const fields = Object.entries(body).flatMap(([name, value]) => {
    if (name === '_csrf' || name === 'version' || value instanceof UploadedFile) return [];
    return (Array.isArray(value) ? value : [value])
      .filter((one): one is string => typeof one === 'string')
      .map((one) => ({ name, value: one }));
  });
  return page(
    'errors/stale.njk',
    {
      sendTo: path,
      href: stale.href ?? path,
      fields: [...fields, { name: 'version', value: String(stale.currentVersion) }],
      differences: stale.differences.filter(({ saved, typed }) => saved !== typed),
      typed: fields.filter(({ value }) => value.trim() !== ''),
    },
    { status: 412 },
  );
}
