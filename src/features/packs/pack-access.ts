import { may, mayEver } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { PackRow, PacksRepository } from './packs.repository.js';

/** A pack that is not issued yet is read by those who make it; everybody else reads what was issued. */
export function seesDrafts(person: Person): boolean {
  return may('packs.prepare', person) || may('packs.clear', person) || may('packs.comment', person);
}

/** Whether this person reads the part: Part 2 has what is restricted. Refuses those who read no packs. */
export function requirePart(person: Person, part: 1 | 2): void {
  if (!may('board.read', person)) throw new Forbidden();
  if (part === 2 && !readsPart2(person)) throw new Forbidden();
}

export function readsPart2(person: Person): boolean {
  return may('restricted.read', person);
}

/** The pack, for somebody who may know of it: whoever writes commentary knows of those that are being made. */
export async function packFor(tx: Tx, packs: PacksRepository, person: Person, id: string): Promise<PackRow> {
  const pack = isUuid(id) ? await packs.byId(tx, id) : null;
  const isKnown =
    pack !== null && (pack.state === 'issued' || seesDrafts(person) || mayEver('packs.comment', person));
  if (!isKnown) throw new NotFound('There is no such pack');
  return pack;
}
