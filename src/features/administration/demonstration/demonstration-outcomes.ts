import { Injectable } from '@nestjs/common';
import type { Direction } from '../../../domain/report/measure-standing.js';
import type { VoiceSource, Whose } from '../../../domain/report/voice.js';
import { Database } from '../../../platform/database/database.js';
import { MeasuresService } from '../../measures/measures.service.js';
import { RecommendationsService } from '../../recommendations/recommendations.service.js';
import { VoicesService } from '../../voices/voices.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';

/** Days are counted from the day of loading; recommendations are named by how their texts begin. */
export interface DemoOutcomes {
  /** Whose theme of the plan each recommendation is, and what will be different. */
  led: { day: number; workstream: string; lead: string; recommendations: Record<string, string> }[];
  measures: {
    added: number;
    name: string;
    definition: string;
    unit: string;
    direction: Direction;
    baseline: number;
    baselineOn: number;
    target: number;
    targetOn: number;
    source: string;
    aboutChildren?: boolean;
    towards: string[];
    values: [day: number, value: number][];
  }[];
  voices: {
    day: number;
    by: string;
    whose: Whose;
    source: VoiceSource;
    sourceName: string;
    asked: number;
    answered: number;
    said: string;
    changed: string;
    towards: string[];
  }[];
}

/** A value is known some days after the day it is for. */
const LATER = 6;

/** Who leads what, what was counted and what people told the council while the plan ran. */
@Injectable()
export class DemonstrationOutcomes {
  constructor(
    private readonly database: Database,
    private readonly measures: MeasuresService,
    private readonly voices: VoicesService,
    private readonly recommendations: RecommendationsService,
  ) {}

  eventsOf(cast: DemoCast, { led, measures, voices }: DemoOutcomes): DemoEvent[] {
    return [
      ...led.map((one) => ({ day: one.day, happen: () => this.given(cast, one) })),
      ...measures.flatMap((one) => this.measured(cast, one)),
      ...voices.map((one) => ({ day: one.day, happen: () => this.told(cast, one) })),
    ];
  }

  private async given(
    cast: DemoCast,
    { workstream, lead, recommendations }: DemoOutcomes['led'][number],
  ): Promise<void> {
    const manager = member(cast, 'plan.manager');
    const workstreamId = cast.workstreams.get(workstream);
    if (workstreamId === undefined)
      throw new Error(`The demonstration has no workstream called ${workstream}`);
    const leadId = member(cast, lead).personId;
    for (const [beginning, outcome] of Object.entries(recommendations)) {
      for (const id of await this.towards(cast, [beginning])) {
        const { version } = await this.recommendations.view(manager, id);
        await this.recommendations.answer(manager, id, version, { workstreamId, leadId, outcome });
      }
    }
  }

  private measured(cast: DemoCast, one: DemoOutcomes['measures'][number]): DemoEvent[] {
    let id = '';
    const manager = () => member(cast, 'plan.manager');
    const add = async () => {
      const { added, towards, values: _, ...said } = one;
      const baselineOn = cast.goTo(one.baselineOn);
      const targetOn = cast.goTo(one.targetOn);
      cast.goTo(added);
      const content = { ...said, baselineOn, targetOn };
      id = await this.measures.add(manager(), content, await this.towards(cast, towards));
    };
    const enter = async (day: number, value: number, entered: number) => {
      const on = cast.goTo(day);
      cast.goTo(entered);
      await this.measures.addValue(manager(), id, { on, value, source: null });
    };
    return [
      { day: one.added, happen: add },
      ...one.values.map(([day, value]) => {
        const entered = Math.min(0, Math.max(one.added, day + LATER));
        return { day: entered, happen: () => enter(day, value, entered) };
      }),
    ];
  }

  private async told(
    cast: DemoCast,
    { day, by, towards, ...said }: DemoOutcomes['voices'][number],
  ): Promise<void> {
    const content = { ...said, toldOn: cast.goTo(day) };
    await this.voices.add(member(cast, by), content, await this.towards(cast, towards));
  }

  private towards(cast: DemoCast, beginnings: readonly string[]): Promise<string[]> {
    return this.database.forAuthority(cast.authorityId, { kind: 'import' }, async (tx) => {
      const rows = await tx.rows<{ id: string }>(
        `select r.id from recommendations r where r.authority_id = $1
            and exists (select 1 from unnest($2::text[]) beginning where starts_with(r.text, beginning))`,
        [tx.authorityId, beginnings],
      );
      return rows.map((row) => row.id);
    });
  }
}
