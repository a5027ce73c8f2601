import { Injectable, type OnModuleInit } from '@nestjs/common';
import { minutesOfDayInLondon, todayInLondon } from '../../domain/calendar/london-time.js';
import { Clock } from '../../platform/clock/clock.js';
import { Health } from '../../web/operations/health.js';
import { WorkLeftRepository } from './work-left.repository.js';

/** From then on a morning that was not swept is late. */
const LATE_FROM = 8 * 60 + 30;

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
