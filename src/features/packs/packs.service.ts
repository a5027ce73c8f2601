import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  beginPack,
  clearPack,
  correctPack,
  openAgain,
  openForCommentary,
} from '../../domain/lifecycle/pack.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import { MeetingsRepository } from '../meetings/meetings.repository.js';
import { packFor, seesDrafts } from './pack-access.js';
import { PackCommentariesRepository, type CommentaryRow } from './pack-commentaries.repository.js';
import { packRefused } from './pack-words.js';
import { PacksRepository, type PackFilters, type PackRow } from './packs.repository.js';

/** The life of a pack before and after it is issued; issuing itself is PackIssuingService. */
@Injectable()
export class PacksService {
  constructor(
    private readonly database: Database,
    private readonly packs: PacksRepository,
    private readonly commentaries: PackCommentariesRepository,
    private readonly meetings: MeetingsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** What was issued, newest first; for those who make packs also what is being made. */
  async list(person: Person, filters: PackFilters, part: Slice): Promise<{ rows: PackRow[]; total: number }> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.packs.list(tx, seesDrafts(person), filters, part));
  }

  async one(person: Person, id: string): Promise<PackRow> {
    return this.within(person, (tx) => packFor(tx, this.packs, person, id));
  }

  /** With whose commentary it has and whose is still wanted. For those who make it. */
  async making(person: Person, id: string): Promise<{ pack: PackRow; commentaries: CommentaryRow[] }> {
    if (!seesDrafts(person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      pack: await packFor(tx, this.packs, person, id),
      commentaries: await this.commentaries.ofPack(tx, id),
    }));
  }

  /** Every issue of a meeting's pack that this person may know of, the latest first. */
  async ofMeeting(person: Person, meetingId: string): Promise<PackRow[]> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      if (!isUuid(meetingId) || (await this.meetings.byId(tx, meetingId)) === null) {
        throw new NotFound('There is no such meeting');
      }
      const rows = await this.packs.ofMeeting(tx, meetingId);
      return rows.filter(({ state }) => state === 'issued' || seesDrafts(person));
    });
  }

  /** The next meeting whose pack this person may begin; null: there is none. */
  async toBegin(person: Person): Promise<{ id: string; meetsOn: LocalDate } | null> {
    if (!may('packs.prepare', person)) return null;
    return this.within(person, async (tx) => this.packs.nextToBegin(tx, await this.days.today(tx)));
  }

  async begin(person: Person, meetingId: string): Promise<string> {
    if (!may('packs.prepare', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      // Held, so that a pack of it is begun once.
      const meeting = isUuid(meetingId) ? await this.meetings.heldById(tx, meetingId) : null;
      if (meeting === null) throw new NotFound('There is no such meeting');
      const [latest] = await this.packs.ofMeeting(tx, meetingId);
      const begun = beginPack({ state: meeting.state, pack: latest?.state ?? null });
      if (isRefusal(begun)) packRefused(begun.refused);
      const on = await this.days.today(tx);
      return this.packs.add(tx, { boardId: meeting.boardId, meetingId, by: person.personId, on });
    });
  }

  async openForCommentary(person: Person, id: string, version?: number): Promise<void> {
    if (!may('packs.prepare', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, pack) => {
      const opened = openForCommentary(pack.state);
      if (isRefusal(opened)) packRefused(opened.refused);
      await this.packs.change(tx, id, opened);
    });
  }

  /** The director's word that the board can read it; where commentary is missing, with the reason. */
  async clear(person: Person, id: string, because: string, version?: number): Promise<void> {
    if (!may('packs.clear', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, pack) => {
      const missing = missingFrom(await this.commentaries.ofPack(tx, id));
      const cleared = clearPack(pack.state, missing.length, because);
      if (isRefusal(cleared)) packRefused(cleared.refused);
      await this.packs.change(tx, id, {
        ...cleared,
        cleared_by: person.personId,
        cleared_on: await this.days.today(tx),
        cleared_without: missing.length > 0 ? because.trim() : '',
      });
    });
  }

  /** Something is to be written anew: it is cleared again afterwards. */
  async openAgain(person: Person, id: string, version?: number): Promise<void> {
    if (!may('packs.prepare', person) && !may('packs.clear', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, pack) => {
      const opened = openAgain(pack.state);
      if (isRefusal(opened)) packRefused(opened.refused);
      await this.packs.change(tx, id, {
        ...opened,
        cleared_by: null,
        cleared_on: null,
        cleared_without: '',
      });
    });
  }

  /** Begins the next issue of an issued pack, with its commentary; gives the id of the new issue. */
  async correct(person: Person, id: string, whatChanged: string): Promise<string> {
    if (!may('packs.prepare', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      if (isUuid(id)) await this.packs.hold(tx, id);
      const pack = await packFor(tx, this.packs, person, id);
      const latest = await this.packs.issuedByNumber(tx, pack.boardId, null);
      const begun = correctPack({ state: pack.state, isLatest: latest?.id === id }, whatChanged);
      if (isRefusal(begun)) packRefused(begun.refused);
      const issues = await this.packs.ofMeeting(tx, pack.meetingId);
      if (issues.some(({ state }) => state !== 'issued')) packRefused('correction_begun');
      const on = await this.days.today(tx);
      const correction = { whatChanged: whatChanged.trim(), by: person.personId, on };
      return this.packs.addCorrection(tx, pack, correction);
    });
  }

  private changing(
    person: Person,
    id: string,
    version: number | undefined,
    work: (tx: Tx, pack: PackRow) => Promise<void>,
  ): Promise<void> {
    return this.within(person, async (tx) => {
      if (isUuid(id)) await this.packs.hold(tx, id);
      const pack = await packFor(tx, this.packs, person, id);
      if (version !== undefined && version !== pack.version) throw new StaleVersion(pack.version);
      await work(tx, pack);
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** Whose commentary is still wanted: each lead's, and that of one director where there are several. */
export function missingFrom(commentaries: readonly CommentaryRow[]): CommentaryRow[] {
  const hasDirector = commentaries.some(({ role, writtenOn }) => role === 'director' && writtenOn !== null);
  return commentaries.filter(
    ({ role, isAsked, writtenOn }) => isAsked && writtenOn === null && !(role === 'director' && hasDirector),
  );
}
