import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Accessed } from '../actions/action-access.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Person } from '../../web/person.js';
import { planPaths } from './plans.paths.js';
import { RebaseliningsRepository } from './rebaselinings.repository.js';

/** On the page of an action: every baseline it was given, and the first date, which stays. */
@Injectable()
export class RebaseliningSection implements PageSection<Accessed & { readonly today: LocalDate }> {
  readonly order = 45;
  readonly template = 'plans/views/_baselines.njk';

  constructor(private readonly rebaselinings: RebaseliningsRepository) {}

  async read(tx: Tx, _person: Person, { action }: Accessed) {
    const rows = await this.rebaselinings.baselinesOf(tx, action.id);
    if (rows.length === 0) return null;
    const baselines = rows.map((row) => ({ ...row, href: planPaths.rebaselining(row.rebaseliningId) }));
    return { model: { originalDueOn: action.originalDueOn, baselines } };
  }
}
