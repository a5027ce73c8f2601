import { Controller, Get, Param } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { isCheck } from '../../domain/lifecycle/finding-answer.js';
import { Clock } from '../../platform/clock/clock.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import type { Document } from '../documents/document.entity.js';
import { documentPaths } from '../documents/documents.paths.js';
import { DocumentsService } from '../documents/documents.service.js';
import { historyPaths } from '../history/history.paths.js';
import { findingPaths } from '../findings/findings.paths.js';
import { recommendationModel } from '../recommendations/recommendation.page.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { AcceptedDocument } from './accepted-document.service.js';
import { factsModel } from './facts.page.js';
import { importPaths } from './imports.paths.js';
import { WithdrawalService } from './withdrawal.service.js';

/** Longer than this a person should be told not to wait. */
const USUAL_READING_MS = 60_000;

/** The page of a document, whatever state it is in: being read, unreadable, in review, accepted. */
@Controller('documents')
@Requires('documents.read')
export class DocumentController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly accepted: AcceptedDocument,
    private readonly withdrawal: WithdrawalService,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page | Redirect> {
    const document = await this.documents.one(person, id);
    if (document.state === 'accepted') return this.acceptedPage(person, id);
    if (document.state === 'to_review' && may('documents.review', person)) {
      return redirectTo(importPaths.review(id));
    }
    if (document.state === 'withdrawn') return this.withdrawnPage(person, id);
    return page('imports/views/waiting.njk', {
      title: document.title,
      state: document.state,
      refusal: document.refusalMessage,
      isSlow: this.clock.now().getTime() - document.createdAt.getTime() > USUAL_READING_MS,
      list: documentPaths.list(),
      original: documentPaths.original(id),
      ...(may('documents.upload', person) && this.commands(document)),
    });
  }

  private commands({ id }: Document) {
    return {
      readAgain: importPaths.readAgain(id),
      withdraw: importPaths.withdraw(id),
      upload: importPaths.upload(),
    };
  }

  private async withdrawnPage(person: Person, id: string): Promise<Page> {
    const { document, by } = await this.withdrawal.view(person, id);
    return page('imports/views/withdrawn.njk', {
      title: document.title,
      fileName: document.fileName,
      because: document.withdrawnBecause,
      at: document.withdrawnAt,
      by,
      bringBack: importPaths.bringBack(id),
      original: documentPaths.original(id),
      history: historyPaths.of('documents', id),
      list: documentPaths.withdrawn(),
    });
  }

  private async acceptedPage(person: Person, id: string): Promise<Page> {
    const { document, judgements, recommendations, findings, due, repeatsOffered } = await this.accepted.view(
      person,
      id,
    );
    return page('imports/views/document.njk', {
      facts: factsModel(document, due),
      judgements: judgements.map(({ area, grade }) => ({ area, grade })),
      recommendations: recommendations.rows.map((row) => recommendationModel(row)),
      recommendationCount: recommendations.total,
      recommendationsHref: recommendationPaths.list({ documentId: id }),
      repeatsOffered,
      repeatsHref: recommendationPaths.raisedBeforeOffers(id),
      findingCount: findings,
      findingsHref: findingPaths.list(id),
      visitHref: findings > 0 && isCheck(document.kind) ? findingPaths.visit(id) : null,
      history: historyPaths.of('documents', id),
      original: documentPaths.original(id),
      text: documentPaths.text(id, 1),
      list: documentPaths.list(),
      isTyped: document.typed,
      undoAcceptance:
        may('documents.accept', person) && !document.typed ? importPaths.undoAcceptance(id) : null,
      publicationHref: may('documents.set_publication', person) ? documentPaths.publication(id) : null,
    });
  }
}
