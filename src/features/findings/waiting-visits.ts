import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { isCheck } from '../../domain/lifecycle/finding-answer.js';
import type { Tx } from '../../platform/database/database.js';
import { plural } from '../../platform/templates/filters.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { OtherCheck } from '../evidence/other-checks.js';
import { FindingLinksRepository } from './finding-links.repository.js';
import { findingPaths } from './findings.paths.js';
import { VisitsRepository } from './visits.repository.js';

const LATEST = 20;

/** On somebody's first page: the letters and checks whose findings they still have to answer. */
@Injectable()
export class VisitsToAnswer implements PageSection<null> {
  readonly order = 30;
  readonly template = 'findings/views/_to-answer.njk';

  constructor(private readonly visits: VisitsRepository) {}

  async read(tx: Tx, person: Person) {
    if (!may('findings.link', person)) return null;
    const { rows } = await this.visits.list(tx, false, { limit: LATEST, offset: 0 });
    const visits = rows
      .filter(({ kind, open }) => isCheck(kind) && open > 0)
      .map(({ id, title, documentOn, open, findings }) => ({
        title,
        documentOn,
        open,
        findings,
        href: findingPaths.visit(id),
        nextHref: findingPaths.next(id),
      }));
    return { model: visits.length === 0 ? null : { visits } };
  }
}

/** Among all that a quality assurance lead has to check: weaknesses that were set aside or called support. */
export function agreementsWanted(links: FindingLinksRepository): OtherCheck {
  return {
    count: (tx, person) => (may('findings.agree', person) ? links.waiting(tx) : Promise.resolve(0)),
    words: (count) =>
      `${plural(count, 'finding')} of weakness, set aside or called support, ${count === 1 ? 'waits' : 'wait'} for your agreement`,
    href: findingPaths.toAgree(),
  };
}
