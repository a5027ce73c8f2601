import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { PageSection } from '../../../web/pages/page-sections.js';
import type { Person } from '../../../web/person.js';
import type { Tx } from '../../../platform/database/database.js';
import type { DecisionSource } from '../../meetings/decisions-wanted.js';
import type { WaitingSource } from '../../meetings/waiting-decisions.js';
import { readingScope, type Accessed } from '../action-access.js';
import type { ActionSections } from '../action-sections.js';
import { DateChangeReading } from './date-change-reading.service.js';
import { dateChangeModel } from './date-change.page.js';
import { DATE_SETTER_NAMES, REASON_OF_CHANGE_NAMES, slipWords } from './date-change-words.js';
import { DateChangesRepository, type DateChangeRow } from './date-changes.repository.js';
import { dateControlPaths } from './date-control.paths.js';

type Subject = Parameters<ActionSections['read']>[2];

/** What date control shows elsewhere: on the page of an action, among what waits for me, and before the board. */
@Injectable()
export class DateChangeSections {
  constructor(
    private readonly changes: DateChangesRepository,
    private readonly reading: DateChangeReading,
  ) {}

  readonly onAction: PageSection<Subject> = {
    order: 10,
    template: 'actions/date-control/views/_date-changes.njk',
    read: async (tx: Tx, person: Person, accessed: Accessed) => {
      const { action, subject } = accessed;
      if (action.publishedOn === null) return null;
      const rows = await this.changes.ofAction(tx, action.id);
      const isOpen = action.status === 'not_started' || action.status === 'in_progress';
      const waits = rows.some(({ state }) => state === 'waiting' || state === 'proposed');
      const now = isOpen && tx.asAt === null;
      const setByThem = action.dateSetBy !== 'us';
      const verbs = [
        ...(now && !setByThem && !waits && may('date_changes.ask', person, subject)
          ? [{ text: 'Ask for another date', href: dateControlPaths.ask(action.id) }]
          : []),
        ...(now && setByThem && may('date_changes.record_agreement', person, subject)
          ? [{ text: 'Record their agreement to another date', href: dateControlPaths.agreement(action.id) }]
          : []),
      ];
      const model = {
        changes: rows.map(dateChangeModel),
        originalDueOn: action.originalDueOn,
        setBy: setByThem ? DATE_SETTER_NAMES[action.dateSetBy] : null,
      };
      return { model: rows.length > 0 || setByThem ? model : null, verbs };
    },
  };

  readonly waiting: WaitingSource = {
    kind: 'date_change',
    heading: 'Dates to decide',
    order: 10,
    waiting: async (tx: Tx, person: Person) =>
      (await this.reading.waitingFor(tx, person)).map((row) => ({
        id: row.id,
        title: titleOf(row),
        about: aboutOf(row),
        href: dateControlPaths.request(row.id),
        since: row.askedOn,
        until: row.decideBy,
      })),
  };

  readonly proposed: WaitingSource = {
    kind: 'date_proposal',
    heading: 'Dates proposed to you',
    order: 20,
    waiting: async (tx: Tx, person: Person) =>
      (await this.changes.proposedTo(tx, person.personId)).map((row) => ({
        id: row.id,
        title: titleOf(row),
        about: `${row.decidedByName ?? 'The decider'} proposes ${formatLongDate(row.toDueOn)} instead of ${formatLongDate(row.askedDueOn)}`,
        href: dateControlPaths.request(row.id),
        since: row.decidedOn ?? row.askedOn,
        until: null,
      })),
  };

  readonly forBoard: DecisionSource = {
    kind: 'date_change',
    heading: 'Dates to move',
    wanted: async (tx: Tx, person: Person) => {
      readingScope(person);
      return (await this.reading.waitingForBoard(tx)).map((row) => ({
        subjectId: row.id,
        title: titleOf(row),
        about: aboutOf(row),
        href: dateControlPaths.request(row.id),
        since: row.askedOn,
      }));
    },
    titles: async (tx: Tx, person: Person, ids: readonly string[]) => {
      const rows = await this.changes.byIds(tx, ids, readingScope(person));
      return new Map(
        rows.map((row) => [row.id, { title: titleOf(row), href: dateControlPaths.request(row.id) }]),
      );
    },
  };
}

function titleOf(row: DateChangeRow): string {
  return `${row.reference} ${row.title}: from ${formatLongDate(row.fromDueOn)} to ${formatLongDate(row.toDueOn)}`;
}

function aboutOf(row: DateChangeRow): string {
  const reason = REASON_OF_CHANGE_NAMES[row.reason as keyof typeof REASON_OF_CHANGE_NAMES] ?? row.reason;
  return `${slipWords(row.slip)} from the original date. ${reason}. Asked by ${row.askedByName}`;
}
