import { TenancyHistory20261122100000 } from '../../../migrations/20261122100000-tenancy-history.js';
import { AuthoritiesPeople20261122101000 } from '../../../migrations/20261122101000-authorities-people.js';
import { DocumentsRecommendations20261122102000 } from '../../../migrations/20261122102000-documents-recommendations.js';
import { Actions20261122103000 } from '../../../migrations/20261122103000-actions.js';
import { Notices20261122104000 } from '../../../migrations/20261122104000-notices.js';
import { DocumentReview20261123090000 } from '../../../migrations/20261123090000-document-review.js';
import { RaisedBefore20261123100000 } from '../../../migrations/20261123100000-raised-before.js';
import { Meetings20261123120000 } from '../../../migrations/20261123120000-meetings.js';
import { Evidence20261123140000 } from '../../../migrations/20261123140000-evidence.js';
import { DateControl20261123130000 } from '../../../migrations/20261123130000-date-control.js';
import { AsAt20261123150000 } from '../../../migrations/20261123150000-as-at.js';

import { PlanSettings20261123160000 } from '../../../migrations/20261123160000-plan-settings.js';
import { NotUpdatedViews20261123170000 } from '../../../migrations/20261123170000-not-updated-views.js';
import { RecommendationLife20261123180000 } from '../../../migrations/20261123180000-recommendation-life.js';
import { Measures20261123181000 } from '../../../migrations/20261123181000-measures.js';
import { PlanVersions20261123182000 } from '../../../migrations/20261123182000-plan-versions.js';
import { Restricted20261123183000 } from '../../../migrations/20261123183000-restricted.js';
import { AnswerLinks20261123190000 } from '../../../migrations/20261123190000-answer-links.js';
import { PlanSheets20261123110000 } from '../../../migrations/20261123110000-plan-sheets.js';
import { LadderSettings20261123200000 } from '../../../migrations/20261123200000-ladder-settings.js';
import { CoveredAreas20261123220000 } from '../../../migrations/20261123220000-covered-areas.js';
import { FindingLinks20261123230000 } from '../../../migrations/20261123230000-finding-links.js';
import { QuickerVersions20261123210000 } from '../../../migrations/20261123210000-quicker-versions.js';
import { MailTraces20261123240000 } from '../../../migrations/20261123240000-mail-traces.js';
import { Packs20261124100000 } from '../../../migrations/20261124100000-packs.js';
import { Challenges20261124110000 } from '../../../migrations/20261124110000-challenges.js';
import { Voices20261124120000 } from '../../../migrations/20261124120000-voices.js';
import { FindingsTold20261124130000 } from '../../../migrations/20261124130000-findings-told.js';
import { Papers20261124150000 } from '../../../migrations/20261124150000-papers.js';
import { RestrictedVoices20261124160000 } from '../../../migrations/20261124160000-restricted-voices.js';
import { PublicPlan20261124140000 } from '../../../migrations/20261124140000-public-plan.js';
import { Logos20261124170000 } from '../../../migrations/20261124170000-logos.js';
import { ChallengesForOthers20261124180000 } from '../../../migrations/20261124180000-challenges-for-others.js';

/** Every migration, oldest first. A new one is added at the end and never changed after it has run anywhere. */
export const migrations = [
  TenancyHistory20261122100000,
  AuthoritiesPeople20261122101000,
  DocumentsRecommendations20261122102000,
  Actions20261122103000,
  Notices20261122104000,
  DocumentReview20261123090000,
  RaisedBefore20261123100000,
  Meetings20261123120000,
  DateControl20261123130000,
  Evidence20261123140000,
  AsAt20261123150000,
  PlanSettings20261123160000,
  NotUpdatedViews20261123170000,
  PlanSheets20261123110000,
  RecommendationLife20261123180000,
  Measures20261123181000,
  PlanVersions20261123182000,
  Restricted20261123183000,
  AnswerLinks20261123190000,
  LadderSettings20261123200000,
  CoveredAreas20261123220000,
  FindingLinks20261123230000,
  QuickerVersions20261123210000,
  MailTraces20261123240000,
  Packs20261124100000,
  Challenges20261124110000,
  Voices20261124120000,
  FindingsTold20261124130000,
  PublicPlan20261124140000,
  Papers20261124150000,
  RestrictedVoices20261124160000,
  Logos20261124170000,
  ChallengesForOthers20261124180000,
];
