import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readBody, readChange } from '../../web/forms/read-form.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import {
  AgreementForm,
  AnswerForm,
  CorrectionForm,
  EndLinkForm,
  givenOf,
  OutcomeForm,
  SplitFindingForm,
  typedFinding,
  TypedFindingForm,
} from './answer.form.js';
import type { GivenAnswer } from './answer-checks.js';
import { FindingAnswersService } from './finding-answers.service.js';
import { FindingChangesService } from './finding-changes.service.js';
import type { LinkView } from './finding-links.repository.js';
import { findingItem } from './findings.api.js';
import { SuggestionsService } from './suggestions.service.js';
import { VisitsService } from './visits.service.js';

/** The same verbs as the pages, one finding at a time. */
@ApiTags('findings')
@ApiSignIn()
@Controller('api/v1')
export class FindingLinksApi {
  constructor(
    private readonly answers: FindingAnswersService,
    private readonly changes: FindingChangesService,
    private readonly suggestions: SuggestionsService,
    private readonly visits: VisitsService,
  ) {}

  @Post('findings')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    return findingItem(await this.changes.add(person, typedFinding(readBody(TypedFindingForm, body))));
  }

  @Patch('findings/:id')
  @ApiChanges()
  async correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const { section, sentiment } = readChange(CorrectionForm, body);
    return findingItem(await this.changes.correct(person, id, version, { section, sentiment }));
  }

  @Post('findings/:id/split')
  @ApiChanges()
  async split(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const { at } = readBody(SplitFindingForm, { ...Object(body), version });
    return findingItem(await this.changes.split(person, id, version, at));
  }

  @Get('findings/:id/suggestions')
  async suggested(@CurrentPerson() person: Person, @Param('id') id: string) {
    const { suggested, earlier } = await this.suggestions.of(person, id);
    return {
      items: suggested.map(({ of, score, words, towards }) => ({
        kind: of.kind,
        id: of.id,
        number: of.kind === 'recommendation' ? of.number : null,
        reference: of.kind === 'action' ? of.reference : null,
        text: of.kind === 'action' ? of.title : of.text,
        score,
        words,
        actionIds: towards.map((action) => action.id),
      })),
      earlierFindings: earlier.map(({ of, score, words }) => ({ id: of.id, text: of.text, score, words })),
    };
  }

  @Get('findings/:id/links')
  async links(@CurrentPerson() person: Person, @Param('id') id: string) {
    return { items: (await this.visits.linksOf(person, id)).map(linkItem) };
  }

  /** `outcomes`: for each complete action that was not borne out, `{actionId, outcome, newDueOn}`. */
  @Post('findings/:id/links')
  async link(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const given = givenOf(readBody(AnswerForm, body), outcomesOf(body));
    const made = await this.answers.answer(person, id, given);
    const links = await this.visits.linksOf(person, id);
    return { items: links.filter((link) => made.includes(link.id)).map(linkItem) };
  }

  @Post('findings/:id/agreement')
  @HttpCode(200)
  async decide(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { decision, words } = readBody(AgreementForm, body);
    await this.answers.decide(person, id, { agree: decision === 'agree', words: words ?? '' });
    return { items: (await this.visits.linksOf(person, id)).map(linkItem) };
  }

  @Post('finding-links/:id/end')
  @HttpCode(200)
  async end(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.answers.end(person, id, readBody(EndLinkForm, body).because);
    return linkItem(await this.visits.link(person, id));
  }
}

function outcomesOf(body: unknown): GivenAnswer['outcomes'] {
  const sent: unknown = Object(body).outcomes ?? [];
  if (!Array.isArray(sent)) wrong();
  return new Map(
    sent.map((one: unknown) => {
      const { actionId } = Object(one) as { actionId?: unknown };
      if (typeof actionId !== 'string') wrong();
      return [actionId, readBody(OutcomeForm, one)] as const;
    }),
  );
}

function wrong(): never {
  const message = 'Outcomes are a list of {actionId, outcome, newDueOn}';
  throw new Refused('invalid', message, [{ field: 'outcomes', message }]);
}

function linkItem(link: LinkView) {
  const { id, findingId, state, recommendationId, actionId, note, outcome, newDueOn, evidenceId } = link;
  const { linkedBy, linkedOn } = link;
  return {
    id,
    findingId,
    link: link.link,
    state,
    recommendationId,
    actionId,
    note,
    outcome,
    newDueOn,
    evidenceId,
    linkedBy,
    linkedOn,
  };
}
