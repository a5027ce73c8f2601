import { may } from '../../domain/access/policy.js';
import { STEPS } from '../../domain/ladder/notice.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { sealCursor } from '../../web/api/list-query.js';
import type { Person } from '../../web/person.js';
import { STEP_WORDS } from './digest-words.js';
import { keyOf } from './notice-subjects.js';
import { NOTICE_STATES, type NoticeState } from './notice.entity.js';
import type { NoticeRow } from './notices-list.repository.js';
import type { NoticesQuery } from './notices.list-query.js';
import { noticePaths } from './notices.paths.js';
import type { DigestSeen, NoticesSeen } from './notices.service.js';

export const NOTICE_STATE_NAMES: Readonly<Record<NoticeState, string>> = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
  cancelled: 'Cancelled',
  superseded: 'Superseded',
};

export const DIGEST_STATE_NAMES = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
  closed: 'Closed unsent',
};

/** A notice as a row of a table. */
export function noticeLine(row: NoticeRow, seen: NoticesSeen, reader: Person) {
  const words = seen.words.get(keyOf(row.subjectKind, row.subjectId));
  const mayOpen = words?.mayBeReadBy(reader.personId) ?? false;
  const recipient = row.recipientId === row.personId ? null : seen.people.nameOf(row.recipientId);
  const name = stepName(row);
  return {
    day: row.dueOn,
    person: seen.people.nameOf(row.personId) ?? 'Somebody',
    insteadOf: recipient,
    step: row.toldAs === null ? name : `${name}: ${row.toldAs}`,
    ladderVersion: row.ladderVersion,
    subject:
      [words?.reference, mayOpen ? words?.title : null].filter(Boolean).join(' ') ||
      'Something you may not open',
    href: mayOpen ? (words?.path ?? null) : null,
    state: row.state,
    stateName: NOTICE_STATE_NAMES[row.state],
    sentAt: row.sentAt,
    because: row.endedBecause,
    mailHref: row.digestId !== null && row.state !== 'waiting' ? noticePaths.digest(row.digestId) : null,
  };
}

/** "Overdue, working day 6" where the number tells something. */
export function stepName({ step, occurrence }: Pick<NoticeRow, 'step' | 'occurrence'>): string {
  const { name } = STEP_WORDS[step];
  const days = Number(occurrence);
  if (!Number.isInteger(days) || days === 0 || step === 'turned_red') return name;
  return days < 0 ? `${name}, ${-days} working days before` : `${name}, working day ${days}`;
}

export function noticesListPage(
  person: Person,
  seen: NoticesSeen & { total: number },
  query: NoticesQuery,
  withoutAddress: number,
) {
  const shown = seen.rows.slice(0, query.limit);
  const last = shown.at(-1);
  const asked: Record<string, string> = { limit: String(query.limit) };
  for (const [name, values] of Object.entries(query.filters)) asked[name] = values.join(',');
  const more = seen.rows.length > query.limit && last !== undefined;
  return {
    notices: shown.map((row) => noticeLine(row, seen, person)),
    total: seen.total,
    filters: {
      state: query.filters.state?.[0] ?? '',
      step: query.filters.step?.[0] ?? '',
      personId: query.filters.personId?.[0] ?? '',
      dueOn: query.filters.dueOn?.[0] ?? '',
    },
    isFiltered: Object.keys(query.filters).length > 0,
    states: NOTICE_STATES.map((value) => ({ value, text: NOTICE_STATE_NAMES[value] })),
    steps: STEPS.map((value) => ({ value, text: STEP_WORDS[value].name })),
    everybody: seen.people.byName().map(({ personId, name }) => ({ value: personId, text: name })),
    withoutAddress,
    pages: {
      previous: query.cursor === null ? null : noticePaths.list(asked),
      next: more
        ? noticePaths.list({ ...asked, cursor: sealCursor({ value: last.dueOn, id: last.id }) })
        : null,
      text: `${shown.length} of ${seen.total > 10_000 ? 'more than 10,000' : seen.total.toLocaleString('en-GB')}`,
    },
    hrefs: {
      clear: noticePaths.list(),
      withoutAddress: noticePaths.withoutAddress(),
      late: noticePaths.lateWhenPublished(),
    },
    paths: noticePaths,
    maySeeLate: may('actions.read', person),
  };
}

export function digestPage(seen: DigestSeen, reader: Person) {
  const { digest, people, isHidden, again } = seen;
  const isSent = digest.state !== 'waiting';
  return {
    heading: digest.subject ?? 'A mail not written yet',
    forWhom: people.nameOf(digest.personId) ?? 'Somebody',
    day: formatLongDate(digest.day),
    stateName: DIGEST_STATE_NAMES[digest.state],
    sentAt: digest.sentAt,
    sentTo: digest.sentTo,
    messageId: digest.messageId,
    attempts: digest.attempts,
    mayBeTwice: digest.state === 'sent' && digest.unanswered > 0,
    failure: digest.failure,
    text: isHidden ? null : digest.bodyText,
    isHidden: isHidden && digest.bodyText !== null,
    notices: seen.rows.map((row) => ({ ...noticeLine(row, seen, reader), mailHref: null })),
    repeats: digest.repeats === null ? null : noticePaths.digest(digest.repeats),
    askedBy: people.nameOf(digest.askedBy),
    again: again.map((one) => ({
      href: noticePaths.digest(one.id),
      day: one.day,
      stateName: DIGEST_STATE_NAMES[one.state],
      askedBy: people.nameOf(one.askedBy) ?? 'Somebody',
    })),
    sendAgain:
      isSent && may('notices.send_again', reader) && !again.some(({ state }) => state === 'waiting')
        ? noticePaths.sendAgain(digest.id)
        : null,
    back: noticePaths.list(),
  };
}
