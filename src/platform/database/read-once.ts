import type { Tx } from './database.js';

/**
 * What a sweep reads of its authority it asks for once in a transaction, whoever needs it: a sweep changes no settings.
 * Anybody else may change them in the middle of theirs, so for them it is read anew each time.
 */
export class ReadOnce<T> {
  private readonly known = new WeakMap<Tx, Map<string, Promise<T>>>();

  /** `key` where it is asked for more than one thing, such as a day. */
  of(tx: Tx, read: () => Promise<T>, key = ''): Promise<T> {
    if (tx.actor.kind !== 'sweep') return read();
    const known = this.known.get(tx)?.get(key);
    if (known !== undefined) return known;
    const found = read();
    this.keep(tx, key, found);
    return found;
  }

  /** It was read with something else. */
  put(tx: Tx, value: T): void {
    if (tx.actor.kind === 'sweep') this.keep(tx, '', Promise.resolve(value));
  }

  private keep(tx: Tx, key: string, value: Promise<T>): void {
    const known = this.known.get(tx) ?? new Map<string, Promise<T>>();
    this.known.set(tx, known.set(key, value));
  }
}
