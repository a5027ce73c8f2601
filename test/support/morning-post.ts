import { localDate, type LocalDate } from '../../src/domain/calendar/local-date.js';
import { SendingModule } from '../../src/features/notices/sending.module.js';
import { SweepNow, type SweptNow } from '../../src/features/notices/sweep-now.js';
import { MailModule } from '../../src/platform/mail/mail.module.js';
import { planOfWestmarch, startWithActions, type PlanPeople } from './plan-of-westmarch.js';
import { RecordingSmtpServer } from './smtp-server.js';
import type { TestApp, TestAppOptions } from './test-app.js';

export interface NoticeSeen {
  step: string;
  occurrence: string;
  state: string;
  about: string;
  person: string;
  because: string | null;
}

/** Westmarch with its plan, a real mail server, and mornings that can be swept one after the other. */
export class MorningPost {
  private constructor(
    readonly app: TestApp,
    readonly smtp: RecordingSmtpServer,
    readonly people: PlanPeople,
    readonly authorityId: string,
  ) {}

  static async start(options: TestAppOptions = {}): Promise<MorningPost> {
    const smtp = await RecordingSmtpServer.start();
    const mail = MailModule.by({ url: smtp.url, from: 'Improvement plan <plan@westmarch.example>' });
    const app = await startWithActions({
      ...options,
      modules: [mail, SendingModule, ...(options.modules ?? [])],
    });
    // The database is dropped while the last of these connections may still be closing.
    app.owner.on('connect', (client) => client.on('error', () => undefined));
    const { people, authorityId } = await planOfWestmarch(app);
    return new MorningPost(app, smtp, people, authorityId);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.smtp.stop();
  }

  /** It is 07:30 in England of that day. Summer time is not needed in these tests. */
  moveTo(day: string, time = '07:30'): LocalDate {
    this.app.clock.moveTo(new Date(`${day}T${time}:00Z`));
    return localDate(day);
  }

  /** The morning run of a day, mail handed over. */
  async sweep(day: string): Promise<SweptNow> {
    const on = this.moveTo(day);
    const results: SweptNow[] = [];
    for await (const one of this.app.get(SweepNow).sweepNow({ on, authoritySlug: 'westmarch' }))
      results.push(one);
    return results[0] as SweptNow;
  }

  /** Every notice written, in order, as `overdue 1 sent owner@westmarch.example`. */
  async notices(): Promise<NoticeSeen[]> {
    const { rows } = await this.app.owner.query<NoticeSeen>(
      `select n.step, n.occurrence, n.state, n.about::text as about, p.email as person, n.ended_because as because
         from notices n join people p on p.authority_id = n.authority_id and p.id = n.person_id
        where n.authority_id = $1 order by n.written_at, n.due_on, n.step, p.email`,
      [this.authorityId],
    );
    return rows;
  }

  async lines(): Promise<string[]> {
    return (await this.notices()).map(
      ({ step, occurrence, state, person }) => `${step} ${occurrence} → ${person.split('@')[0]} ${state}`,
    );
  }

  /** Something changes in the tables without a person's page. */
  async change(sql: string, ...parameters: unknown[]): Promise<void> {
    const client = await this.app.owner.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.actor', 'migration', true)`);
      await client.query(sql, parameters);
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  /** Who got how many mails, and their subjects. */
  mails(): string[] {
    return this.smtp.received.map(({ to, subject }) => `${to.join()}: ${subject}`).sort();
  }
}
