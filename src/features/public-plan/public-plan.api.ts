import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PublicSettingForm, PublishForm } from './public-plan.form.js';
import { PublicPlanService } from './public-plan.service.js';

/** The public version of the plan: what is shown, what would be, and the presses that change it. */
@ApiTags('plan')
@ApiSignIn()
@Controller('api/v1/plan/public')
@Requires('plan.manage')
export class PublicPlanApi {
  constructor(private readonly plans: PublicPlanService) {}

  @Get()
  state(@CurrentPerson() person: Person) {
    return this.plans.state(person);
  }

  /** `shown`: on or off. Turned off, what was published is withdrawn. */
  @Post('setting')
  @HttpCode(200)
  async turn(@CurrentPerson() person: Person, @Body() body: unknown) {
    await this.plans.turn(person, readBody(PublicSettingForm, body).shown === 'on');
    return this.state(person);
  }

  /** Freezes the plan as it is now. `looked`: the texts under `named` were read by somebody. */
  @Post('publish')
  @HttpCode(200)
  async publish(@CurrentPerson() person: Person, @Body() body: unknown) {
    await this.plans.publish(person, readBody(PublishForm, body));
    return this.state(person);
  }

  @Post('withdraw')
  @HttpCode(200)
  async withdraw(@CurrentPerson() person: Person) {
    await this.plans.withdraw(person);
    return this.state(person);
  }
}
