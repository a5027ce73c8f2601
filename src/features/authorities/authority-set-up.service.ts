import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { AuthoritiesRepository } from './authorities.repository.js';
import { AuthorityDays } from './authority-days.service.js';

const FIRST_PLAN = 'Improvement plan';

/** What an authority needs before anybody can work in it. */
@Injectable()
export class AuthoritySetUp {
  constructor(
    private readonly authorities: AuthoritiesRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** Its one open plan, and nothing else. Safe to repeat. */
  async setUp(tx: Tx): Promise<void> {
    await this.authorities.openPlanOnce(tx, FIRST_PLAN, await this.days.today(tx));
  }
}
