import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Forbidden } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { AnswerForm, JudgeForm, ReassignForm, WithdrawForm } from './challenge.form.js';
import { challengeModel, entryModel } from './challenge.page.js';
import { challengePaths } from './challenges.paths.js';
import { ExchangeReading, type ChallengePage } from './exchange-reading.service.js';
import { ExchangeService } from './exchange.service.js';

/** The pages on which somebody adds to the exchange of a challenge. */
@Controller('challenges/:id')
@Requires('challenges.read')
export class ExchangeController {
  constructor(
    private readonly reading: ExchangeReading,
    private readonly exchange: ExchangeService,
  ) {}

  @Get('answer')
  @Requires('challenges.answer')
  async askAnswer(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.answerPage(person, id, null);
  }

  @Post('answer')
  @Requires('challenges.answer')
  answer(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AnswerForm,
      body,
      async (value) => {
        await this.exchange.answer(person, id, value);
        return redirectTo(challengePaths.challenge(id), { flash: 'Your answer was saved' });
      },
      (form) => this.answerPage(person, id, form),
    );
  }

  @Get('judge')
  @Requires('challenges.accept')
  askVerdict(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.judgePage(person, id, null);
  }

  @Post('judge')
  @Requires('challenges.accept')
  judge(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      JudgeForm,
      body,
      async ({ verdict, words, dueOn, answerId }) => {
        const accept = verdict === 'accept';
        await this.exchange.judge(person, id, { accept, words: words ?? '', dueOn, answerId });
        const flash = accept
          ? 'The answer was accepted. The challenge is closed'
          : 'The answer was sent back';
        return redirectTo(challengePaths.challenge(id), { flash });
      },
      (form) => this.judgePage(person, id, form),
    );
  }

  @Get('reassign')
  @Requires('challenges.reassign')
  askWhom(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.reassignPage(person, id, null);
  }

  @Post('reassign')
  @Requires('challenges.reassign')
  reassign(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ReassignForm,
      body,
      async ({ words, ...value }) => {
        await this.exchange.reassign(person, id, { ...value, words: words ?? '' });
        return redirectTo(challengePaths.challenge(id), {
          flash: 'The challenge was given to another person',
        });
      },
      (form) => this.reassignPage(person, id, form),
    );
  }

  @Get('withdraw')
  @Requires('challenges.withdraw')
  askWhy(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.withdrawPage(person, id, null);
  }

  @Post('withdraw')
  @Requires('challenges.withdraw')
  withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WithdrawForm,
      body,
      async ({ words }) => {
        await this.exchange.withdraw(person, id, words);
        return redirectTo(challengePaths.challenge(id), { flash: 'The challenge was withdrawn' });
      },
      (form) => this.withdrawPage(person, id, form),
    );
  }

  private async answerPage(person: Person, id: string, typed: FormState | null): Promise<Page> {
    const read = await this.opened(person, id, 'answer', typed);
    const { evidence, values } = await this.reading.proof(person, id);
    const offered = (choices: readonly { id: string; text: string }[]) =>
      choices.map(({ id: value, text }) => ({ value, text }));
    return page('challenges/views/answer.njk', {
      ...modelOf(read),
      form: typed ?? formOf(),
      evidence: offered(evidence),
      values: offered(values),
    });
  }

  private async judgePage(person: Person, id: string, typed: FormState | null): Promise<Page> {
    const read = await this.opened(person, id, 'judge', typed);
    const answer = read.exchange.findLast(({ kind }) => kind === 'answered');
    return page('challenges/views/judge.njk', {
      ...modelOf(read),
      form: typed ?? formOf({ dueOn: await this.reading.dayFor(person, id) }),
      answerId: answer?.id,
    });
  }

  private async reassignPage(person: Person, id: string, typed: FormState | null): Promise<Page> {
    const read = await this.opened(person, id, 'reassign', typed);
    const others = await this.reading.others(person, id);
    return page('challenges/views/reassign.njk', {
      ...modelOf(read),
      form: typed ?? formOf({ dueOn: await this.reading.dayFor(person, id) }),
      people: others.map(({ personId, name, agencyName }) => ({
        value: personId,
        text: agencyName === null ? name : `${name} (${agencyName})`,
      })),
    });
  }

  private async withdrawPage(person: Person, id: string, typed: FormState | null): Promise<Page> {
    const read = await this.opened(person, id, 'withdraw', typed);
    return page('challenges/views/withdraw.njk', { ...modelOf(read), form: typed ?? formOf() });
  }

  /** The form is for whoever may send it now; what was typed is shown again whatever happened meanwhile. */
  private async opened(
    person: Person,
    id: string,
    verb: keyof ChallengePage['may'],
    typed: FormState | null,
  ): Promise<ChallengePage> {
    const read = await this.reading.page(person, id);
    if (!read.may[verb] && typed === null) throw new Forbidden();
    return read;
  }
}

function modelOf({ challenge, exchange, today, readsAll }: ChallengePage) {
  return {
    challenge: challengeModel(challenge, today, readsAll),
    exchange: exchange.map((entry) => entryModel(entry, readsAll)),
    back: challengePaths.challenge(challenge.id),
  };
}
