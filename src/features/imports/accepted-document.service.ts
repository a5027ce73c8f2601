import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { DocumentsService, seesEmbargoed } from '../documents/documents.service.js';
import { PlanDueNotes } from '../documents/plan-due-notes.service.js';
import { FindingsRepository } from '../findings/findings.repository.js';
import { RaisedBeforeService } from '../recommendations/raised-before.service.js';
import { RecommendationsRepository } from '../recommendations/recommendations.repository.js';

const MOST_SHOWN = 200;

/** An accepted document with all that came of it. */
@Injectable()
export class AcceptedDocument {
  constructor(
    private readonly database: Database,
    private readonly reading: DocumentsService,
    private readonly documents: DocumentsRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly findings: FindingsRepository,
    private readonly planDue: PlanDueNotes,
    private readonly raised: RaisedBeforeService,
  ) {}

  async view(person: Person, documentId: string) {
    if (!may('documents.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const document = await this.reading.readable(tx, person, documentId);
      const filter = {
        documentId: [documentId],
        publishedOnly: false,
        embargoedMarks: seesEmbargoed(person),
      };
      const recommendations = await this.recommendations.list(tx, filter, { limit: MOST_SHOWN, offset: 0 });
      const findings = await this.findings.list(tx, filter, { limit: 1, offset: 0 });
      return {
        document,
        judgements: await this.documents.judgements(tx, documentId),
        recommendations,
        findings: findings.total,
        repeatsOffered: await this.raised.openOffersIn(tx, person, documentId),
        due: await this.planDue.of(
          tx,
          document,
          recommendations.rows.map((row) => row.priority),
        ),
      };
    });
  }
}
