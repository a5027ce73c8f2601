import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { meaningsOf } from '../../../domain/rating/colour-words.js';
import { PRESET_NAMES } from '../../../domain/rating/rating-preset.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../../web/api/api.decorators.js';
import { Refused } from '../../../web/errors/refusals.js';
import { readChange } from '../../../web/forms/read-form.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { PlanBody } from './plan-settings.form.js';
import type { PlanSettings } from './plan-settings.repository.js';
import { PlanSettingsService } from './plan-settings.service.js';

@ApiTags('plan')
@ApiSignIn()
@Controller('api/v1/plan')
@Requires('plan.read')
export class PlanSettingsApi {
  constructor(private readonly settings: PlanSettingsService) {}

  @Get()
  async one(@CurrentPerson() person: Person) {
    return itemOf(await this.settings.read(person));
  }

  /** Which actions would turn which colour today: `?to=strict`. */
  @Get('preset-preview')
  @ApiQuery({ name: 'to', enum: PRESET_NAMES })
  @Requires('plan.manage')
  async preview(@CurrentPerson() person: Person, @Query('to') to: unknown) {
    const preset = PRESET_NAMES.find((name) => name === to);
    if (preset === undefined) {
      const message = `to must be one of ${PRESET_NAMES.join(', ')}`;
      throw new Refused('bad_query', message, [{ field: 'to', message }]);
    }
    const { changes } = await this.settings.preview(person, preset);
    return { preset, total: changes.length, items: changes };
  }

  @Patch()
  @ApiChanges()
  @Requires('plan.manage')
  async change(@CurrentPerson() person: Person, @IfMatch() version: number, @Body() body: unknown) {
    return itemOf(await this.settings.change(person, version, readChange(PlanBody, body)));
  }
}

function itemOf({ id, title, openedOn, ratingPreset, colourWords, answersByLink, version }: PlanSettings) {
  return { id, title, openedOn, ratingPreset, colours: meaningsOf(colourWords), answersByLink, version };
}
