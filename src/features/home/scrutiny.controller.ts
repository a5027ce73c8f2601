import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { page, type Page } from '../../web/pages/answers.js';
import { Navigation } from '../../web/pages/navigation.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { scrutinyModel, scrutinyPaths } from './scrutiny.page.js';
import { ScrutinyService, type Scrutiny } from './scrutiny.service.js';

/** One page for scrutiny and the adviser, to read and not to change. */
@ApiTags('board')
@ApiSignIn()
@Controller()
@Requires('scrutiny.read')
export class ScrutinyController {
  constructor(
    private readonly scrutiny: ScrutinyService,
    navigation: Navigation,
  ) {
    navigation.add({
      text: 'Scrutiny',
      href: scrutinyPaths.page(),
      within: 'Board',
      permission: 'scrutiny.read',
      order: 55,
    });
  }

  @Get('scrutiny')
  async show(@CurrentPerson() person: Person): Promise<Page> {
    return page('home/views/scrutiny.njk', scrutinyModel(await this.scrutiny.read(person), person));
  }

  @Get('api/v1/scrutiny')
  read(@CurrentPerson() person: Person): Promise<Scrutiny> {
    return this.scrutiny.read(person);
  }
}
