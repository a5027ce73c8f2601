import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { BoardService, type Dashboard } from './board.service.js';

/** The figures of the board page for programs. */
@ApiTags('dashboard')
@ApiSignIn()
@Controller('api/v1/dashboard')
export class DashboardApi {
  constructor(private readonly boards: BoardService) {}

  @Get()
  @Requires('board.read')
  async dashboard(@CurrentPerson() person: Person, @Query('asAt') asAt?: string): Promise<Dashboard> {
    const now = await this.boards.dashboard(person);
    if (asAt !== undefined && asAt !== now.asAt) {
      throw new Refused('as_at_not_kept', 'Figures are given as at today', [
        { field: 'asAt', message: `asAt must be today, ${now.asAt}, or left out` },
      ]);
    }
    return now;
  }
}
