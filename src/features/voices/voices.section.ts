import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { voiceModel } from './voice-words.js';
import { voicePaths } from './voices.paths.js';
import { VoicesRepository } from './voices.repository.js';

const MOST = 5;

/** On the page of a recommendation: what children, families and staff told us about it, the latest first. */
@Injectable()
export class VoicesSection implements PageSection<RecommendationView> {
  readonly order = 8;
  readonly template = 'voices/views/_voices.njk';

  constructor(private readonly voices: VoicesRepository) {}

  async read(tx: Tx, person: Person, { id }: RecommendationView) {
    if (!may('voices.read', person) || tx.asAt !== null) return null;
    const { rows, total } = await this.voices.list(
      tx,
      !seesEmbargoed(person),
      { recommendationId: [id], archived: false },
      { limit: MOST, offset: 0 },
    );
    const addPath = may('voices.edit', person) ? voicePaths.add(id) : null;
    if (total === 0 && addPath === null) return { model: null };
    const allPath = total > MOST ? voicePaths.list({ recommendationId: id }) : null;
    return { model: { voices: rows.map(voiceModel), total, addPath, allPath } };
  }
}
