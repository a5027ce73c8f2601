import { Controller, Get, Param, Query } from '@nestjs/common';
import { requireId } from '../../web/api/ids.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { actionPaths } from '../actions/actions.paths.js';
import { peoplePaths } from '../people/people.paths.js';
import { readNoticesQuery } from './notices.list-query.js';
import { digestPage, noticeLine, noticesListPage } from './notices.page.js';
import { noticePaths } from './notices.paths.js';
import { NoticesService } from './notices.service.js';

@Controller()
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get('notices')
  @Requires('notices.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readNoticesQuery(query);
    const seen = await this.notices.page(person, asked);
    const unreachable = await this.notices.withoutAddress(person);
    return page('notices/views/notices.njk', noticesListPage(person, seen, asked, unreachable.length));
  }

  @Get('notices/without-address')
  @Requires('notices.read')
  async withoutAddress(@CurrentPerson() person: Person): Promise<Page> {
    const people = await this.notices.withoutAddress(person);
    return page('notices/views/without-address.njk', {
      people: people.map((one) => ({ ...one, href: peoplePaths.person(one.id) })),
      back: noticePaths.list(),
    });
  }

  @Get('notices/late-when-published')
  @Requires('notices.read')
  async lateWhenPublished(@CurrentPerson() person: Person): Promise<Page> {
    const actions = await this.notices.lateWhenPublished(person);
    return page('notices/views/late-when-published.njk', {
      actions: actions.map((one) => ({ ...one, href: actionPaths.action(one.id) })),
      back: noticePaths.list(),
    });
  }

  @Get('notices/digests/:id')
  @Requires('notices.read')
  async digest(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const seen = await this.notices.digest(person, requireId(id));
    return page('notices/views/digest.njk', digestPage(seen, person));
  }

  /** For everybody: what they were told themselves, and why. */
  @Get('notices/mine')
  async mine(@CurrentPerson() person: Person): Promise<Page> {
    const seen = await this.notices.mine(person);
    return page('notices/views/mine.njk', {
      notices: seen.rows.map((row) => ({ ...noticeLine(row, seen, person), mailHref: null })),
    });
  }

  @Get('actions/:id/notices')
  @Requires('actions.read')
  async ofAction(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const seen = await this.notices.ofAction(person, requireId(id));
    return page('notices/views/action-notices.njk', {
      reference: seen.reference,
      title: seen.title,
      // Only who looks after the mail opens it: other people's lines may stand in it.
      notices: seen.rows.map((row) => ({ ...noticeLine(row, seen, person), mailHref: null })),
      back: actionPaths.action(id),
    });
  }
}
