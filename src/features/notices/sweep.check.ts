import { Injectable, type OnModuleInit } from '@nestjs/common';
import { minutesOfDayInLondon, todayInLondon } from '../../domain/calendar/london-time.js';
import { Gauge, register } from 'prom-client';
import { Clock } from '../../platform/clock/clock.js';
import { Health } from '../../web/operations/health.js';
import { WorkLeftRepository } from './work-left.repository.js';

/** From then on a morning that was not swept is late. */
const LATE_FROM = 8 * 60 + 30;
/** More than this is not counted: it is bad enough. */
const MOST_DIGESTS = 10_000;

/**
 * Tells whoever asks after our health how the last sweep stands. It never makes this process unready: pages are served
 * whether or not the worker has come round.
 */
@Injectable()
export class SweepCheck implements OnModuleInit {
  constructor(
    private readonly health: Health,
    private readonly work: WorkLeftRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.health.add('sweep', async () => ({ ok: true, detail: await this.detail() }));
    gauge('authorities_to_sweep', 'Authorities whose morning run of today is not done', async () => {
      return (await this.work.authoritiesToSweep(todayInLondon(this.clock.now()))).length;
    });
    gauge('digests_left', 'Digests that wait longer than they should', async () => {
      return (await this.work.digestsToSend(MOST_DIGESTS)).length;
    });
  }

  private async detail(): Promise<string> {
    const now = this.clock.now();
    const left = (await this.work.authoritiesToSweep(todayInLondon(now))).length;
    if (left === 0) return 'done today';
    const authorities = left === 1 ? '1 authority' : `${left} authorities`;
    return minutesOfDayInLondon(now) < LATE_FROM
      ? `${authorities} to sweep this morning`
      : `late: ${authorities} not swept today`;
  }
}

/** A number that is read when somebody asks. The register is the process's: of two applications the later one answers. */
function gauge(name: string, help: string, read: () => Promise<number>): void {
  register.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    async collect() {
      this.set(await read());
    },
  });
}
