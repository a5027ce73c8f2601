/** The board has cancelled the action $1: for tests that start from there. */
export const CANCELLED_BY_THE_BOARD = `
  with made as (
    select authority_id, id as action_id, accountable_lead_id as who, gen_random_uuid() as board,
           gen_random_uuid() as request, gen_random_uuid() as decision
      from actions where id = $1),
  sits as (
    insert into boards (authority_id, id, name, kind)
    select authority_id, board, 'Board ' || board, 'safeguarding' from made),
  decides as (
    insert into decisions (authority_id, id, board_id, subject_kind, subject_id, outcome, decided_on, recorded_by,
                           recorded_at)
    select authority_id, decision, board, 'cancellation', request, 'approved', current_date, who, now() from made),
  asks as (
    insert into cancellations (authority_id, id, action_id, reason, asked_by, asked_on, state, decided_by, decided_on,
                               decision_id)
    select authority_id, request, action_id, 'Replaced', who, current_date, 'approved', who, current_date, decision
      from made)
  update actions set status = 'cancelled', cancelled_on = current_date where id = $1`;
