import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../../platform/database/database.js';
import { FindingAnswersService, type GivenAnswer } from '../../findings/finding-answers.service.js';
import { FindingChangesService } from '../../findings/finding-changes.service.js';
import { FindingsService } from '../../findings/findings.service.js';
import { RaisedBeforeService } from '../../recommendations/raised-before.service.js';
import { RecommendationLifeService } from '../../recommendations/recommendation-life.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';
import type { DemoFindings, DemoAnswer } from './demonstration-data.js';

type Outcome = GivenAnswer['outcomes'] extends ReadonlyMap<string, infer One> ? One : never;
type Titled = 'findings.text' | 'recommendations.text' | 'actions.title';

/** What became of the inspection before, and how the letters of two visits were answered. */
@Injectable()
export class DemonstrationFindings {
  constructor(
    private readonly database: Database,
    private readonly findings: FindingsService,
    private readonly changes: FindingChangesService,
    private readonly answers: FindingAnswersService,
    private readonly raised: RaisedBeforeService,
    private readonly life: RecommendationLifeService,
  ) {}

  eventsOf(cast: DemoCast, { endings, raisedBefore, splits, answers }: DemoFindings): DemoEvent[] {
    return [
      ...raisedBefore.map((one) => ({ day: one.day, happen: () => this.raiseAgain(cast, one) })),
      ...endings.flatMap((one) => this.ending(cast, one)),
      ...splits.map((one) => ({ day: one.day, happen: () => this.split(cast, one) })),
      ...answers.flatMap((one) => this.answered(cast, one)),
    ];
  }

  private async raiseAgain(
    cast: DemoCast,
    { recommendation, earlier }: DemoFindings['raisedBefore'][number],
  ): Promise<void> {
    const manager = member(cast, 'plan.manager');
    const id = await this.one(cast, 'recommendations.text', recommendation);
    const earlierId = await this.one(cast, 'recommendations.text', earlier);
    await this.raised.confirm(manager, id, earlierId);
    await this.life.supersede(manager, earlierId, id);
  }

  private ending(cast: DemoCast, one: DemoFindings['endings'][number]): DemoEvent[] {
    const id = () => this.one(cast, 'recommendations.text', one.recommendation);
    const propose = async () =>
      this.life.propose(member(cast, 'plan.manager'), await id(), {
        effectStatement: one.effect,
        measure: one.measure,
        inspectorsWord: one.inspectors,
      });
    const { by, words, day } = one.decided;
    const decide = async () =>
      this.life.decide(member(cast, by), await id(), { met: true, words, meetingId: null });
    return [
      { day: one.proposed, happen: propose },
      { day, happen: decide },
    ];
  }

  private async split(
    cast: DemoCast,
    { finding, at, sentiment }: DemoFindings['splits'][number],
  ): Promise<void> {
    const manager = member(cast, 'plan.manager');
    const { id, version, text } = await this.findings.view(
      manager,
      await this.one(cast, 'findings.text', finding),
    );
    const second = await this.changes.split(manager, id, version, text.indexOf(at));
    await this.changes.correct(manager, second.id, second.version, { sentiment });
  }

  private answered(cast: DemoCast, one: DemoAnswer): DemoEvent[] {
    const id = () => this.one(cast, 'findings.text', one.finding);
    const answer = async () =>
      void (await this.answers.answer(member(cast, 'plan.manager'), await id(), await this.given(cast, one)));
    const { agreed } = one;
    if (agreed === undefined) return [{ day: one.day, happen: answer }];
    const agree = async () =>
      this.answers.decide(member(cast, 'quality'), await id(), { agree: true, words: agreed.words });
    return [
      { day: one.day, happen: answer },
      { day: agreed.day, happen: agree },
    ];
  }

  private async given(cast: DemoCast, one: DemoAnswer): Promise<GivenAnswer> {
    const ids = async (titled: Titled, beginnings: readonly string[] = []) => {
      const found: string[] = [];
      for (const beginning of beginnings) found.push(await this.one(cast, titled, beginning));
      return found;
    };
    const outcomes = new Map<string, Outcome>();
    for (const [title, { outcome, newDue }] of Object.entries(one.outcomes ?? {})) {
      const newDueOn = newDue === undefined ? null : cast.goTo(newDue);
      cast.goTo(one.day);
      outcomes.set(await this.one(cast, 'actions.title', title), { outcome, newDueOn });
    }
    return {
      answer: one.answer,
      recommendationIds: await ids('recommendations.text', one.recommendations),
      actionIds: await ids('actions.title', one.actions),
      note: one.note ?? '',
      evidenceKind: one.evidenceKind ?? 'audit',
      outcomes,
      concern: one.concern ?? '',
      concernPriority: 'area_for_improvement',
    };
  }

  /** The one thing whose words begin so. */
  private one(cast: DemoCast, titled: Titled, beginning: string): Promise<string> {
    const [table, column] = titled.split('.') as [string, string];
    return this.database.forAuthority(cast.authorityId, { kind: 'import' }, async (tx: Tx) => {
      const rows = await tx.rows<{ id: string }>(
        `select id from ${table} where authority_id = $1 and starts_with(${column}, $2)`,
        [tx.authorityId, beginning],
      );
      const [only] = rows;
      if (only === undefined || rows.length > 1) {
        throw new Error(`${rows.length} ${table} of the demonstration begin with “${beginning}”`);
      }
      return only.id;
    });
  }
}
