import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { localDate, type LocalDate } from '../../domain/calendar/local-date.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { fortnightlyWindow, type UpdateWindow } from '../../domain/calendar/update-windows.js';
import type { WindowNoticeFacts } from '../../domain/ladder/notice-facts.js';
import { rungsOfSubject } from '../../domain/ladder/rungs-of-subject.js';
import type { Tx } from '../../platform/database/database.js';
import {
  AskedWindows,
  daysOfWindows,
  updatesMatterFrom,
  type GivenUpdate,
} from '../actions/asked-windows.js';
import { UpdateWindows } from '../meetings/update-windows.service.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';

interface AskedRow {
  owner_id: string | null;
  accountable_lead_id: string | null;
  agency_id: string | null;
  reference: string;
  publishedOn: LocalDate | null;
  startOn: LocalDate | null;
  priorityAction: boolean;
  updates: GivenUpdate[] | null;
}

type OpenWindow = UpdateWindow & { readonly id: string };
/** What a window still wants: the references of each person's actions, by the person who is told. */
interface Wanted {
  readonly facts: WindowNoticeFacts;
  readonly references: ReadonlyMap<string, readonly string[]>;
}

/**
 * Update windows as subjects of notices. Which are open follows from the meetings; a window is known by the day it
 * opened, which stays when its meeting moves, so its id is made from that day.
 */
@Injectable()
export class WindowNotices implements NoticeSource {
  readonly kind = 'window';
  readonly keepsNextDay = false;

  constructor(private readonly windows: UpdateWindows) {}

  /**
   * Who has not answered is looked up on a morning on which a window opened or is about to close since the last one,
   * or where something else may have changed who is to be told; on the others only for actions that were handed over.
   */
  async due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    const open = await this.openOn(tx, morning);
    const { last, windowsWaiting: waiting } = morning;
    const changed = morning.meetingsChangedOn ?? '';
    if (open.length === 0 && waiting.length === 0) return [];
    const isTurn = (window: OpenWindow) =>
      last === null || turnsOf(window, morning).some((day) => day >= last && day <= morning.on);
    const looksAtAll =
      waiting.length > 0 ||
      last === null ||
      changed >= last ||
      (morning.ladderSetOn ?? '') >= last ||
      open.some(isTurn);
    const found = await this.wanted(tx, morning, open, looksAtAll ? null : last);
    const gone = waiting.filter((id) => !found.some(({ facts }) => facts.id === id)).map(closedWindow);
    return [...found.map(({ facts }) => ({ facts })), ...gone.map((facts) => ({ facts }))];
  }

  async all(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    const found = await this.wanted(tx, morning, await this.openOn(tx, morning), null);
    return found.map(({ facts }) => ({ facts }));
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return (await this.wantedOf(tx, morning, ids)).map(({ facts }) => ({ facts }));
  }

  async words(tx: Tx, morning: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    const found = await this.wantedOf(tx, morning, ids);
    const words = new Map<string, SubjectWords>(ids.map((id) => [id, wordsOf('Your updates', null)]));
    for (const { facts, references } of found) {
      words.set(facts.id, wordsOf(`Your updates by ${formatLongDate(facts.closesOn)}`, references));
    }
    return words;
  }

  async putNextDays(): Promise<void> {}

  private async wantedOf(tx: Tx, morning: Morning, ids: readonly string[]): Promise<Wanted[]> {
    if (ids.length === 0) return [];
    const open = (await this.openOn(tx, morning)).filter(({ id }) => ids.includes(id));
    return open.length === 0 ? [] : this.wanted(tx, morning, open, null);
  }

  /** Those that are open that day. */
  private async openOn(tx: Tx, { on }: Morning): Promise<OpenWindow[]> {
    const { from } = daysOfWindows(on);
    const ordinary = await this.windows.openingBetween(tx, from, on);
    const open = [...ordinary.filter(({ endedOn }) => endedOn === null), fortnightlyWindow(on)];
    return open
      .filter(({ opensOn, closesOn }) => opensOn <= on && closesOn >= on)
      .map((window) => ({ ...window, id: idOf(tx, window) }));
  }

  /** The chain of each action that a window asks about and that no update counts for yet. */
  private async wanted(
    tx: Tx,
    morning: Morning,
    open: readonly OpenWindow[],
    givenFrom: LocalDate | null,
  ): Promise<Wanted[]> {
    const { on, calendar, people } = morning;
    if (open.length === 0) return [];
    const rows = await this.asked(tx, morning, givenFrom);
    const { from, to } = daysOfWindows(on);
    const asked = new AskedWindows(on, calendar, await this.windows.openingBetween(tx, from, to));
    const unanswered = rows.map((row) => ({
      row,
      windows: asked.allOpenFor(row, row.updates ?? []).filter(({ answer }) => answer === null),
    }));
    return open.map((window) => {
      const wanting = unanswered.filter(({ windows }) =>
        windows.some((one) => one.opensOn === window.opensOn && isFortnightly(one) === isFortnightly(window)),
      );
      const references = new Map<string, string[]>();
      for (const { row } of wanting) {
        for (const personId of people.whoAnswersFor(row)) {
          references.set(personId, [...(references.get(personId) ?? []), row.reference]);
        }
      }
      return {
        facts: {
          kind: 'window',
          id: window.id,
          opensOn: window.opensOn,
          remindsOn: isFortnightly(window) ? window.remindsOn : null,
          closesOn: window.closesOn,
          unanswered: wanting.map(({ row }) => people.chainOf(row)),
        },
        references,
      };
    });
  }

  private asked(tx: Tx, { on }: Morning, givenFrom: LocalDate | null): Promise<AskedRow[]> {
    return tx.rows<AskedRow>(
      `select a.owner_id, a.accountable_lead_id, a.agency_id, a.reference,
              greatest(a.published_on, a.reopened_on)::text as "publishedOn", a.start_on::text as "startOn",
              a.priority_action as "priorityAction", given.updates
         from actions a
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id and p.closed_on is null
         left join lateral (
           select jsonb_agg(jsonb_build_object('on', u.written_on, 'noChange', u.no_change)
                                         order by u.written_at, u.id) as updates
             from progress_updates u
            where u.authority_id = $1 and u.action_id = a.id and u.written_on >= $3 and u.written_on <= $2 and u.corrects_id is null) given on true
        where a.authority_id = $1 and a.status in ('not_started','in_progress') and a.start_on < $2
          and ($4::date is null or a.given_on >= $4)
        order by a.number`,
      [tx.authorityId, on, updatesMatterFrom(on), givenFrom],
    );
  }
}

/** The days on which somebody is told of a window: it opened, it is about to close. */
function turnsOf(window: OpenWindow, { on, calendar, ladder }: Morning): readonly LocalDate[] {
  const facts = { ...closedWindow(window.id), ...window, kind: 'window' as const };
  const asked = { ...facts, remindsOn: isFortnightly(window) ? window.remindsOn : null };
  return rungsOfSubject(asked, on, calendar, ladder).flatMap(({ occurrences }) =>
    occurrences.map(({ day }) => day),
  );
}

function isFortnightly({ kind }: Pick<UpdateWindow, 'kind'>): boolean {
  return kind === 'fortnightly';
}

/** A window that is over, or that its meeting took with it: nobody is wanted. */
function closedWindow(id: string): WindowNoticeFacts {
  const never = localDate('2003-01-06');
  return { kind: 'window', id, opensOn: never, closesOn: never, unanswered: [] };
}

function idOf(tx: Tx, window: UpdateWindow): string {
  const clock = isFortnightly(window) ? 'fortnightly' : 'ordinary';
  const hash = createHash('sha256')
    .update(`window ${tx.authorityId} ${clock} ${window.opensOn}`)
    .digest('hex');
  const variant = '89ab'[parseInt(hash[16]!, 16) % 4];
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
  ];
  return [...parts, hash.slice(20, 32)].join('-');
}

function wordsOf(title: string, references: ReadonlyMap<string, readonly string[]> | null): SubjectWords {
  return {
    reference: null,
    title,
    path: '/',
    about: [],
    aboutFor: (personId) => {
      const theirs = references?.get(personId) ?? [];
      return theirs.length === 0 ? [] : [`Asks about ${theirs.join(', ')}`];
    },
    // Its title says nothing of any action.
    mayBeReadBy: () => true,
  };
}
