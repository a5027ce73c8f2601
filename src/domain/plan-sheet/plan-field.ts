/** What a column of a council's plan can mean here. */
export const PLAN_FIELDS = [
  'reference',
  'title',
  'description',
  'recommendation',
  'workstream',
  'owner',
  'ownerEmail',
  'contributors',
  'lead',
  'startOn',
  'dueOn',
  'status',
  'colour',
  'kind',
  'successMeasure',
  'requiredEvidence',
  'note',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

/** Several columns may hold one of these: they are joined, in the order of the sheet. */
export const FIELDS_OF_SEVERAL_COLUMNS: readonly PlanField[] = ['description', 'contributors', 'note'];

/** What people are shown for each. */
export const PLAN_FIELD_NAMES: Readonly<Record<PlanField, string>> = {
  reference: 'Reference',
  title: 'Action',
  description: 'What will be done',
  recommendation: 'Recommendation',
  workstream: 'Workstream',
  owner: 'Owner',
  ownerEmail: 'Mail address of the owner',
  contributors: 'Contributors',
  lead: 'Accountable lead',
  startOn: 'Start date',
  dueOn: 'Due date',
  status: 'Status',
  colour: 'Colour',
  kind: 'Kind',
  successMeasure: 'Success measure',
  requiredEvidence: 'Required evidence',
  note: 'Notes and progress',
};

/** The words that councils print over a column, as `wordKey` writes them; the surest first does not matter. */
export const HEADER_WORDS: Readonly<Record<PlanField, readonly string[]>> = {
  reference: words(
    'ref|ref no|ref number|reference|reference number|action ref|action reference|action no|action number|action id|id|no|number|#|item|item no|line no|row|task no',
  ),
  title: words(
    'action|actions|title|action title|task|tasks|activity|what|what will we do|what we will do|what are we going to do|action required|actions required|actions to be taken|action to be taken|improvement action|key action|key actions|key activity|step|steps|what needs to happen|what needs to be done|agreed action|planned action|smart action|deliverable',
  ),
  description: words(
    'description|action description|detail|details|further detail|how|how will we do it|how we will do it|what will be done|method|milestone|milestones|key milestones|tasks and milestones',
  ),
  recommendation: words(
    'recommendation|recommendations|rec|rec no|rec ref|recommendation no|recommendation ref|recommendation number|ofsted recommendation|inspection recommendation|area for improvement|areas for improvement|what needs to improve|afi|finding|inspection finding|source recommendation',
  ),
  workstream: words(
    'workstream|work stream|theme|improvement theme|priority|priority area|improvement priority|strand|objective|pillar|programme|section|area|chapter|domain',
  ),
  owner: words(
    'owner|action owner|owners|owner s|who|by whom|responsible|responsible officer|responsible person|responsibility|person responsible|lead officer|officer|named officer|assigned to|delivery lead|action lead|operational lead|owner name|led by',
  ),
  ownerEmail: words(
    'email|e mail|mail|email address|mail address|owner email|owner e mail|owner mail|mail address of the owner|email of owner|contact',
  ),
  contributors: words(
    'contributors|contributor|support|supported by|supporting officers|others involved|partners|partner agencies|also involved|with',
  ),
  lead: words(
    'lead|accountable lead|accountable|accountable officer|accountability|senior responsible officer|sro|executive lead|strategic lead|theme lead|head of service|sponsor|service lead|accountable lead s name|assistant director',
  ),
  startOn: words('start|start date|starts|starting|from|date from|planned start|begin|begins|commencement'),
  dueOn: words(
    'due|due date|due by|deadline|target date|target|by when|when|timescale|timescales|timeframe|completion date|target completion date|planned completion|planned end|end|end date|finish|finish date|complete by|to be completed by|timeline|date',
  ),
  status: words(
    'status|progress status|state|action status|delivery status|current status|complete|completed|completed y n|complete y n|done|percent complete|% complete',
  ),
  colour: words(
    'rag|rag status|rag rating|brag|brag rating|brag status|rating|colour|current rag|progress rag',
  ),
  kind: words('kind|type|action type|kind of action|type of action'),
  successMeasure: words(
    'success measure|success measures|measure|measures|measure of success|measures of success|success criteria|success criterion|outcome|outcomes|intended outcome|desired outcome|expected outcome|impact|intended impact|kpi|how will we know|how we will know|how will we know it has worked|what difference will it make|what difference|what success looks like|what good looks like|what will success look like',
  ),
  requiredEvidence: words(
    'evidence|required evidence|evidence required|source of evidence|how evidenced|evidence of impact|evidence of completion|evidence source',
  ),
  note: words(
    'note|notes|comment|comments|progress|progress update|progress to date|update|updates|latest update|commentary|narrative|notes and progress|current position|position|issues|risks',
  ),
};

function words(list: string): readonly string[] {
  return list.split('|');
}
