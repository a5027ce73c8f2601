import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { JobQueues } from '../../platform/queues/job-queues.js';
import { Health } from './health.js';

/** What the web process stands on: without its database or its queue it must be given no work. */
@Injectable()
export class GroundChecks implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    this.health.add('database', async () => {
      await this.database.dataSource.query('select 1');
      return { ok: true };
    });
    this.health.add('queue', async () => {
      await this.queues.ready();
      return { ok: true };
    });
  }
}
