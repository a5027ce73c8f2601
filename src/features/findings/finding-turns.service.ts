import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { FindingLinksRepository, type LinkView } from './finding-links.repository.js';
import { FindingsRepository, type FindingView } from './findings.repository.js';
import { LinkSubjects } from './link-subjects.js';
import { SuggestionsService, type Suggestions } from './suggestions.service.js';
import { VisitsRepository, type FindingStep, type VisitRow } from './visits.repository.js';
import { visitIn } from './visits.service.js';

/** Everything the screen needs that asks one finding at a time. */
export interface FindingInTurn {
  readonly finding: FindingView;
  readonly visit: VisitRow;
  readonly steps: readonly FindingStep[];
  readonly links: readonly LinkView[];
  readonly suggestions: Suggestions;
  readonly choices: Awaited<ReturnType<LinkSubjects['choices']>>;
}

/** Going through the findings of a visit, one at a time. Whoever may link them sees documents under embargo too. */
@Injectable()
export class FindingTurnsService {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitsRepository,
    private readonly findings: FindingsRepository,
    private readonly links: FindingLinksRepository,
    private readonly suggestions: SuggestionsService,
    private readonly subjects: LinkSubjects,
  ) {}

  /** The first finding of a visit that is still to be answered, from this one on and round; null when there is none. */
  async nextOpen(person: Person, documentId: string, afterId: string | null = null): Promise<string | null> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await visitIn(this.visits, tx, documentId, false);
      const steps = await this.visits.steps(tx, documentId);
      const from = steps.findIndex(({ id }) => id === afterId) + 1;
      const inTurn = [...steps.slice(from), ...steps.slice(0, from)];
      return inTurn.find(({ answer }) => answer === 'open')?.id ?? null;
    });
  }

  inTurn(person: Person, findingId: string): Promise<FindingInTurn> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const finding = isUuid(findingId) ? await this.findings.view(tx, findingId, false) : null;
      if (finding === null) throw new NotFound('There is no such finding');
      return {
        finding,
        visit: await visitIn(this.visits, tx, finding.documentId, false),
        steps: await this.visits.steps(tx, finding.documentId),
        links: await this.links.ofFindings(tx, [findingId], { endedToo: true }),
        suggestions: await this.suggestions.within(tx, finding),
        choices: await this.subjects.choices(tx),
      };
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
