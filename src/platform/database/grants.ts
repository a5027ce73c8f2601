/**
 * What the application's role may do: this and nothing more. It owns nothing, cannot bypass a policy, cannot delete,
 * and reaches logins, sessions, links and tokens only through the functions of the sign-in door.
 */
export interface TableRights {
  select?: true;
  insert?: true;
  /** `true`: every column; a list: only these. */
  update?: true | string[];
  delete?: true;
}

export const tableRights: Record<string, TableRights> = {
  versions: { select: true },
  authorities: { select: true, update: ['name'] },
  agencies: { select: true, insert: true, update: true },
  closed_days: { select: true, insert: true, update: true },
  people: { select: true, insert: true, update: true },
  account_mails: { select: true },
  boards: { select: true, insert: true, update: ['name', 'ended_on'] },
  board_members: { select: true, insert: true, update: ['role', 'until_on'] },
  meetings: { select: true, insert: true, update: true },
  decisions: { select: true, insert: true, update: ['reported_at'] },
  packs: {
    select: true,
    insert: true,
    update: [
      'state',
      'what_changed',
      'cleared_by',
      'cleared_on',
      'cleared_without',
      'issued_by',
      'issued_on',
      'issued_at',
    ],
  },
  pack_contents: { select: true, insert: true },
  pack_actions: { select: true, insert: true },
  pack_commentaries: { select: true, insert: true, update: ['better', 'worries', 'asks', 'written_on'] },
  pack_explanations: { select: true, insert: true },
  update_windows: { select: true, insert: true, update: ['closes_on', 'ended_on'] },
  plans: { select: true, insert: true, update: true },
  workstreams: { select: true, insert: true, update: true },
  documents: { select: true, insert: true, update: true },
  document_pages: { select: true, insert: true },
  document_items: { select: true, insert: true, update: true },
  document_reviewers: { select: true, insert: true, update: ['item_id', 'seen_at'] },
  judgements: { select: true, insert: true, update: true },
  recommendations: { select: true, insert: true, update: true },
  raised_before: {
    select: true,
    insert: true,
    update: ['state', 'likeness', 'words', 'decided_by', 'decided_at'],
  },
  met_proposals: {
    select: true,
    insert: true,
    update: ['state', 'decided_by', 'decided_on', 'decision_words', 'decision_id', 'is_over'],
  },
  recommendation_reopenings: { select: true, insert: true },
  recommendation_sentences: { select: true, insert: true },
  measures: { select: true, insert: true, update: true },
  measure_values: { select: true, insert: true, update: ['value', 'source', 'corrected_because'] },
  measure_recommendations: { select: true, insert: true, update: ['ended_at'] },
  voices: {
    select: true,
    insert: true,
    update: [
      'told_on',
      'whose',
      'source',
      'source_name',
      'asked',
      'answered',
      'said',
      'changed',
      'archived_at',
    ],
  },
  voice_recommendations: { select: true, insert: true, update: ['ended_at'] },
  plan_versions: {
    select: true,
    insert: true,
    update: [
      'state',
      'approved_by',
      'approved_on',
      'approval_words',
      'submitted_to',
      'submitted_on',
      'submitted_by',
      'response',
      'response_from',
      'response_on',
      'response_by',
    ],
  },
  plan_version_items: { select: true, insert: true },
  public_plans: { select: true, insert: true, update: ['state', 'ended_by', 'ended_at'] },
  rebaselinings: {
    select: true,
    insert: true,
    update: ['state', 'decided_by', 'decided_on', 'decision_words', 'decision_id'],
  },
  rebaselining_dates: { select: true, insert: true },
  findings: { select: true, insert: true, update: true },
  finding_links: {
    select: true,
    insert: true,
    update: [
      'state',
      'evidence_id',
      'agreed_by',
      'agreed_on',
      'agreement_words',
      'ended_by',
      'ended_on',
      'ended_because',
    ],
  },
  actions: { select: true, insert: true, update: true },
  action_recommendations: { select: true, insert: true, update: ['ended_at'] },
  action_contributors: { select: true, insert: true, update: ['ended_at'] },
  milestones: {
    select: true,
    insert: true,
    update: ['title', 'critical', 'due_on', 'times_moved', 'done_on', 'explanation', 'withdrawn_at'],
  },
  action_waits: { select: true, insert: true, update: ['ended_on', 'ended_by'] },
  progress_updates: { select: true, insert: true },
  hand_overs: { select: true, insert: true },
  called_worse: { select: true, insert: true, update: ['ended_on', 'ended_by', 'ended_because'] },
  date_changes: { select: true, insert: true, update: true },
  evidence: { select: true, insert: true, update: ['withdrawn_on', 'withdrawn_by', 'withdrawn_because'] },
  evidence_files: { select: true, insert: true },
  action_evidence: {
    select: true,
    insert: true,
    update: ['state', 'waiting_since', 'decided_by', 'decided_on', 'decided_file', 'decision_reason'],
  },
  completion_reports: {
    select: true,
    insert: true,
    update: ['outcome', 'outcome_by', 'outcome_on', 'outcome_reason'],
  },
  assurance_checks: { select: true, insert: true },
  not_borne_out_marks: {
    select: true,
    insert: true,
    update: ['closed_on', 'closed_by', 'closed_because', 'further_action_id'],
  },
  cancellations: {
    select: true,
    insert: true,
    update: ['state', 'decided_by', 'decided_on', 'decision_words', 'decision_id'],
  },
  challenges: {
    select: true,
    insert: true,
    update: ['asked_of', 'waiting_since', 'due_on', 'state', 'outcome', 'answered_on', 'closed_on'],
  },
  challenge_entries: { select: true, insert: true },
  action_hands: { select: true },
  privacy_overrides: { select: true, insert: true },
  plan_sheets: { select: true, insert: true, update: true },
  plan_sheet_grids: { select: true, insert: true },
  plan_sheet_cells: { select: true, insert: true, update: ['value'] },
  plan_sheet_memories: { select: true, insert: true, update: ['columns', 'choices'] },
  imported_actions: { select: true, insert: true, update: true },
  sweeps: { select: true, insert: true, update: true },
  digests: { select: true, insert: true, update: true },
  notices: { select: true, insert: true, update: true },
  ladder_versions: { select: true, insert: true },
  logos: { select: true, insert: true, update: ['ended_at', 'ended_by'] },
  papers_made: { select: true, insert: true, update: ['state', 'made_key', 'made_size', 'made_at'] },
  saved_views: { select: true, insert: true, update: ['name', 'query', 'withdrawn_at'] },
  idempotency_keys: { select: true, insert: true, update: ['status', 'answer'], delete: true },
};

export const functionRights: string[] = [
  'current_authority()',
  'current_actor()',
  'is_owner_of(oid)',
  'rebaseline_due_dates(uuid, jsonb)',
  'as_at_moment()',
  'hidden_from_actor()',
  'voices_hidden_from_actor()',
  'restricted_left_out()',
  'next_challenge_number()',
  'actor_reads_part_2()',
  'public_plan_shown(text)',
  'public_plan_content(text)',
  'login_memberships(uuid)',
  'sign_in_try(text, timestamptz, integer, interval)',
  'sign_in_done(text)',
  'account_ends_here(uuid)',
  'session_start(uuid, bytea, uuid, timestamptz)',
  'session_by_hash(bytea)',
  'session_end(bytea)',
  'token_by_hash(bytea)',
  'link_create(uuid, text, bytea, timestamptz)',
  'link_by_hash(bytea)',
  'password_by_link(bytea, text)',
  'account_mail_ask(text, text)',
  'account_mail_invite(uuid)',
  'account_mails_due(integer)',
  'account_mail_by_id(uuid)',
  'account_mail_done(uuid, text, text, text)',
  'login_for(text)',
  'login_find(text)',
  'authorities_list()',
  'authority_create(text, text, boolean)',
  'demonstration_password(uuid, text)',
  'token_create(uuid, uuid, bytea, text)',
  'speaks_for_request(date_changes, uuid, text)',
  'answer_links_make(date, timestamptz, jsonb)',
  'answer_link_by_hash(bytea)',
  'answer_link_use(bytea, timestamptz)',
  'digests_left(interval, integer)',
  'documents_left(interval)',
  'papers_left(timestamptz, timestamptz)',
  'sweeps_left(date)',
  'ratings_left(date)',
];

/** The statements that give `role` (already quoted) exactly these rights, taking back any others first. */
export function grantStatements(role: string): string[] {
  const statements = [
    `revoke all on all tables in schema public from ${role}`,
    `revoke all on all functions in schema public from ${role}`,
    `grant usage on schema public to ${role}`,
  ];
  for (const [table, rights] of Object.entries(tableRights)) {
    const given: string[] = [];
    if (rights.select) given.push('select');
    if (rights.insert) given.push('insert');
    if (rights.delete) given.push('delete');
    if (rights.update === true) given.push('update');
    else if (rights.update) given.push(`update (${rights.update.join(', ')})`);
    statements.push(`grant ${given.join(', ')} on ${table} to ${role}`);
  }
  statements.push(`grant execute on function ${functionRights.join(', ')} to ${role}`);
  return statements;
}
