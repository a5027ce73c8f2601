import { Injectable } from '@nestjs/common';
import { weekdayOf } from '../../../domain/calendar/day-number.js';
import { Database } from '../../../platform/database/database.js';
import { CommentaryService } from '../../packs/commentary.service.js';
import { ExplanationsService } from '../../packs/explanations.service.js';
import { PackIssuingService } from '../../packs/pack-issuing.service.js';
import { PacksService } from '../../packs/packs.service.js';
import { RecommendationLifeService } from '../../recommendations/recommendation-life.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';

/** Days are counted from the one on which the papers of the meeting are due; what would come later has not happened. */
interface DemoPack {
  /** A day in the week of its meeting, counted from the day of loading, as the board names it. */
  meeting: number;
  begun: number;
  opened: number;
  commentaries: { day: number; by: string; better: string; worries: string; asks: string }[];
  explanations: {
    day: number;
    by: string;
    action: string;
    inTheWay: string;
    willBeDone: string;
    recovery: number;
  }[];
  /** A recommendation put before the board, which decided on the day of the meeting. */
  proposed?: {
    day: number;
    recommendation: string;
    effect: string;
    measure: string;
    inspectors: string;
    decided: { met: boolean; words: string };
  };
  cleared?: { day: number; because: string };
  issued?: number;
}

export interface DemoPacks {
  packs: DemoPack[];
}

/** Five clear working days lie between the papers and a meeting on a Wednesday. */
const PAPERS_BEFORE = 8;

/** What the board of the demonstration was given, and the pack that is being made for its next meeting. */
@Injectable()
export class DemonstrationPacks {
  constructor(
    private readonly database: Database,
    private readonly packs: PacksService,
    private readonly commentaries: CommentaryService,
    private readonly explanations: ExplanationsService,
    private readonly issuing: PackIssuingService,
    private readonly life: RecommendationLifeService,
  ) {}

  eventsOf(cast: DemoCast, { packs }: DemoPacks): DemoEvent[] {
    return packs.flatMap((pack) => this.made(cast, pack));
  }

  private made(cast: DemoCast, pack: DemoPack): DemoEvent[] {
    const manager = member(cast, 'plan.manager');
    const wednesday = wednesdayOf(cast, pack.meeting);
    const papers = wednesday - PAPERS_BEFORE;
    let id = '';
    const begin = async () => {
      id = await this.packs.begin(manager, await this.meetingOn(cast, wednesday, papers + pack.begun));
    };
    const { cleared, issued, proposed } = pack;
    return [
      { day: papers + pack.begun, happen: begin },
      { day: papers + pack.opened, happen: () => this.packs.openForCommentary(manager, id) },
      ...(proposed ? this.decided(cast, wednesday, papers, proposed) : []),
      ...pack.commentaries.map(({ day, by, ...words }) => ({
        day: papers + day,
        happen: () => this.commentaries.write(member(cast, by), id, words, null),
      })),
      ...pack.explanations.map((one) => ({
        day: papers + one.day,
        happen: () => this.explain(cast, papers, one),
      })),
      ...(cleared === undefined
        ? []
        : [
            {
              day: papers + cleared.day,
              happen: () => this.packs.clear(member(cast, 'director'), id, cleared.because),
            },
          ]),
      ...(issued === undefined
        ? []
        : [{ day: papers + issued, happen: async () => void (await this.issuing.issue(manager, id)) }]),
    ];
  }

  private async explain(
    cast: DemoCast,
    papers: number,
    one: DemoPack['explanations'][number],
  ): Promise<void> {
    const recoveryOn = cast.goTo(papers + one.recovery);
    cast.goTo(papers + one.day);
    const { inTheWay, willBeDone } = one;
    const words = { inTheWay, willBeDone, recoveryOn };
    const actionId = await this.one(cast, 'actions', 'title', one.action);
    await this.explanations.explain(member(cast, one.by), actionId, words);
  }

  private decided(
    cast: DemoCast,
    wednesday: number,
    papers: number,
    one: NonNullable<DemoPack['proposed']>,
  ): DemoEvent[] {
    const manager = member(cast, 'plan.manager');
    const id = () => this.one(cast, 'recommendations', 'text', one.recommendation);
    const propose = async () =>
      this.life.propose(manager, await id(), {
        effectStatement: one.effect,
        measure: one.measure,
        inspectorsWord: one.inspectors,
      });
    const decide = async () => {
      const meetingId = await this.meetingOn(cast, wednesday, wednesday);
      await this.life.decide(member(cast, 'chair'), await id(), { ...one.decided, meetingId });
    };
    return [
      { day: papers + one.day, happen: propose },
      { day: wednesday, happen: decide },
    ];
  }

  private meetingOn(cast: DemoCast, wednesday: number, now: number): Promise<string> {
    const meetsOn = cast.goTo(wednesday);
    cast.goTo(now);
    return this.one(cast, 'meetings', 'meets_on::text', meetsOn);
  }

  /** The one thing whose words begin so. */
  private one(
    cast: DemoCast,
    table: 'actions' | 'meetings' | 'recommendations',
    column: 'title' | 'meets_on::text' | 'text',
    beginning: string,
  ): Promise<string> {
    return this.database.forAuthority(cast.authorityId, { kind: 'import' }, async (tx) => {
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

/** The board meets on the Wednesday of the week of that day. */
export function wednesdayOf(cast: DemoCast, meeting: number): number {
  return meeting + 3 - weekdayOf(cast.goTo(meeting));
}
