import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import { Refused } from '../../web/errors/refusals.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { OwnRecommendationsRepository } from '../recommendations/own-recommendations.repository.js';
import { RaisedBeforeComparison } from '../recommendations/raised-before-comparison.service.js';
import { FindingDoubtsRepository } from './finding-doubts.repository.js';
import { themeIn } from './finding-theme.js';
import type { FindingView } from './findings.repository.js';

export interface LinkedRecommendation {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
}

export interface LinkedAction {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: ActionStatus;
  readonly rating: Colour;
}

const LONGEST_TITLE = 90;

/** The recommendations and actions that a finding can be linked to, and those that a new concern adds. */
@Injectable()
export class LinkSubjects {
  constructor(
    private readonly own: OwnRecommendationsRepository,
    private readonly comparison: RaisedBeforeComparison,
    private readonly doubts: FindingDoubtsRepository,
    private readonly days: AuthorityDays,
  ) {}

  async recommendations(tx: Tx, ids: readonly string[]): Promise<LinkedRecommendation[]> {
    const rows = await tx.rows<LinkedRecommendation>(
      `select id, number, text from recommendations
        where authority_id = $1 and id = any($2::uuid[]) and withdrawn_at is null order by document_id, position, id`,
      [tx.authorityId, ids],
    );
    if (rows.length < new Set(ids).size) unknown('recommendationIds', 'Choose recommendations of this plan');
    return rows;
  }

  async actions(tx: Tx, ids: readonly string[]): Promise<LinkedAction[]> {
    const rows = await tx.rows<LinkedAction>(
      `select id, reference, title, status, rating from actions
        where authority_id = $1 and id = any($2::uuid[]) and status <> 'cancelled' order by number`,
      [tx.authorityId, ids],
    );
    if (rows.length < new Set(ids).size) unknown('actionIds', 'Choose actions of this plan');
    return rows;
  }

  /** A new concern becomes a recommendation of that document, and wants an action. */
  async raise(
    tx: Tx,
    finding: FindingView,
    concern: { readonly concern: string; readonly concernPriority: RecommendationPriority },
  ): Promise<string> {
    const id = await this.own.add(tx, finding.documentId, {
      number: null,
      priority: concern.concernPriority,
      addressee: 'Local authority',
      theme: themeIn(finding.section),
      timescale: null,
      text: concern.concern.trim(),
    });
    await this.comparison.compare(tx, finding.documentId);
    return id;
  }

  /** The link that raised it has ended: withdrawn with it, unless actions work on it or another finding speaks of it. */
  async withdraw(tx: Tx, recommendationId: string): Promise<void> {
    const standing = await this.doubts.standing(tx, 'recommendation_id', [recommendationId]);
    const actions = await this.own.actionsTowards(tx, recommendationId);
    if (standing.size > 0 || actions.length > 0) return;
    await this.own.withdrawHeld(tx, recommendationId, this.days.now());
  }

  /** What a select offers besides what was proposed: every recommendation and every action that is not cancelled. */
  async choices(tx: Tx): Promise<{
    recommendations: { value: string; text: string }[];
    actions: { value: string; text: string }[];
  }> {
    const recommendations = await tx.rows<LinkedRecommendation>(
      `select r.id, r.number, r.text from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id and d.state = 'accepted'
        where r.authority_id = $1 and r.withdrawn_at is null and r.status <> 'superseded'
        order by d.received_on desc, r.document_id, r.position limit 500`,
      [tx.authorityId],
    );
    const actions = await tx.rows<LinkedAction>(
      `select id, reference, title, status, rating from actions
        where authority_id = $1 and status <> 'cancelled' order by number limit 1000`,
      [tx.authorityId],
    );
    return {
      recommendations: recommendations.map(({ id, number, text }) => ({
        value: id,
        text: shortened(number === null ? text : `${number} ${text}`),
      })),
      actions: actions.map(({ id, reference, title }) => ({
        value: id,
        text: shortened(`${reference} ${title}`),
      })),
    };
  }
}

function unknown(field: string, message: string): never {
  throw new Refused('unknown_subject', message, [{ field, message }]);
}

function shortened(text: string): string {
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE)}…`;
}
