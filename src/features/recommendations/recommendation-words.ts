import type { RecommendationStatus, Response } from './recommendation.entity.js';

export const STATUS_NAMES: Readonly<Record<RecommendationStatus, string>> = {
  open: 'Open',
  proposed_as_met: 'Proposed as met',
  met: 'Met',
  superseded: 'Superseded',
};

export const RESPONSE_NAMES: Readonly<Record<Response, string>> = {
  accepted: 'Accepted',
  in_part: 'Accepted in part',
  not_accepted: 'Not accepted',
};
