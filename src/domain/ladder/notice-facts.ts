import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import type { Chain } from './chain.js';

/** Something that waits for a board to decide: that an action is cancelled, that a recommendation is met. */
export interface BoardRequest {
  readonly since: LocalDate;
  /** The chair, and whoever stands in for them. */
  readonly deciderIds: readonly string[];
  /** The latest meeting of the board since it was asked for, or the next one planned. */
  readonly meetingOn: LocalDate | null;
}

/** What the ladder must know of an action. What a later part of the product will know may be left out. */
export interface ActionNoticeFacts {
  readonly kind: 'action';
  readonly id: string;
  readonly status: ActionStatus;
  readonly chain: Chain;
  readonly dueOn: LocalDate | null;
  /** The day it was published or imported: for one late already, the steps start on the next working morning. */
  readonly noticesFrom: LocalDate | null;
  /** The day it was published under, or handed over to, its present owner. */
  readonly givenOn: LocalDate | null;
  /** Towards an open priority action: escalation and exception list come sooner. */
  readonly onShortClock: boolean;
  /** The last day on which a timely request for a later date holds Red back (`heldUntil`); null when none did. */
  readonly heldUntil: LocalDate | null;
  /** The day since when it has been rated Red; null when it is not Red now. */
  readonly redSince: LocalDate | null;
  /** It was Red from the midnight that began that day (a date passed), not from something done during the day. */
  readonly redFromMidnight: boolean;

  readonly nextPaperDeadline?: LocalDate | null;
  /** It was Red in the pack issued last. */
  readonly redAtLastPack?: boolean;
  readonly explanationGiven?: boolean;
  /** The last refusal of its completion; the last reopening; the last link "not borne out". */
  readonly refusedOn?: LocalDate | null;
  readonly reopenedOn?: LocalDate | null;
  readonly notBorneOutOn?: LocalDate | null;
  /** The last link "improving, not yet good" that stands. */
  readonly improvingOn?: LocalDate | null;
  /** Quality assurance leads, where it was a finding that did not bear it out: they hear of it too. */
  readonly doubtHeardBy?: readonly string[];
  /** Since when its completion waits to be checked, with every required kind of evidence accepted. */
  readonly awaitsCheckSince?: LocalDate | null;
  readonly qualityIds?: readonly string[];
  readonly planManagerIds?: readonly string[];
  /** A request to cancel it. */
  readonly toCancel?: BoardRequest | null;
}

export interface WindowNoticeFacts {
  readonly kind: 'window';
  readonly id: string;
  readonly opensOn: LocalDate;
  /** The Wednesday of a fortnightly window; left out, the ladder says how many working days before it closes. */
  readonly remindsOn?: LocalDate | null;
  readonly closesOn: LocalDate;
  /** The chain of each action it asks about that no update counts for yet; one person is told once for all. */
  readonly unanswered: readonly Chain[];
}

export interface DateChangeNoticeFacts {
  readonly kind: 'date_change';
  readonly id: string;
  /** Since when it waits for these people to decide; null when it is decided or dropped. */
  readonly waitingSince: LocalDate | null;
  readonly deciderIds: readonly string[];
  readonly byBoard: boolean;
  /** The latest meeting of the board since it was asked for, or the next one planned. Not asked for other deciders. */
  readonly meetingOn?: LocalDate | null;
  readonly refusedOn?: LocalDate | null;
  /** The chain of its action: who is told of the refusal. */
  readonly chain: Chain;
}

export interface EvidenceNoticeFacts {
  readonly kind: 'evidence';
  readonly id: string;
  /** Since when it waits to be checked; null when it is accepted, refused or withdrawn. */
  readonly waitingSince: LocalDate | null;
  /** The quality assurance leads who may check it. */
  readonly qualityIds: readonly string[];
  readonly planManagerIds: readonly string[];
  readonly refusedOn?: LocalDate | null;
  readonly chain: Chain;
}

export interface ChallengeNoticeFacts {
  readonly kind: 'challenge';
  readonly id: string;
  readonly isOpen: boolean;
  /** Since when it waits for the answer of those it is asked of now. */
  readonly raisedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly askedIds: readonly string[];
  /** Whoever was asked has left, so it is put to those who can give it to somebody else. */
  readonly askedHasLeft?: boolean;
}

export interface DocumentNoticeFacts {
  readonly kind: 'document';
  readonly id: string;
  /** Its statutory deadlines that nothing has been submitted for. */
  readonly deadlines: readonly LocalDate[];
  readonly planManagerIds: readonly string[];
  readonly directorIds: readonly string[];
  /** Since when the softening of a weakness found in it waits for a quality assurance lead; null when none does. */
  readonly agreementSince?: LocalDate | null;
  readonly qualityIds?: readonly string[];
}

export interface RecommendationNoticeFacts {
  readonly kind: 'recommendation';
  readonly id: string;
  /** The day on which a finding that did not bear it out was linked. */
  readonly notBorneOutOn?: LocalDate | null;
  /** The day on which it was raised as a new concern, while no action works on it. */
  readonly concernOn?: LocalDate | null;
  readonly reopenedOn?: LocalDate | null;
  /** Quality assurance leads: they hear of what findings say. */
  readonly qualityIds?: readonly string[];
  readonly planManagerIds?: readonly string[];
  readonly leadIds: readonly string[];
  /** It is proposed as met. */
  readonly toSignOff?: BoardRequest | null;
}

export interface PackNoticeFacts {
  readonly kind: 'pack';
  readonly id: string;
  readonly issuedOn: LocalDate;
  readonly memberIds: readonly string[];
}

export type NoticeFacts =
  | ActionNoticeFacts
  | WindowNoticeFacts
  | DateChangeNoticeFacts
  | EvidenceNoticeFacts
  | ChallengeNoticeFacts
  | DocumentNoticeFacts
  | RecommendationNoticeFacts
  | PackNoticeFacts;
