import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { RaisedBeforeForm } from './raised-before.form.js';
import type { RaisedLink } from './raised-before.repository.js';
import { RaisedBeforeService } from './raised-before.service.js';

/** What a recommendation was raised as before: offered, confirmed and set aside. */
@ApiTags('recommendations')
@ApiSignIn()
@Controller('api/v1/recommendations/:id/raised-before')
export class RaisedBeforeApi {
  constructor(private readonly raised: RaisedBeforeService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Param('id') id: string) {
    return answer(id, (await this.raised.of(person, id)).links);
  }

  /** Says that it was raised before as `earlierId`, offered or not. */
  @Post('confirm')
  @HttpCode(200)
  async confirm(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { earlierId } = readBody(RaisedBeforeForm, body);
    return answer(id, await this.raised.confirm(person, id, earlierId));
  }

  /** Says that it was not; it is not offered again. */
  @Post('set-aside')
  @HttpCode(200)
  async setAside(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { earlierId } = readBody(RaisedBeforeForm, body);
    return answer(id, await this.raised.setAside(person, id, earlierId));
  }
}

function answer(id: string, links: readonly RaisedLink[]) {
  const items = links
    .filter(({ later }) => later.id === id)
    .map(({ earlier, state, likeness, words, decidedByName, decidedAt }) => ({
      earlierId: earlier.id,
      year: earlier.year,
      number: earlier.number,
      documentId: earlier.documentId,
      documentTitle: earlier.documentTitle,
      text: earlier.text,
      state,
      likeness,
      words,
      decidedBy: decidedByName,
      decidedAt,
    }));
  return { items, nextCursor: null, total: items.length };
}
