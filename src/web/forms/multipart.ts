import { plainText } from './plain-text.js';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused, TooLarge } from '../errors/refusals.js';
import { LARGEST_FILE, UploadedFile } from './uploaded-file.js';

/** Beyond this nothing is read at all: one file that is somewhat too large is still told beside its field. */
const LARGEST_REQUEST = 3 * LARGEST_FILE;
const MOST_FILES = 10;

/**
 * Reads multipart forms into `request.body`: texts as strings, files as UploadedFile. Files go to a temporary folder,
 * and only for somebody who is signed in, so that nobody else can fill the disk.
 */
export async function readMultipartForms(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    // One more than allowed, so that too large a file can be told from one that just fits.
    limits: { fileSize: LARGEST_REQUEST, files: MOST_FILES, fields: 500, fieldSize: 1024 * 1024, parts: 600 },
    throwFileSizeLimit: false,
  });
  const uploads = new WeakMap<FastifyRequest, string>();

  server.addHook('onRequest', async (request) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (isMultipart(request) && length > LARGEST_REQUEST) {
      throw new TooLarge('A file can be 50 MB at most');
    }
  });

  server.addHook('preHandler', async (request) => {
    if (!request.isMultipart()) return;
    const body: Record<string, unknown> = {};
    for await (const part of request.parts()) {
      const value = part.type === 'file' ? await receive(request, part, uploads) : part.value;
      add(body, part.fieldname, value);
    }
    request.body = body;
  });

  const clean = async (request: FastifyRequest) => {
    const folder = uploads.get(request);
    if (folder === undefined) return;
    uploads.delete(request);
    await rm(folder, { recursive: true, force: true });
  };
  server.addHook('onResponse', clean);
  server.addHook('onRequestAbort', clean);
}

function isMultipart(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/');
}

function add(body: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__' || name === 'constructor' || name === 'prototype') {
    throw new Refused('bad_field', 'A field of the form has a name that is not allowed');
  }
  const before = body[name];
  body[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}

interface FilePart {
  filename: string | undefined;
  mimetype: string;
  file: Readable;
}

async function receive(
  request: FastifyRequest,
  part: FilePart,
  uploads: WeakMap<FastifyRequest, string>,
): Promise<UploadedFile> {
  const fileName = nameOf(part.filename ?? '');
  const keep = request.signIn !== null;
  let folder = uploads.get(request);
  if (keep && folder === undefined) {
    folder = await mkdtemp(join(tmpdir(), 'tracker-upload-'));
    uploads.set(request, folder);
  }
  const path = keep && folder !== undefined ? join(folder, randomUUID()) : null;
  const target = path === null ? null : createWriteStream(path, { mode: 0o600 });
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What is too large is still read to its end: a browser cut off in the middle shows no page at all.
    if (size > LARGEST_FILE) continue;
    hash.update(chunk);
    if (target !== null && !target.write(chunk)) await once(target, 'drain');
  }
  if (target !== null) {
    target.end();
    await finished(target);
  }
  const file = new UploadedFile(fileName, part.mimetype, size, hash.digest(), size > LARGEST_FILE, path);
  if (file.tooLarge) await file.discard();
  return file;
}

function nameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return plainText(last)
    .replace(/[\n\t]/g, '')
    .slice(0, 200);
}
