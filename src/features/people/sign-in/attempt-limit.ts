/** How many computers are remembered at once; the longest unheard of goes first. */
const MOST_REMEMBERED = 10_000;

interface Count {
  tries: number;
  since: number;
}

/**
 * How often one computer may try something within a time. Kept in this process and bounded: it slows down somebody who
 * tries many addresses; what protects one address is counted in the database.
 */
export class AttemptLimit {
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly allowed: number,
    private readonly withinMs: number,
  ) {}

  /** Counts one try. False when there were too many. */
  take(address: string, moment: Date): boolean {
    const key = networkOf(address);
    const now = moment.getTime();
    const known = this.counts.get(key);
    const count = known && now - known.since < this.withinMs ? known : { tries: 0, since: now };
    this.counts.delete(key);
    this.counts.set(key, count);
    if (this.counts.size > MOST_REMEMBERED) this.counts.delete(this.counts.keys().next().value!);
    if (count.tries >= this.allowed) return false;
    count.tries += 1;
    return true;
  }

  /** Takes the last try back: it was a right one. */
  giveBack(address: string): void {
    const count = this.counts.get(networkOf(address));
    if (count && count.tries > 0) count.tries -= 1;
  }
}

/** One household or office has a whole /64 of version 6 addresses. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return groups.slice(0, 4).join(':');
}
