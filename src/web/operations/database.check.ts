import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Health } from './health.js';

/** The web process is of no use without its database. */
@Injectable()
export class DatabaseCheck implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    this.health.add('database', async () => {
      await this.database.dataSource.query('select 1');
      return { ok: true };
    });
  }
}
