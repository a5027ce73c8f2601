import { Controller, Get } from '@nestjs/common';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { webPaths } from '../../web/web.paths.js';
import { DataQualityService } from './data-quality.service.js';

@Controller('data-quality')
@Requires('plan.manage')
export class DataQualityController {
  constructor(private readonly quality: DataQualityService) {}

  @Get()
  async show(@CurrentPerson() person: Person): Promise<Page> {
    const lines = await this.quality.lines(person);
    return page('home/views/data-quality.njk', {
      wanting: lines.filter(({ count }) => count > 0),
      well: lines.filter(({ count }) => count === 0),
      back: webPaths.home(),
    });
  }
}
