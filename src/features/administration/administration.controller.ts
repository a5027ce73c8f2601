import { Controller, Get } from '@nestjs/common';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { AdministrationService } from './administration.service.js';

@Controller('administration')
@Requires('people.manage')
export class AdministrationController {
  constructor(private readonly administration: AdministrationService) {}

  @Get()
  async home(@CurrentPerson() person: Person): Promise<Page> {
    return page('administration/views/home.njk', await this.administration.overview(person));
  }
}
