import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  oldestFreshValue,
  standingOf,
  type DatedValue,
  type Standing,
} from '../../domain/report/measure-standing.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Measure } from './measure.entity.js';
import { checkMeasure, nameOnce, refuseField, sourceOf } from './measure-checks.js';
import { MeasureLinks, type ServedByMeasure } from './measure-links.repository.js';
import { MeasureValuesRepository } from './measure-values.repository.js';
import {
  MeasuresRepository,
  type MeasureContent,
  type MeasureRow,
  type ValueRow,
} from './measures.repository.js';

export interface AskedMeasures {
  readonly recommendationId?: readonly string[];
  readonly standing?: readonly Standing[];
  readonly stale?: boolean;
  readonly archived?: boolean;
  readonly q?: string | null;
}

/** A measure, and whether its latest value is older than three months or missing. */
export type MeasureView = MeasureRow & { readonly stale: boolean };

/** Measures and their values, entered by hand. Where a measure stands is computed with every value. */
@Injectable()
export class MeasuresService {
  constructor(
    private readonly database: Database,
    private readonly measures: MeasuresRepository,
    private readonly days: AuthorityDays,
    private readonly valuesOf: MeasureValuesRepository,
    private readonly links: MeasureLinks,
  ) {}

  async list(
    person: Person,
    asked: AskedMeasures,
    part: Slice,
  ): Promise<{ rows: MeasureView[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const day = oldestFreshValue(await this.days.today(tx));
      const { stale, archived, ...filter } = asked;
      const staleBefore = stale === undefined ? undefined : { day, wanted: stale };
      const { rows, total } = await this.measures.list(
        tx,
        !seesEmbargoed(person),
        { ...filter, staleBefore, archived: archived ?? false },
        part,
      );
      return { rows: rows.map((row) => viewOf(row, day)), total };
    });
  }

  async one(person: Person, id: string): Promise<{ measure: MeasureView; serves: ServedByMeasure[] }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const measure = await this.found(tx, person, id);
      const serves = await this.links.served(tx, !seesEmbargoed(person), measure.recommendationIds);
      return { measure: viewOf(measure, oldestFreshValue(await this.days.today(tx))), serves };
    });
  }

  async values(person: Person, id: string, part: Slice): Promise<{ rows: ValueRow[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.found(tx, person, id);
      return this.measures.values(tx, id, part);
    });
  }

  /** The latest values of each of these measures, the oldest first. */
  async trends(person: Person, ids: readonly string[], most: number): Promise<Map<string, DatedValue[]>> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.valuesOf.trends(tx, ids, most));
  }

  async value(
    person: Person,
    id: string,
    valueId: string,
  ): Promise<{ measure: MeasureRow; value: ValueRow }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const measure = await this.found(tx, person, id);
      const value = isUuid(valueId) ? await this.measures.value(tx, id, valueId) : null;
      if (value === null) throw new NotFound('There is no such value');
      return { measure, value };
    });
  }

  async choices(person: Person): Promise<ServedByMeasure[]> {
    if (!may('measures.manage', person)) throw new Forbidden();
    return this.within(person, (tx) => this.links.choices(tx, !seesEmbargoed(person)));
  }

  async add(person: Person, content: MeasureContent, recommendationIds: readonly string[]): Promise<string> {
    if (!may('measures.manage', person)) throw new Forbidden();
    return this.within(person, (tx) =>
      nameOnce(async () => {
        checkMeasure(content);
        const id = await this.measures.add(tx, content);
        await this.links.link(tx, id, recommendationIds);
        return id;
      }),
    );
  }

  /** What is not named stays. */
  async change(
    person: Person,
    id: string,
    version: number,
    change: Partial<MeasureContent>,
    recommendationIds?: readonly string[],
  ): Promise<void> {
    if (!may('measures.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const held = await this.held(tx, person, id, version);
      checkMeasure({ ...held, ...change });
      await nameOnce(() => this.measures.change(tx, id, change));
      if (recommendationIds !== undefined) {
        const { recommendationIds: before } = await this.found(tx, person, id);
        const gone = before.filter((one) => !recommendationIds.includes(one));
        await this.links.unlink(tx, id, gone, this.days.now());
        await this.links.link(tx, id, recommendationIds);
      }
      await this.stand(tx, id, { ...held, ...change });
    });
  }

  async archive(person: Person, id: string, version: number, archived: boolean): Promise<void> {
    if (!may('measures.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.held(tx, person, id, version, false);
      await nameOnce(() => this.measures.change(tx, id, { archivedAt: archived ? this.days.now() : null }));
    });
  }

  async addValue(
    person: Person,
    id: string,
    value: { on: LocalDate; value: number; source: string | null },
  ): Promise<string> {
    if (!may('measures.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const held = await this.held(tx, person, id, null);
      if (value.on > (await this.days.today(tx)))
        refuseField('on', 'day_not_come', 'The day must be today or before');
      const source = sourceOf(value.source, held);
      const by = person.personId;
      const at = this.days.now();
      const valueId = await this.measures.addValue(tx, { measureId: id, ...value, source, by, at });
      if (valueId === null) {
        refuseField('on', 'has_a_value', 'This day has a value already. Correct that one instead');
      }
      await this.stand(tx, id, held);
      return valueId;
    });
  }

  /** The value before stays in the history, with who entered it. */
  async correctValue(
    person: Person,
    id: string,
    valueId: string,
    version: number,
    correction: { value: number; source: string | null; because: string },
  ): Promise<void> {
    if (!may('measures.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const held = await this.held(tx, person, id, null);
      const before = isUuid(valueId) ? await this.measures.value(tx, id, valueId) : null;
      if (before === null) throw new NotFound('There is no such value');
      const corrected = {
        value: correction.value,
        source: correction.source ?? before.source,
        because: correction.because.trim(),
      };
      if (before.version !== version || !(await this.measures.correct(tx, valueId, version, corrected))) {
        throw new StaleVersion(before.version);
      }
      await this.stand(tx, id, held);
    });
  }

  /** Where it stands now, from all its values. */
  private async stand(tx: Tx, id: string, measure: MeasureContent): Promise<void> {
    const values = await this.measures.dated(tx, id);
    const latest = values.at(-1);
    await this.measures.change(tx, id, {
      standing: standingOf(measure, values),
      latestOn: latest?.on ?? null,
      latestValue: latest?.value ?? null,
    });
  }

  private async found(tx: Tx, person: Person, id: string): Promise<MeasureRow> {
    const found = isUuid(id) ? await this.measures.one(tx, !seesEmbargoed(person), id) : null;
    if (found === null) throw new NotFound('There is no such measure');
    return found;
  }

  private async held(
    tx: Tx,
    person: Person,
    id: string,
    version: number | null,
    inUse = true,
  ): Promise<Measure> {
    await this.found(tx, person, id);
    const held = await this.measures.held(tx, id);
    if (held === null) throw new NotFound('There is no such measure');
    if (version !== null && held.version !== version) throw new StaleVersion(held.version);
    if (inUse && held.archivedAt !== null) throw new StateForbids('archived', 'This measure is archived');
    return held;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function viewOf(row: MeasureRow, oldestFresh: LocalDate): MeasureView {
  return { ...row, stale: row.latestOn === null || row.latestOn < oldestFresh };
}
