import { setTimeout as wait } from 'node:timers/promises';

const MINUTE_MS = 60_000;

/** At most so many mails a minute leave this process, evenly: what a provider allows. Null: as many as it takes. */
export class MailPace {
  private nextAt = 0;

  constructor(private readonly perMinute: number | null) {}

  /** Waits until it is this mail's turn. */
  async turn(): Promise<void> {
    if (this.perMinute === null) return;
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + MINUTE_MS / this.perMinute;
    if (at > now) await wait(at - now);
  }
}
