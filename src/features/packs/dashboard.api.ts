import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AsAt } from '../../web/api/as-at.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { BoardService, type Dashboard } from './board.service.js';

/** The figures of the board page for programs, now or with `asAt` as at the end of a day. */
@ApiTags('dashboard')
@ApiSignIn()
@Controller('api/v1/dashboard')
export class DashboardApi {
  constructor(private readonly boards: BoardService) {}

  @Get()
  @Requires('board.read')
  dashboard(@CurrentPerson() person: Person, @AsAt() asAt: LocalDate | null): Promise<Dashboard> {
    return this.boards.dashboard(person, asAt);
  }
}
