import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { FindingsRepository } from '../findings/findings.repository.js';
import { RecommendationsRepository } from '../recommendations/recommendations.repository.js';
import type { DocumentItem } from './document-item.entity.js';

/** The rows that reviewed items become: judgements, recommendations and findings, each in its own feature. */
@Injectable()
export class PlanEntries {
  constructor(
    private readonly documents: DocumentsRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly findings: FindingsRepository,
  ) {}

  /** Adds what was not left out, in the order given. */
  async add(tx: Tx, documentId: string, items: readonly DocumentItem[]): Promise<void> {
    const kept = (part: DocumentItem['part']) => items.filter((item) => item.part === part && !item.leftOut);
    await this.documents.addJudgements(
      tx,
      documentId,
      kept('judgement').map((item) => ({ area: item.area ?? '', grade: item.grade ?? '', page: item.page })),
    );
    await this.recommendations.addAll(
      tx,
      documentId,
      kept('recommendation').map((item) => ({ ...item, priority: item.priority ?? 'recommendation' })),
    );
    await this.findings.addAll(tx, documentId, kept('finding'));
  }
}
