import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { WaitingDecisions, type WaitingGroup } from './waiting-decisions.js';

/** What waits for whoever asks to decide: a few lines, however large the plan. */
@ApiTags('decisions')
@ApiSignIn()
@Controller()
export class WaitingDecisionsController {
  constructor(
    private readonly database: Database,
    private readonly decisions: WaitingDecisions,
  ) {}

  @Get('decisions')
  @Requires('decisions.read')
  async show(@CurrentPerson() person: Person): Promise<Page> {
    const groups = await this.read(person);
    const total = groups.reduce((sum, group) => sum + group.waiting.length, 0);
    return page('meetings/views/decisions.njk', { groups, total });
  }

  /** What waits for you to decide, by kind. */
  @Get('api/v1/decisions')
  @Requires('decisions.read')
  async list(@CurrentPerson() person: Person) {
    const items = (await this.read(person)).flatMap(({ kind, waiting }) =>
      waiting.map((one) => ({ kind, ...one })),
    );
    return { items, nextCursor: null, total: items.length };
  }

  private read(person: Person): Promise<readonly WaitingGroup[]> {
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.decisions.of(tx, person),
    );
  }
}
