import { Body, Controller, Get, Header, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../../platform/clock/clock.js';
import { Text, Ticked } from '../../../web/forms/fields.js';
import { FormState } from '../../../web/forms/form-state.js';
import { readForm } from '../../../web/forms/read-form.js';
import { page, type Page } from '../../../web/pages/answers.js';
import { ProvesItself, Public } from '../../../web/sign-in/access.decorators.js';
import { AttemptLimit } from '../../people/sign-in/attempt-limit.js';
import { tooManyTries } from '../../people/sign-in/sign-in.service.js';
import { actionPaths } from '../actions.paths.js';
import { readSeveral, SeveralForms, type SentUpdate } from '../several-updates.js';
import { AnswerByLink, type DeadLink, type LiveLink } from './answer-by-link.service.js';
import { answerModel, DEAD_WORDS } from './answer-by-link.page.js';

const QUARTER = 15 * 60 * 1000;

class AnswerForm {
  @Text({ label: 'The link', longest: 100 })
  link!: string | null;

  /** Those that are left empty are left for another day. */
  @Ticked()
  leaveRest!: boolean;
}

/** The link is in the address: no page, no other site and no log may learn it. */
const NoReferrer = () => Header('referrer-policy', 'no-referrer');

/** The page behind the link of a mail. Nobody signs in here: the link is the proof, and it is for these answers only. */
@Public()
@ProvesItself()
@Controller('answer')
export class AnswerByLinkController {
  /** Guessing is hopeless; this keeps it from being a load. */
  private readonly wrongLinks = new AttemptLimit(30, QUARTER);

  constructor(
    private readonly answers: AnswerByLink,
    private readonly clock: Clock,
  ) {}

  /** Only looks: a mail scanner that opens the link must not use it up. */
  @NoReferrer()
  @Get()
  async show(@Query('link') link: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const token = typeof link === 'string' ? link : '';
    const seen = await this.limited(request, () => this.answers.look(token));
    return 'dead' in seen ? deadPage(seen.dead) : answerPage(seen.live, token, SeveralForms.none, null);
  }

  /** One press saves every answer on the page, and the link has done its work. */
  @NoReferrer()
  @Post()
  async answer(@Body() body: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const reading = readForm(AnswerForm, body);
    const token = (reading.ok ? reading.value.link : null) ?? '';
    const seen = await this.limited(request, () => this.answers.look(token));
    if ('dead' in seen) return deadPage(seen.dead);
    const asked = new Set(seen.live.asks.map(({ action }) => action.id));
    const sent = new Map([...readSeveral(body, null)].filter(([id]) => asked.has(id)));
    const wrong = missing(seen.live, sent, reading.ok && reading.value.leaveRest);
    const isReady = [...sent.values()].every(({ content }) => content !== null);
    if (!isReady || wrong !== null) {
      // Another press may have saved everything since the link was looked at.
      const now = await this.answers.look(token);
      if ('dead' in now) return deadPage(now.dead);
      return answerPage(seen.live, token, again(sent), wrong);
    }

    const contents = new Map([...sent.values()].map(({ actionId, content }) => [actionId, content!]));
    const overrides = [...sent.values()].flatMap((one) => one.overrides);
    const answered = await this.answers.answer(token, contents, overrides);
    if ('dead' in answered) return deadPage(answered.dead);
    if ('refused' in answered) {
      return answerPage(answered.live, token, SeveralForms.again(sent, answered.refused), null);
    }
    const { live, saved } = answered;
    return page('actions/answer-links/views/thanks.njk', { saved, sentTo: live.sentTo.address });
  }

  private async limited<Seen extends { dead: DeadLink } | { live: LiveLink }>(
    request: FastifyRequest,
    look: () => Promise<Seen>,
  ): Promise<Seen> {
    if (!this.wrongLinks.take(request.ip, this.clock.now())) throw tooManyTries();
    const seen = await look();
    if (!('dead' in seen) || seen.dead !== 'unknown') this.wrongLinks.giveBack(request.ip);
    return seen;
  }
}

function again(sent: ReadonlyMap<string, SentUpdate>): SeveralForms {
  return SeveralForms.again(sent, new Map());
}

/** Nothing is lost by a press too early: what is empty is pointed out once, and may be left. */
function missing(
  { asks }: LiveLink,
  sent: ReadonlyMap<string, SentUpdate>,
  leaveRest: boolean,
): string | null {
  const empty = asks.filter(({ action }) => !sent.has(action.id)).map(({ action }) => action.reference);
  if (sent.size === 0) return 'Answer at least one question';
  if (empty.length === 0 || leaveRest) return null;
  const verb = empty.length === 1 ? 'is' : 'are';
  return `${empty.join(', ')} ${verb} not answered. Answer, or tick that you leave the rest: the link works once`;
}

function answerPage(live: LiveLink, token: string, forms: SeveralForms, wrong: string | null): Page {
  const model = answerModel(live, forms);
  const { list } = forms.summary(model.cards);
  const errors = wrong === null ? list : [{ field: fieldOfRest(model.cards), message: wrong }, ...list];
  return page(
    'actions/answer-links/views/answer.njk',
    { ...model, link: token, action: actionPaths.answerByLink(), form: new FormState({}, errors) },
    { status: errors.length > 0 ? 422 : 200 },
  );
}

/** Where the summary leads: the box to leave the rest or, with one action, its question. */
function fieldOfRest(cards: readonly { readonly reference: string }[]): string {
  return cards.length > 1 ? 'leaveRest' : `answer-${cards[0]?.reference}`;
}

function deadPage(dead: DeadLink): Page {
  return page('actions/answer-links/views/dead.njk', DEAD_WORDS[dead], { status: 410 });
}
