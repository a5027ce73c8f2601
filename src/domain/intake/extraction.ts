import type { PlanDueInDocument } from './plan-due.js';

/** What was found in a document. The names and shapes are the contract of `tracker extract`. */
export const DOCUMENT_KINDS = [
  'sif_inspection',
  'ilacs_inspection',
  'monitoring_visit',
  'focused_visit',
  'jtai',
  'area_send_inspection',
  'looked_after_children_inspection',
  'safeguarding_progress_inspection',
  'public_inquiry',
  'peer_review',
  'case_review',
  'audit',
  'improvement_notice',
  'statutory_direction',
  'adviser_review',
  'self_evaluation',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type RecommendationPriority = 'priority_action' | 'area_for_improvement' | 'recommendation';
export type Sentiment = 'strength' | 'progress' | 'weakness';

/** Where something stands in the document, so that a reviewer can be shown it beside the result. */
export interface SourcePlace {
  readonly page: number;
  readonly fromLine: number;
  readonly toPage: number;
  readonly toLine: number;
}

export interface ExtractedDocument {
  readonly kind: DocumentKind;
  readonly title: string | null;
  readonly authority: string | null;
  readonly inspectorate: string | null;
  readonly inspectedFrom: string | null;
  readonly inspectedTo: string | null;
  readonly published: string | null;
  /** The date printed for sending the action plan or written statement, ISO; null when none is printed. */
  readonly responseDue: string | null;
  /** By when the plan is due and how that is known; null where the document obliges to none. */
  readonly planDue: PlanDueInDocument | null;
  /** What a visit says that it looked at, in its own words; empty where it does not say. */
  readonly coveredAreas: readonly string[];
}

export interface ExtractedJudgement {
  readonly area: string;
  readonly grade: string;
  readonly source: SourcePlace;
}

export interface ExtractedRecommendation {
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly addressee: string;
  readonly theme: string | null;
  readonly text: string;
  readonly timescale: string | null;
  readonly paragraphRefs: readonly string[];
  readonly frameworkRef?: string;
  /** Null where the source has no pages. */
  readonly page: number | null;
  readonly source: SourcePlace;
}

export interface ExtractedFinding {
  readonly number: string | null;
  readonly section: string | null;
  readonly sentiment: Sentiment | null;
  readonly text: string;
  readonly recommendationRefs: readonly string[];
  /** The document only says "(recommendation)"; which one is this reader's guess. */
  readonly refsGuessed?: true;
  readonly page: number | null;
  readonly source: SourcePlace;
}

export interface ExtractionWarning {
  readonly code: string;
  readonly message: string;
  readonly source?: SourcePlace;
}

export interface Extraction {
  readonly file: string;
  readonly document: ExtractedDocument;
  readonly judgements: readonly ExtractedJudgement[];
  readonly recommendations: readonly ExtractedRecommendation[];
  readonly findings: readonly ExtractedFinding[];
  readonly warnings: readonly ExtractionWarning[];
}
