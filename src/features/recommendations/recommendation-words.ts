import { recommendationMarks, type RecommendationMark } from '../../domain/lifecycle/recommendation-marks.js';
import { anyHasMoved, type Standing } from '../../domain/report/measure-standing.js';
import type { RecommendationView } from './recommendation-view.js';
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

export const PROPOSAL_NAMES = {
  waiting: 'Waiting for the board',
  met: 'Met',
  not_met: 'Not met yet',
  dropped: 'Taken back',
};

export const MARK_NAMES: Readonly<Record<RecommendationMark, string>> = {
  no_action_yet: 'No action yet',
  all_done_measure_not_moved: 'All actions done but the measure has not moved',
  effect_not_confirmed: 'Effect not confirmed',
  raised_before: 'Raised before',
};

export const STANDING_NAMES: Readonly<Record<Standing, string>> = {
  no_value: 'No value yet',
  worse: 'Worse than the baseline',
  not_moved: 'Not moved',
  moved: 'Moved the right way',
  at_target: 'At target',
};

/** The marks beside a recommendation, as codes. */
export function marksOf(view: RecommendationView): readonly RecommendationMark[] {
  return recommendationMarks({
    status: view.status,
    actions: view.towards,
    notBorneOut: view.notBorneOutOn !== null,
    measureHasMoved: anyHasMoved(view.measures.map(({ standing }) => standing)),
    raisedBefore: view.raisedBefore.length > 0,
  });
}
