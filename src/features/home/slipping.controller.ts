import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SLIPPING_SIGNS } from '../../domain/rating/slipping-signs.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { slippingModel } from './slipping.page.js';
import { SlippingService, type Slipping } from './slipping.service.js';

/** What is about to slip, seen before it is Red. */
@ApiTags('slipping')
@ApiSignIn()
@Controller()
@Requires('slipping.read')
export class SlippingController {
  constructor(private readonly slipping: SlippingService) {}

  @Get('slipping')
  async show(@CurrentPerson() person: Person, @Query('sign') asked?: string): Promise<Page> {
    const sign = SLIPPING_SIGNS.find((one) => one === asked) ?? null;
    return page('home/views/slipping.njk', slippingModel(await this.slipping.of(person), sign, person));
  }

  /** For a lead what they lead, for those who answer for the whole plan all of it, the most pressing first. */
  @Get('api/v1/slipping')
  read(@CurrentPerson() person: Person): Promise<Slipping> {
    return this.slipping.of(person);
  }
}
