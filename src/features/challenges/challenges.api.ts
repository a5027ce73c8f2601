import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isAnswerOverdue } from '../../domain/lifecycle/challenge.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import {
  AcceptBody,
  AnswerForm,
  RaiseForm,
  ReassignForm,
  SendBackBody,
  WithdrawForm,
} from './challenge.form.js';
import { ageOf } from './challenge.page.js';
import type { ChallengeRow } from './challenge-row.js';
import { ABOUT_KINDS, aboutOfPage, pageRaisedFrom, type About } from './challenge-subject.js';
import { CHALLENGE_LIST, challengesAsked } from './challenges-asked.js';
import { ChallengesService } from './challenges.service.js';
import { ExchangeReading } from './exchange-reading.service.js';
import { ExchangeService } from './exchange.service.js';

/** What board members, scrutiny and advisers asked, and what was answered. Only ever added to, so nothing takes If-Match. */
@ApiTags('challenges')
@ApiSignIn()
@Controller('api/v1/challenges')
@Requires('challenges.read')
export class ChallengesApi {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly reading: ExchangeReading,
    private readonly exchange: ExchangeService,
  ) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, CHALLENGE_LIST);
    const found = await this.challenges.list(person, challengesAsked(asked), asked.sort, sliceOf(asked));
    return answerOf(found, asked, (row) => itemOf(row, found.today));
  }

  /** With its exchange, in order. */
  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    const { challenge, exchange, today } = await this.reading.page(person, id);
    return { ...itemOf(challenge, today), exchange };
  }

  /**
   * `question`, `askedOfId`; `askedFor`, who asked, where the plan manager writes it down for somebody without an account; `dueOn` (the next paper deadline, or ten working days where no meeting is planned); what it
   * is about: one of `actionId`, `recommendationId`, `measureId`, `meetingId`, or `raisedFrom`, the path of a page.
   */
  @Post()
  @Requires('challenges.raise')
  async raise(@CurrentPerson() person: Person, @Body() body: unknown) {
    const form = readBody(RaiseForm, body);
    const raisedFrom = pageRaisedFrom(form.raisedFrom);
    const about = aboutIn(form) ?? aboutOfPage(raisedFrom);
    return this.one(person, await this.challenges.raise(person, { ...form, about, raisedFrom }));
  }

  /** `words`, and what they point at: `evidenceId` (accepted), `measureValueId`, `link`. */
  @Post(':id/answer')
  @HttpCode(200)
  @Requires('challenges.answer')
  async answer(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.exchange.answer(person, id, readBody(AnswerForm, body));
    return this.one(person, id);
  }

  /** By the asker or the chair. `answerId`: the answer that was read. */
  @Post(':id/accept')
  @HttpCode(200)
  @Requires('challenges.accept')
  async accept(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { words, answerId } = readBody(AcceptBody, body);
    await this.exchange.judge(person, id, { accept: true, words: words ?? '', dueOn: null, answerId });
    return this.one(person, id);
  }

  /** By the asker or the chair, with the reason in `words`; `dueOn`: until when a better answer is wanted. */
  @Post(':id/send-back')
  @HttpCode(200)
  @Requires('challenges.accept')
  async sendBack(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.exchange.judge(person, id, { accept: false, ...readBody(SendBackBody, body) });
    return this.one(person, id);
  }

  /** To another person, `askedOfId`; `dueOn` and `words` if there is something to say. */
  @Post(':id/reassign')
  @HttpCode(200)
  @Requires('challenges.reassign')
  async reassign(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const form = readBody(ReassignForm, body);
    await this.exchange.reassign(person, id, { ...form, words: form.words ?? '' });
    return this.one(person, id);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('challenges.withdraw')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.exchange.withdraw(person, id, readBody(WithdrawForm, body).words);
    return this.one(person, id);
  }
}

function itemOf({ aboutKind, aboutId, number: _, ...row }: ChallengeRow, today: LocalDate) {
  const idOf = (kind: string) => (aboutKind === kind ? aboutId : null);
  return {
    ...row,
    actionId: idOf('action'),
    recommendationId: idOf('recommendation'),
    measureId: idOf('measure'),
    meetingId: idOf('meeting'),
    isOverdue: isAnswerOverdue(row, today),
    ageDays: ageOf(row, today),
  };
}

function aboutIn(form: RaiseForm): About | null {
  const named = ABOUT_KINDS.flatMap((kind) => {
    const id = form[`${kind}Id`];
    return id === null ? [] : [{ kind, id }];
  });
  if (named.length > 1) {
    throw new Refused('about_several', 'A challenge is about one thing. Name one id only');
  }
  return named[0] ?? null;
}
