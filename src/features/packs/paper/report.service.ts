import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PackContent } from '../../../domain/report/pack-content.js';
import { packName } from '../../../domain/lifecycle/pack.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/database/doors.js';
import { RatingService } from '../../actions/rating.service.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { BoardsRepository } from '../../meetings/boards.repository.js';
import { LogoService } from '../../plans/logo/logo.service.js';
import { boardJson } from '../board.json.js';
import { type Board, BoardService } from '../board.service.js';
import { PackContentService, type PackBefore } from '../content/pack-content.service.js';
import { PackReadingService } from '../pack-reading.service.js';
import { PacksRepository } from '../packs.repository.js';
import { askedPack, withLogo } from './asked-papers.service.js';
import { packPaper } from './pack-paper.js';
import type { AskedPaper } from './paper-file.js';

const OPERATOR: Actor = { kind: 'operator' };

interface ReportedAuthority {
  readonly id: string;
  readonly slug: string;
}

/** The ratings and the board page of now. */
@Injectable()
export class FiguresNow {
  constructor(
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
    private readonly boards: BoardService,
  ) {}

  /** Brings due ratings up to date and gives today. */
  async broughtUpToDate(tx: Tx): Promise<LocalDate> {
    const today = await this.days.today(tx);
    await this.ratings.rerateDue(tx, today);
    return today;
  }

  board(authorityId: string): Promise<Board> {
    return this.boards.boardOf(authorityId);
  }
}

/** The board report of the command line: without embargoed documents and restricted items. */
@Injectable()
export class ReportService {
  constructor(
    private readonly database: Database,
    private readonly boards: BoardsRepository,
    private readonly packs: PacksRepository,
    private readonly reading: PackReadingService,
    private readonly content: PackContentService,
    private readonly figures: FiguresNow,
    private readonly logos: LogoService,
  ) {}

  /** The improvement board's pack of that number, Part 1 of its latest issue; null: there is none. */
  async pack({ id, slug }: ReportedAuthority, number: number): Promise<AskedPaper | null> {
    const read = await this.reading.issuedByNumber(id, number);
    return read && withLogo(askedPack(read, slug), await this.logos.ofAuthority(id, OPERATOR));
  }

  /** The plan as it is now, with what has changed since the last pack. */
  async standing(authority: ReportedAuthority): Promise<AskedPaper> {
    const { board, last } = await this.database.forAuthority(authority.id, OPERATOR, async (tx) => {
      const improvement = await this.boards.improvementBoard(tx);
      const row = improvement && (await this.packs.issuedByNumber(tx, improvement.id, null));
      return { board: improvement, last: row?.number ?? null };
    });
    const since = last === null ? null : await this.before(authority.id, last);
    const content = await this.database.forAuthority(authority.id, OPERATOR, async (tx) =>
      this.content.read(tx, {
        board: board && { id: board.id, name: board.name },
        meetingOn: null,
        asAt: await this.figures.broughtUpToDate(tx),
        part: 1,
        since,
        commentary: [],
        explanations: [],
      }),
    );
    const asked = {
      name: `${authority.slug}-${content.asAt}`,
      paper: packPaper(content, null),
      tables: packPaper(content, null, { withEveryAction: true }),
      data: await this.data(authority, content),
    };
    return withLogo(asked, await this.logos.ofAuthority(authority.id, OPERATOR));
  }

  private async before(authorityId: string, number: number): Promise<PackBefore | null> {
    const read = await this.reading.issuedByNumber(authorityId, number);
    return read && { pack: packName(read.pack), asAt: read.content.asAt, content: read.content };
  }

  /** The figures of the board page stay at the top, where scripts look for them. */
  private async data({ id, slug }: ReportedAuthority, content: PackContent): Promise<object> {
    return { ...boardJson(slug, await this.figures.board(id)), content };
  }
}
