import { isUUID } from 'class-validator';
import { NotFound } from '../errors/refusals.js';

/** The id of an address. What is no id names nothing: 404, before the database is asked. */
export function requireId(id: string): string {
  if (!isUUID(id)) throw new NotFound();
  return id.toLowerCase();
}

/** Whether it can be an id at all: asked before it reaches SQL, which would refuse to compare anything else. */
export function isUuid(text: string): boolean {
  return isUUID(text);
}
