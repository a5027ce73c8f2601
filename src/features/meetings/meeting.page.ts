import type { DecisionRow } from './decisions.repository.js';
import type { MeetingPage } from './meeting-reading.service.js';
import { MEETING_STATE_NAMES, outcomeName } from './meeting-words.js';
import type { MeetingPaper } from './meeting-papers.js';
import type { MeetingRow } from './meetings.repository.js';
import { meetingsPaths } from './meetings.paths.js';

export function meetingModel(meeting: MeetingRow, paper: MeetingPaper | null = null) {
  return {
    ...meeting,
    paper,
    stateName: MEETING_STATE_NAMES[meeting.state],
    href: meetingsPaths.meeting(meeting.id),
  };
}

/** The page of one meeting: what it is asked to decide, what it decided, and what the chair decided before. */
export function meetingPageModel({ meeting, wanted, decisions, toReport, titles, ...more }: MeetingPage) {
  const decisionModel = (row: DecisionRow) => ({
    ...row,
    title: titles.get(row.subjectId)?.title ?? 'Something you may not read',
    href: titles.get(row.subjectId)?.href ?? null,
    outcomeName: outcomeName(row),
    byChair: row.meetingId === null,
  });
  return {
    meeting: meetingModel(meeting),
    wanted,
    decisions: decisions.map(decisionModel),
    toReport: toReport.map(decisionModel),
    usualDeadline: more.usualDeadline,
    may: more.may,
    history: more.history,
    sections: more.sections,
    verbs: more.verbs,
  };
}
