import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { requireId } from '../../../web/api/ids.js';
import { StateForbids } from '../../../web/errors/refusals.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { noticePaths } from '../notices.paths.js';
import { mailsPage, nextMorningPage, summariesPage } from './delivery.page.js';
import { DeliveryService } from './delivery.service.js';
import { readMailsQuery } from './mails.list-query.js';
import { NextMorningService } from './next-morning.service.js';

/** What became of the mail, and what goes next. */
@Controller('notices')
@Requires('notices.read')
export class DeliveryController {
  constructor(
    private readonly delivery: DeliveryService,
    private readonly nextMorning: NextMorningService,
  ) {}

  @Get('mails')
  async mails(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readMailsQuery(query);
    return page('notices/views/mails.njk', mailsPage(await this.delivery.mails(person, asked), asked));
  }

  @Get('days')
  async summaries(@CurrentPerson() person: Person): Promise<Page> {
    return page('notices/views/summaries.njk', summariesPage(await this.delivery.summaries(person)));
  }

  @Get('next')
  async next(@CurrentPerson() person: Person): Promise<Page> {
    return page('notices/views/next.njk', nextMorningPage(await this.nextMorning.read(person), person));
  }

  @Post('digests/:id/send-again')
  @Requires('notices.send_again')
  async sendAgain(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    try {
      const made = await this.delivery.sendAgain(person, requireId(id));
      return redirectTo(noticePaths.digest(made), { flash: 'The mail is on its way again' });
    } catch (error) {
      if (!(error instanceof StateForbids)) throw error;
      return redirectTo(noticePaths.digest(id), { flash: { kind: 'notice', text: error.message } });
    }
  }
}
