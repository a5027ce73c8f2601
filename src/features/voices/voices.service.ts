import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { MeasureLinks, type ServedByMeasure } from '../measures/measure-links.repository.js';
import type { Voice } from './voice.entity.js';
import { VoicesRepository, type VoiceContent, type VoiceFilter, type VoiceRow } from './voices.repository.js';

export type AskedVoices = Omit<VoiceFilter, 'archived'> & { readonly archived?: boolean };

/** What children, families and staff told us: written down, changed with its history, linked, archived. */
@Injectable()
export class VoicesService {
  constructor(
    private readonly database: Database,
    private readonly voices: VoicesRepository,
    private readonly links: MeasureLinks,
    private readonly days: AuthorityDays,
  ) {}

  async list(person: Person, asked: AskedVoices, part: Slice): Promise<{ rows: VoiceRow[]; total: number }> {
    if (!may('voices.read', person)) throw new Forbidden();
    const filter = { ...asked, archived: asked.archived ?? false };
    return this.within(person, (tx) => this.voices.list(tx, !seesEmbargoed(person), filter, part));
  }

  async one(person: Person, id: string): Promise<{ voice: VoiceRow; about: ServedByMeasure[] }> {
    if (!may('voices.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const voice = await this.found(tx, person, id);
      const about = await this.links.served(tx, !seesEmbargoed(person), voice.recommendationIds);
      return { voice, about };
    });
  }

  /** The recommendations that it may be linked to. */
  async choices(person: Person): Promise<ServedByMeasure[]> {
    if (!may('voices.edit', person)) throw new Forbidden();
    return this.within(person, (tx) => this.links.choices(tx, !seesEmbargoed(person)));
  }

  async add(person: Person, content: VoiceContent, recommendationIds: readonly string[]): Promise<string> {
    if (!may('voices.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.check(tx, content);
      const id = await this.voices.add(tx, { ...content, enteredBy: person.personId });
      await this.voices.link(tx, id, await this.seen(tx, person, recommendationIds));
      return id;
    });
  }

  /** What is not named stays. */
  async change(
    person: Person,
    id: string,
    version: number,
    change: Partial<VoiceContent>,
    recommendationIds?: readonly string[],
  ): Promise<void> {
    if (!may('voices.edit', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const held = await this.held(tx, person, id, version);
      if (held.archivedAt !== null) throw new StateForbids('archived', 'This is archived');
      await this.check(tx, { ...held, ...change });
      await this.voices.change(tx, id, change);
      if (recommendationIds === undefined) return;
      // What this person does not see stays linked.
      const { recommendationIds: before } = await this.found(tx, person, id);
      const gone = before.filter((one) => !recommendationIds.includes(one));
      await this.voices.unlink(tx, id, gone, this.days.now());
      await this.voices.link(tx, id, await this.seen(tx, person, recommendationIds));
    });
  }

  async archive(person: Person, id: string, version: number, archived: boolean): Promise<void> {
    if (!may('voices.edit', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.held(tx, person, id, version);
      await this.voices.change(tx, id, { archivedAt: archived ? this.days.now() : null });
    });
  }

  private async check(tx: Tx, { toldOn, asked, answered }: VoiceContent): Promise<void> {
    if (toldOn > (await this.days.today(tx))) {
      refuse('toldOn', 'day_not_come', 'The day must be today or before');
    }
    if (asked !== null && answered !== null && answered > asked) {
      refuse('answered', 'more_than_asked', 'No more can have answered than were asked');
    }
  }

  private async seen(tx: Tx, person: Person, recommendationIds: readonly string[]): Promise<string[]> {
    if (recommendationIds.length === 0) return [];
    const seen = await this.links.served(tx, !seesEmbargoed(person), recommendationIds);
    return seen.map(({ id }) => id);
  }

  private async found(tx: Tx, person: Person, id: string): Promise<VoiceRow> {
    const found = isUuid(id) ? await this.voices.one(tx, !seesEmbargoed(person), id) : null;
    if (found === null) throw new NotFound('There is no such entry');
    return found;
  }

  private async held(tx: Tx, person: Person, id: string, version: number): Promise<Voice> {
    await this.found(tx, person, id);
    const held = await this.voices.held(tx, id);
    if (held === null) throw new NotFound('There is no such entry');
    if (held.version !== version) throw new StaleVersion(held.version);
    return held;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
