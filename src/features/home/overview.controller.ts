import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { overviewModel } from './overview.page.js';
import { OverviewService, type Overview } from './overview.service.js';

/** The whole picture on one page. */
@ApiTags('overview')
@ApiSignIn()
@Controller()
@Requires('overview.read')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get('overview')
  async show(@CurrentPerson() person: Person): Promise<Page> {
    return page('home/views/overview.njk', overviewModel(await this.overview.of(person), person));
  }

  /** The same: figures of the board, statutory deadlines, escalations, exceptions, decisions awaited and the trend. */
  @Get('api/v1/overview')
  read(@CurrentPerson() person: Person): Promise<Overview> {
    return this.overview.of(person);
  }
}
