import { Controller, Get } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AsAt } from '../../web/api/as-at.js';
import { file, page, type FileAnswer, type Page } from '../../web/pages/answers.js';
import { Navigation } from '../../web/pages/navigation.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { boardCsv } from './board.csv.js';
import { boardPage } from './board.page.js';
import { boardPaths } from './board.paths.js';
import { BoardService } from './board.service.js';

/** The page the board reads, and the same as a sheet. */
@Controller()
@Requires('board.read')
export class BoardController {
  constructor(
    private readonly boards: BoardService,
    navigation: Navigation,
  ) {
    navigation.add({ text: 'Board', href: boardPaths.board(), permission: 'board.read', order: 50 });
  }

  @Get(boardPaths.board())
  async board(@CurrentPerson() person: Person, @AsAt() asAt: LocalDate | null): Promise<Page> {
    return page('packs/views/board.njk', boardPage(await this.boards.board(person, asAt)));
  }

  @Get(boardPaths.csv())
  async csv(@CurrentPerson() person: Person, @AsAt() asAt: LocalDate | null): Promise<FileAnswer> {
    const board = await this.boards.board(person, asAt);
    return file(boardCsv(board), {
      fileName: `board-${person.authority.slug}-${board.asAt}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    });
  }
}
