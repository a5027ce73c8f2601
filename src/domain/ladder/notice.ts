import type { LocalDate } from '../calendar/local-date.js';

export const SUBJECT_KINDS = [
  'action',
  'window',
  'recommendation',
  'date_change',
  'evidence',
  'challenge',
  'document',
  'pack',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const STEPS = [
  'given',
  'due_soon',
  'window_open',
  'window_closing',
  'turned_red',
  'overdue',
  'escalation_1',
  'escalation_2',
  'to_check',
  'to_decide',
  'explanation_wanted',
  'refused',
  'reopened',
  'not_borne_out',
  'improving',
  'new_concern',
  'challenge',
  'challenge_overdue',
  'statutory',
  'pack_issued',
] as const;
export type Step = (typeof STEPS)[number];

/** One thing that one person must be told once. All of it together is what makes a notice unique. */
export interface Notice {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly step: Step;
  /**
   * Which time of the step it is: working days before (`-10`, `-3`) or after (`1`, `6`, `11`) the date it counts
   * from, `0` for what is told at once, or `meeting` after a meeting of the board.
   */
  readonly occurrence: string;
  /** The date it counts from: the due date, the day it turned red, the day it was asked for. */
  readonly about: LocalDate;
  /** The person it is meant for; a deputy named for an absence gets it in their place. */
  readonly personId: string;
}

/** A notice written before. Cancelled ones are not among them: when the truth comes back, it may be told again. */
export interface AlreadyTold extends Notice {
  readonly state: 'waiting' | 'sent' | 'failed' | 'superseded';
}

export type NoticeDecision<Told extends AlreadyTold = AlreadyTold> =
  | {
      readonly do: 'write';
      /** `superseded`: missed, and a later occurrence is true already; recorded, never sent. */
      readonly state: 'waiting' | 'superseded';
      readonly notice: Notice;
      /** The working day on which it fell due; earlier than today when sweeps were missed. */
      readonly dueOn: LocalDate;
    }
  /** It waits and is no longer true. */
  | { readonly do: 'cancel'; readonly told: Told }
  /** It waits and a later occurrence of the same takes its place. */
  | { readonly do: 'supersede'; readonly told: Told };
