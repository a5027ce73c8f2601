import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../sign-in/access.decorators.js';
import { page, type Page } from './answers.js';

/** What the foot of every page links to. */
@ApiExcludeController()
@Public()
@Controller()
export class StatementsController {
  @Get('accessibility-statement')
  accessibility(): Page {
    return page('statements/accessibility.njk', {});
  }

  @Get('privacy')
  privacy(): Page {
    return page('statements/privacy.njk', {});
  }
}
