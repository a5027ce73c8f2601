import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind } from '../../domain/intake/extraction.js';
import { Refused, StaleVersion, type FieldError } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document, Publication } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { planDueOf, planDutyOf, type PlanDue } from '../documents/plan-due.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import { ReadingService } from './reading.service.js';
import { ReviewService } from './review.service.js';

/** What a reviewer can say of the document as a whole. */
export interface DocumentFacts {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly authorityName: string | null;
  readonly inspectorate: string | null;
  readonly inspectedFrom: LocalDate | null;
  readonly inspectedTo: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  readonly publication: Publication;
  readonly planDueOn: LocalDate | null;
}

/** Correcting what was read about the document itself. */
@Injectable()
export class DocumentFactsService {
  constructor(
    private readonly review: ReviewService,
    private readonly reading: ReadingService,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** Saves the facts that are named; all that is wrong with them is told at once. */
  async save(
    person: Person,
    documentId: string,
    version: number,
    named: Partial<DocumentFacts>,
  ): Promise<Document> {
    return this.review.changing(person, documentId, async (tx, document) => {
      const facts = { ...factsOf(document), ...named };
      await this.check(tx, facts);
      const due = await this.planDue(tx, document, facts);
      const others = document.warnings.filter((warning) => warning.code !== 'other_authority');
      const saved =
        document.version === version &&
        (await this.documents.changeVersion(tx, documentId, version, {
          ...facts,
          planDueOn: due?.dueOn ?? null,
          // A date taken away is a decision too: no proposal comes back in its place.
          planDueBasis: due?.basis ?? (document.planDueOn === null ? document.planDueBasis : 'entered'),
          warnings: [...(await this.reading.otherAuthority(tx, facts.authorityName)), ...others],
        }));
      const now = await this.documents.byId(tx, documentId);
      if (!saved || now === null) throw new StaleVersion(now?.version ?? document.version);
      return now;
    });
  }

  private async check(tx: Tx, facts: DocumentFacts): Promise<void> {
    const errors: FieldError[] = [];
    if (facts.title.trim() === '') errors.push({ field: 'title', message: 'Enter the title' });
    if (facts.title.length > 500) {
      errors.push({ field: 'title', message: 'The title must be 500 characters or fewer' });
    }
    if (facts.inspectedFrom && facts.inspectedTo && facts.inspectedTo < facts.inspectedFrom) {
      errors.push({ field: 'inspectedTo', message: 'The last day must be the same as or after the first' });
    }
    if (facts.receivedOn > (await this.days.today(tx))) {
      errors.push({
        field: 'receivedOn',
        message: 'The date it was received must be today or in the past',
      });
    }
    const first = errors[0];
    if (first) throw new Refused('invalid', first.message, errors);
  }

  /**
   * A date left as it was keeps its basis: printed stays printed, and a proposal follows the date of receipt and the
   * kind of document. Any other date is the plan manager's own.
   */
  private async planDue(tx: Tx, document: Document, facts: DocumentFacts): Promise<PlanDue | null> {
    const untouched = facts.planDueOn === document.planDueOn;
    if (untouched && document.planDueOn !== null && document.planDueBasis === 'printed') {
      return { dueOn: document.planDueOn, basis: 'printed' };
    }
    const moved = facts.receivedOn !== document.receivedOn || facts.kind !== document.kind;
    if (untouched && moved && document.planDueBasis !== 'entered') {
      const items = await this.items.inOrder(tx, document.id, 'recommendation');
      const priorities = items.flatMap((item) => (item.leftOut || !item.priority ? [] : [item.priority]));
      const calendar = await this.days.calendar(tx);
      return planDueOf(
        planDutyOf(facts.kind, priorities),
        { receivedOn: facts.receivedOn, printed: null },
        calendar,
      );
    }
    if (facts.planDueOn === null) return null;
    return {
      dueOn: facts.planDueOn,
      basis: untouched ? (document.planDueBasis ?? 'entered') : 'entered',
    };
  }
}

function factsOf(document: Document): DocumentFacts {
  const { kind, title, authorityName, inspectorate, inspectedFrom, inspectedTo } = document;
  const { publishedOn, receivedOn, publication, planDueOn } = document;
  return {
    kind,
    title,
    authorityName,
    inspectorate,
    inspectedFrom,
    inspectedTo,
    publishedOn,
    receivedOn,
    publication,
    planDueOn,
  };
}
