import type { DocumentKind, RecommendationPriority, Sentiment } from '../../domain/intake/extraction.js';
import type { DocumentState, Publication } from './document.entity.js';

/** The words of the screens for what is kept as a code. */
export const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  sif_inspection: 'Inspection report (single inspection framework)',
  ilacs_inspection: 'Inspection report (ILACS)',
  monitoring_visit: 'Monitoring visit letter',
  focused_visit: 'Focused visit letter',
  jtai: 'Joint targeted area inspection',
  area_send_inspection: 'Area SEND inspection report',
  looked_after_children_inspection: 'Looked after children inspection report',
  safeguarding_progress_inspection: 'Safeguarding progress inspection report',
  public_inquiry: 'Public inquiry',
  peer_review: 'Peer review',
  case_review: 'Case review',
  audit: 'Audit',
  improvement_notice: 'Improvement notice',
  statutory_direction: 'Statutory direction',
  adviser_review: 'Adviser review',
  self_evaluation: 'Self-evaluation',
  other: 'Other document',
};

export const PUBLICATION_NAMES: Readonly<Record<Publication, string>> = {
  draft_under_embargo: 'Draft under embargo',
  not_for_publication: 'Not for publication',
  published: 'Published',
};

/** The choices of a form: each with who then sees the document and all that came of it. */
export const PUBLICATION_CHOICES: readonly { value: Publication; text: string; hint: string }[] = [
  { value: 'published', text: 'Published', hint: 'Everybody who can see the plan can see it' },
  {
    value: 'draft_under_embargo',
    text: 'A draft under embargo',
    hint: 'Only plan managers, directors, the chief executive and quality assurance see it: no board members, leads, owners or viewers',
  },
  {
    value: 'not_for_publication',
    text: 'Not for publication',
    hint: 'Final, but seen only by the same people',
  },
];

export const STATE_NAMES: Readonly<Record<DocumentState, string>> = {
  reading: 'Being read',
  unreadable: 'Could not be read',
  to_review: 'To review',
  accepted: 'Accepted',
  withdrawn: 'Withdrawn',
};

export const PRIORITY_NAMES: Readonly<Record<RecommendationPriority, string>> = {
  priority_action: 'Priority action',
  area_for_improvement: 'Area for improvement',
  recommendation: 'Recommendation',
};

export const SENTIMENT_NAMES: Readonly<Record<Sentiment, string>> = {
  strength: 'Strength',
  progress: 'Progress',
  weakness: 'Weakness',
};

export const PUBLICATIONS = Object.keys(PUBLICATION_NAMES) as Publication[];
