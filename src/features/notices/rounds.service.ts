import { Injectable, Logger } from '@nestjs/common';
import { minutesOfDayInLondon, todayInLondon } from '../../domain/calendar/london-time.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { SubjectKind } from '../../domain/ladder/notice.js';
import { Clock } from '../../platform/clock/clock.js';
import { SignInDoor } from '../../platform/database/sign-in.door.js';
import { JobQueues } from '../../platform/queues/job-queues.js';
import { ReadingQueue } from '../imports/reading-queue.js';
import { PapersMaking } from '../packs/paper/papers-making.service.js';
import { AccountMailJobs } from '../people/account-mail.jobs.js';
import { DigestJobs } from './digest.jobs.js';
import { SweepService } from './sweep.service.js';
import { WorkLeftRepository } from './work-left.repository.js';

/** Half past seven, in minutes since midnight. */
const SWEEP_FROM = 7 * 60 + 30;
const MOST_AT_ONCE = 500;

export interface SweepJob {
  readonly authorityId: string;
  readonly on: LocalDate;
}

/** Of this authority something of this kind is new. */
export interface TellJob {
  readonly authorityId: string;
  readonly kind: SubjectKind;
}

/** The queues and tables that a round looks at for work that nobody took. */
@Injectable()
export class LeftBehind {
  constructor(
    private readonly work: WorkLeftRepository,
    private readonly door: SignInDoor,
    private readonly digests: DigestJobs,
    private readonly accounts: AccountMailJobs,
    private readonly reading: ReadingQueue,
    private readonly papers: PapersMaking,
  ) {}

  async sendDigests(): Promise<void> {
    await this.digests.send(await this.work.digestsToSend(MOST_AT_ONCE));
  }

  async sendAccountMails(): Promise<void> {
    for (const mailId of await this.door.mailsDue(MOST_AT_ONCE)) await this.accounts.send(mailId);
  }

  async readDocuments(): Promise<void> {
    await this.reading.requeueLeftReading();
  }

  async lookAfterPapers(): Promise<void> {
    await this.papers.lookAfter();
  }
}

/**
 * The worker's round, every few minutes and at start: the tables say what is due, so nothing is lost with a schedule,
 * a queue that was emptied, or a worker that was down at half past seven.
 */
@Injectable()
export class RoundsService {
  private readonly logger = new Logger('Rounds');
  /** The day and hour in which ratings were last brought up to date by this process. */
  private ratedIn = '';

  constructor(
    private readonly work: WorkLeftRepository,
    private readonly left: LeftBehind,
    private readonly sweeps: SweepService,
    private readonly queues: JobQueues,
    private readonly clock: Clock,
  ) {}

  /** Every part is done, whatever becomes of the others; then what failed is thrown. */
  async goRound(): Promise<void> {
    const results = await Promise.allSettled([
      this.startSweeps(),
      this.left.sendDigests(),
      this.left.sendAccountMails(),
      this.left.readDocuments(),
      this.left.lookAfterPapers(),
    ]);
    const failed = [...results, ...(await Promise.allSettled([this.rateHourly()]))].filter(
      (result): result is PromiseRejectedResult => result.status === 'rejected',
    );
    if (failed.length === 0) return;
    const reasons = failed.map(({ reason }) => (reason instanceof Error ? reason.message : String(reason)));
    throw new Error(reasons.join('; '), { cause: failed[0]!.reason });
  }

  /** One morning of one authority, and its mail on the way. */
  async sweep({ authorityId, on }: SweepJob, send: DigestJobs): Promise<void> {
    const begun = performance.now();
    const swept = await this.sweeps.sweep({ authorityId, on });
    const took = Math.round(performance.now() - begun);
    await send.send(swept.digestIds.map((digestId) => ({ authorityId, digestId })));
    const { rated, written, digestIds } = swept;
    this.logger.log(
      `Swept ${authorityId} on ${on} in ${took} ms: ${rated} rated, ${written} written, ${digestIds.length} digests`,
    );
  }

  /** Something that is told at once, where the morning is over. */
  async tell({ authorityId, kind }: TellJob, send: DigestJobs): Promise<void> {
    const digestIds = await this.sweeps.tellNow(authorityId, kind);
    await send.send(digestIds.map((digestId) => ({ authorityId, digestId })));
  }

  private async startSweeps(): Promise<void> {
    const now = this.clock.now();
    if (minutesOfDayInLondon(now) < SWEEP_FROM) return;
    const on = todayInLondon(now);
    const due = await this.work.authoritiesToSweep(on);
    await this.queues.addAll(
      'sweeps',
      due.map((authorityId) => ({
        name: 'sweep',
        data: { authorityId, on },
        id: `sweep-${authorityId}-${on}`,
      })),
    );
  }

  /** After midnight, at start, and every hour for what somebody else left late. */
  private async rateHourly(): Promise<void> {
    const now = this.clock.now();
    const hour = `${todayInLondon(now)} ${Math.floor(minutesOfDayInLondon(now) / 60)}`;
    if (hour === this.ratedIn) return;
    let broken: unknown = null;
    for (const id of await this.work.authoritiesToRate(todayInLondon(now))) {
      try {
        await this.sweeps.rate(id);
      } catch (error) {
        this.logger.error(`The ratings of ${id} were not brought up to date: ${String(error)}`);
        broken = error;
      }
    }
    if (broken !== null) throw broken;
    this.ratedIn = hour;
  }
}
