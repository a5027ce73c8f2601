import { Injectable } from '@nestjs/common';
import { PageSections } from '../../web/pages/page-sections.js';
import type { RecommendationView } from './recommendations.repository.js';

/** What other features show on the page of a recommendation: its actions, measures, what inspectors said. */
@Injectable()
export class RecommendationSections extends PageSections<RecommendationView> {}
