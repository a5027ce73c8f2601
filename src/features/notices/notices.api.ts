import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { listAnswer } from '../../web/api/list-query.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import type { NoticeRow } from './notices-list.repository.js';
import { readNoticesQuery } from './notices.list-query.js';
import { NoticesService } from './notices.service.js';

@ApiTags('notices')
@ApiSignIn()
@Controller('api/v1/notices')
@Requires('notices.read')
export class NoticesApi {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readNoticesQuery(query);
    const { rows, total } = await this.notices.page(person, asked);
    return listAnswer(rows, asked, total, (row) => row.dueOn, noticeItem);
  }
}

export function noticeItem(row: NoticeRow) {
  const { writtenAt, sentAt, ...rest } = row;
  return { ...rest, writtenAt: writtenAt.toISOString(), sentAt: sentAt?.toISOString() ?? null };
}
