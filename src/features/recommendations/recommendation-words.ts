import type { RaisedBeforeState } from './raised-before.entity.js';
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

export const RAISED_BEFORE_NAMES: Readonly<Record<RaisedBeforeState, string>> = {
  offered: 'Perhaps',
  confirmed: 'Yes',
  set_aside: 'No, not the same',
  lapsed: 'No longer alike',
};
