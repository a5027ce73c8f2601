import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Role } from '../../../domain/access/role.js';
import type { Sentiment } from '../../../domain/intake/extraction.js';
import type { FindingAnswer, NotBorneOutOutcome } from '../../../domain/lifecycle/finding-answer.js';
import type { DemoOutcomes } from './demonstration-outcomes.js';
import type { DemoPacks } from './demonstration-packs.js';
import type { BoardRole } from '../../meetings/board-member.entity.js';
import type { ActionKind, EvidenceKind } from '../../../domain/lifecycle/publishing.js';

/** A day counted from the day of loading: -30 is thirty days before. */
type Offset = number;

export interface DemoPerson {
  /** The part of the mail address before `@<slug>.example`; plans name people by it. */
  login: string;
  name: string;
  roles: Role[];
  agency?: string;
}

export interface DemoUpdate {
  day: Offset;
  answer: 'yes' | 'no_by' | 'dont_know';
  by?: Offset;
  began?: Offset;
  whatChanged: string;
  inTheWay?: string;
  whoRemovesIt?: string;
}

export interface DemoEvidence {
  kind: EvidenceKind;
  shows: string;
  link: string;
  from: Offset;
  to: Offset;
  /** Why the quality assurance lead accepted it; absent: it waits. */
  accepted?: string;
}

export interface DemoCompletion {
  day: Offset;
  impact: string;
  evidence: DemoEvidence[];
  /** The day on which the evidence was looked at. */
  checked?: Offset;
  verified?: { day: Offset; found: string };
  embedded?: { day: Offset; found: string };
}

export interface DemoAction {
  /** How the texts of the recommendations begin that it serves. */
  towards: string[];
  title: string;
  description: string;
  kind: ActionKind;
  workstream?: string;
  owner?: string;
  lead?: string;
  agency?: string;
  /** Absent: it stays a draft. */
  published?: Offset;
  start?: Offset;
  due?: Offset;
  measure?: string;
  evidence?: EvidenceKind[];
  updates?: DemoUpdate[];
  /** Another date asked for, and what became of it. */
  dates?: {
    day: Offset;
    to: Offset;
    reason: string;
    words: string;
    meanwhile: string;
    decided?: { day: Offset; by: string; kind: 'approve' | 'refuse'; words: string };
  }[];
  milestones?: { added: Offset; title: string; due: Offset; critical?: boolean; done?: Offset }[];
  calledWorse?: { day: Offset; by: string; colour: 'amber' | 'red'; reason: string };
  completed?: DemoCompletion;
  challenges?: DemoChallenge[];
}

/** What somebody of the board asked about an action, and the exchange that followed. */
export interface DemoChallenge {
  day: Offset;
  by: string;
  of: string;
  question: string;
  exchange?: { day: Offset; kind: 'answered' | 'sent_back' | 'accepted'; words: string }[];
}

/** How one finding of a visit was answered; findings, recommendations and actions by how their words begin. */
export interface DemoAnswer {
  day: Offset;
  finding: string;
  answer: FindingAnswer;
  recommendations?: string[];
  actions?: string[];
  note?: string;
  evidenceKind?: EvidenceKind;
  outcomes?: Record<string, { outcome: NotBorneOutOutcome; newDue?: Offset }>;
  concern?: string;
  /** A quality assurance lead agreed; absent, where it is wanted: it waits. */
  agreed?: { day: Offset; words: string };
}

/** What inspectors said over the years and what became of it. */
export interface DemoFindings {
  endings: {
    proposed: Offset;
    recommendation: string;
    effect: string;
    measure: string;
    inspectors: string;
    decided: { day: Offset; by: string; words: string };
  }[];
  raisedBefore: { day: Offset; recommendation: string; earlier: string }[];
  splits: { day: Offset; finding: string; at: string; sentiment: Sentiment }[];
  answers: DemoAnswer[];
}

export interface DemoBoard {
  name: string;
  from: Offset;
  place: string;
  members: { login: string; role: BoardRole }[];
  /** Days in the weeks of its meetings, each planned so many days ahead. */
  meetings: Offset[];
  plannedAhead: number;
}

/** A version of the plan, on its way to whoever asked for it. */
export interface DemoSubmission {
  made: Offset;
  name: string;
  whatChanged: string;
  approved: { day: Offset; words: string };
  submitted: { day: Offset; to: string };
}

export interface DemoPlan {
  submissions?: DemoSubmission[];
  board?: DemoBoard;
  /** The file that says how findings were answered. */
  findings?: string;
  /** The file with what was counted and told. */
  outcomes?: string;
  /** The file with what the board was given. */
  packs?: string;
  documents: { file: string; receivedDaysAgo: number }[];
  agencies: {
    name: string;
    kind: 'partner' | 'safeguarding_partnership';
    lead?: string;
    boardMember?: string;
  }[];
  workstreams: { name: string; sponsor: string; whatWillBeDifferent: string }[];
  actions: DemoAction[];
}

export const DEMO_AUTHORITIES = [
  { slug: 'westmarch', name: 'Westmarch County Council' },
  { slug: 'northmoor', name: 'Northmoor Council' },
] as const;

export type DemoSlug = (typeof DEMO_AUTHORITIES)[number]['slug'];

const folder = new URL('../../../../seeds/demo/', import.meta.url);

export function demoFile(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

export async function demoPeople(slug: DemoSlug): Promise<DemoPerson[]> {
  const people = (await readJson('people.json')) as Record<DemoSlug, DemoPerson[]>;
  return people[slug];
}

export async function demoPlan(slug: DemoSlug): Promise<DemoPlan> {
  return (await readJson(`${slug}-plan.json`)) as DemoPlan;
}

export async function demoFindings(file: string): Promise<DemoFindings> {
  return (await readJson(file)) as DemoFindings;
}

export async function demoOutcomes(file: string): Promise<DemoOutcomes> {
  return (await readJson(file)) as DemoOutcomes;
}

export async function demoPacks(file: string): Promise<DemoPacks> {
  return (await readJson(file)) as DemoPacks;
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(demoFile(name), 'utf8')) as unknown;
}
