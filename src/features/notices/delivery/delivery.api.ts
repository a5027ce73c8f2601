import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { requireId } from '../../../web/api/ids.js';
import { listAnswer } from '../../../web/api/list-query.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { noticeItem } from '../notices.api.js';
import { NoticesService } from '../notices.service.js';
import type { MailRow } from './delivery.repository.js';
import { DeliveryService } from './delivery.service.js';
import { readMailsQuery } from './mails.list-query.js';
import { NextMorningService } from './next-morning.service.js';

@ApiTags('notices')
@ApiSignIn()
@Controller('api/v1/notices')
export class DeliveryApi {
  constructor(
    private readonly delivery: DeliveryService,
    private readonly nextMorning: NextMorningService,
    private readonly notices: NoticesService,
  ) {}

  @Get('mails')
  @Requires('notices.read')
  async mails(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readMailsQuery(query);
    const { rows, total } = await this.delivery.mails(person, asked);
    return listAnswer(rows, asked, total, (row) => row.day, mailItem);
  }

  /** Sends a mail once more, with what of it is still true. */
  @Post('mails/:id/send-again')
  @Requires('notices.send_again')
  async sendAgain(@CurrentPerson() person: Person, @Param('id') id: string) {
    return { id: await this.delivery.sendAgain(person, requireId(id)) };
  }

  /** What will be sent with the next morning's mail if nobody does anything. */
  @Get('next')
  @Requires('notices.read')
  async next(@CurrentPerson() person: Person) {
    const { on, notices } = await this.nextMorning.read(person);
    const items = notices.map(
      ({ subjectKind, subjectId, step, occurrence, about, personId, recipientId, toldAs }) => ({
        subjectKind,
        subjectId,
        step,
        occurrence,
        about,
        personId,
        recipientId,
        toldAs,
      }),
    );
    return { on, items, nextCursor: null, total: items.length };
  }

  /** The latest that whoever asks was told, and as what. */
  @Get('mine')
  async mine(@CurrentPerson() person: Person) {
    const { rows } = await this.notices.mine(person);
    return { items: rows.map(noticeItem), nextCursor: null, total: rows.length };
  }
}

function mailItem({ sentAt, ...rest }: MailRow) {
  return { ...rest, sentAt: sentAt?.toISOString() ?? null };
}
