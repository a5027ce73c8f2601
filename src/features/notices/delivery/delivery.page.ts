import { sealCursor } from '../../../web/api/list-query.js';
import type { Person } from '../../../web/person.js';
import { DIGEST_STATES } from '../digest.entity.js';
import { keyOf } from '../notice-subjects.js';
import { DIGEST_STATE_NAMES, stepName } from '../notices.page.js';
import { noticePaths } from '../notices.paths.js';
import type { WhoIsWho } from '../who-is-who.js';
import type { MailRow, MailsQuery, Summary } from './delivery.repository.js';
import type { MailsSeen } from './delivery.service.js';
import type { NextMorning } from './next-morning.service.js';

function mailLine(row: MailRow, people: WhoIsWho) {
  return {
    href: noticePaths.digest(row.id),
    day: row.day,
    person: people.nameOf(row.personId) ?? 'Somebody',
    subject: row.subject ?? 'Not written yet',
    stateName: DIGEST_STATE_NAMES[row.state],
    // The server had it, and its answer was lost or the process died before that was recorded.
    mayBeTwice: row.state === 'sent' && row.unanswered > 0,
    attempts: row.attempts,
    sentAt: row.sentAt,
    sentTo: row.sentTo,
    failure: row.failure,
    notices: row.notices,
    isAgain: row.repeats !== null,
  };
}

export function mailsPage(seen: MailsSeen, query: MailsQuery) {
  const shown = seen.rows.slice(0, query.limit);
  const last = shown.at(-1);
  const asked: Record<string, string> = { limit: String(query.limit) };
  for (const [name, values] of Object.entries(query.filters)) asked[name] = values.join(',');
  const hasMore = seen.rows.length > query.limit && last !== undefined;
  return {
    mails: shown.map((row) => mailLine(row, seen.people)),
    filters: {
      state: query.filters.state?.[0] ?? '',
      personId: query.filters.personId?.[0] ?? '',
      day: query.filters.day?.[0] ?? '',
    },
    isFiltered: Object.keys(query.filters).length > 0,
    states: DIGEST_STATES.map((value) => ({ value, text: DIGEST_STATE_NAMES[value] })),
    everybody: seen.people.byName().map(({ personId, name }) => ({ value: personId, text: name })),
    pages: {
      previous: query.cursor === null ? null : noticePaths.mails(asked),
      next: hasMore
        ? noticePaths.mails({ ...asked, cursor: sealCursor({ value: last.day, id: last.id }) })
        : null,
      text: `${shown.length} of ${seen.total > 10_000 ? 'more than 10,000' : seen.total.toLocaleString('en-GB')}`,
    },
    clear: noticePaths.mails(),
    paths: noticePaths,
  };
}

const UNSENT = 'failed,closed';
const STATES = ['waiting', 'sent', 'failed', 'cancelled', 'superseded'] as const;

/** Each count with a link to exactly the list that it counts, where there is one. */
export function summariesPage(seen: {
  readonly byDay: readonly Summary[];
  readonly byPerson: readonly Summary[];
  readonly people: WhoIsWho;
}) {
  const cells = (row: Summary, filter: 'dueOn' | 'personId') =>
    STATES.map((state) => ({
      count: row[state],
      href: row[state] === 0 ? null : noticePaths.list({ [filter]: row.key, state }),
    }));
  return {
    byDay: seen.byDay.map((row) => ({
      day: row.key,
      cells: cells(row, 'dueOn'),
      mails: row.mails,
      unsent: row.unsent,
      mailsHref: noticePaths.mails({ day: row.key, state: 'sent' }),
      unsentHref: noticePaths.mails({ day: row.key, state: UNSENT }),
    })),
    byPerson: seen.byPerson.map((row) => ({
      name: seen.people.nameOf(row.key) ?? 'Somebody',
      cells: cells(row, 'personId'),
      mails: row.mails,
      unsent: row.unsent,
      mailsHref: noticePaths.mails({ personId: row.key, state: 'sent' }),
      unsentHref: noticePaths.mails({ personId: row.key, state: UNSENT }),
    })),
    paths: noticePaths,
  };
}

/** One mail for each person who gets something, by name. */
export function nextMorningPage({ on, notices, words, people }: NextMorning, reader: Person) {
  const recipients = [...new Set(notices.map(({ recipientId }) => recipientId))];
  const mails = recipients
    .map((recipientId) => ({
      person: people.nameOf(recipientId) ?? 'Somebody',
      lines: notices
        .filter((one) => one.recipientId === recipientId)
        .map((one) => {
          const said = words.get(keyOf(one.subjectKind, one.subjectId));
          const mayOpen = said?.mayBeReadBy(reader.personId) ?? false;
          return {
            step: one.toldAs === null ? stepName(one) : `${stepName(one)}: ${one.toldAs}`,
            subject:
              [said?.reference, mayOpen ? said?.title : null].filter(Boolean).join(' ') ||
              'Something you may not open',
            href: mayOpen ? (said?.path ?? null) : null,
            insteadOf: one.personId === recipientId ? null : people.nameOf(one.personId),
          };
        }),
    }))
    .sort((one, other) => one.person.localeCompare(other.person, 'en'));
  return { on, mails, total: notices.length, paths: noticePaths };
}
