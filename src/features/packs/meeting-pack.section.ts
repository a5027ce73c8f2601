import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { beginPack } from '../../domain/lifecycle/pack.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { MeetingPaper, MeetingPaperSource } from '../meetings/meeting-papers.js';
import type { MeetingRow } from '../meetings/meetings.repository.js';
import { seesDrafts } from './pack-access.js';
import { packModel } from './pack.page.js';
import { packPaths } from './packs.paths.js';
import { PacksRepository } from './packs.repository.js';

/** In the list of meetings: the latest issue of each pack. */
@Injectable()
export class MeetingPackLinks implements MeetingPaperSource {
  constructor(private readonly packs: PacksRepository) {}

  async of(tx: Tx, person: Person, meetingIds: readonly string[]): Promise<Map<string, MeetingPaper>> {
    const rows = await this.packs.latestOf(tx, meetingIds, seesDrafts(person));
    return new Map(rows.map((row) => [row.meetingId, packModel(row)]));
  }
}

/** On the page of a meeting: its pack with every issue, and the way to begin it. */
@Injectable()
export class MeetingPackSection implements PageSection<{ readonly meeting: MeetingRow }> {
  readonly order = 10;
  readonly template = 'packs/views/_meeting-pack.njk';

  constructor(private readonly packs: PacksRepository) {}

  async read(tx: Tx, person: Person, { meeting }: { readonly meeting: MeetingRow }) {
    const all = await this.packs.ofMeeting(tx, meeting.id);
    const issues = all.filter(({ state }) => state === 'issued' || seesDrafts(person));
    const mayBegin =
      may('packs.prepare', person) &&
      !isRefusal(beginPack({ state: meeting.state, pack: all[0]?.state ?? null }));
    if (issues.length === 0 && !mayBegin && meeting.state === 'cancelled') return null;
    const issued = issues.find(({ state }) => state === 'issued');
    return {
      model: {
        issues: issues.map(packModel),
        sincePath: issued === undefined ? null : packPaths.since(issued.id),
        beginPath: mayBegin ? packPaths.begin(meeting.id) : null,
      },
    };
  }
}
