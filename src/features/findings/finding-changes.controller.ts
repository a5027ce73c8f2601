import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { sentenceStarts } from '../../domain/lifecycle/finding-answer.js';
import { isUuid } from '../../web/api/ids.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { KIND_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import {
  CorrectionForm,
  NO_SENTIMENT,
  SplitFindingForm,
  TYPED_CHECKS,
  typedFinding,
  TypedFindingForm,
} from './answer.form.js';
import { FindingChangesService } from './finding-changes.service.js';
import { findingModel, shortened } from './finding.page.js';
import { findingPaths } from './findings.paths.js';
import { FindingsService } from './findings.service.js';

/** Typing a finding in, correcting how it is taken, splitting it at a sentence. */
@Controller('findings')
@Requires('findings.link')
export class FindingChangesController {
  constructor(
    private readonly changes: FindingChangesService,
    private readonly findings: FindingsService,
  ) {}

  @Get('new')
  blank(@CurrentPerson() person: Person, @Query('documentId') documentId?: string): Promise<Page> {
    return this.newPage(person, formOf({ documentId: isUuid(documentId ?? '') ? documentId : null }));
  }

  @Post('new')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      TypedFindingForm,
      body,
      async (value) => {
        const { documentId } = await this.changes.add(person, typedFinding(value));
        return redirectTo(findingPaths.add(documentId), {
          flash: {
            kind: 'success',
            text: 'The finding was added',
            link: { text: 'Answer the findings', href: findingPaths.next(documentId) },
          },
        });
      },
      (form) => this.newPage(person, form),
    );
  }

  @Get(':id/correct')
  async correction(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { section, sentiment } = await this.findings.view(person, id);
    return this.correctPage(person, id, formOf({ section, sentiment: sentiment ?? '' }));
  }

  @Post(':id/correct')
  correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      CorrectionForm,
      body,
      async ({ version, section, sentiment }) => {
        await this.changes.correct(person, id, version, { section, sentiment });
        return redirectTo(findingPaths.answer(id), { flash: 'The correction was saved' });
      },
      (form) => this.correctPage(person, id, form),
    );
  }

  @Get(':id/split')
  choose(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.splitPage(person, id, formOf());
  }

  @Post(':id/split')
  split(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      SplitFindingForm,
      body,
      async ({ version, at }) => {
        await this.changes.split(person, id, version, at);
        return redirectTo(findingPaths.answer(id), {
          flash: 'The finding was split. The second part follows this one',
        });
      },
      (form) => this.splitPage(person, id, form),
    );
  }

  private async newPage(person: Person, form: FormState): Promise<Page> {
    const documents = await this.changes.documents(person);
    return page('findings/views/new.njk', {
      form,
      documents: documents.map(({ id, title, receivedOn }) => ({
        value: id,
        text: `${title}, ${formatLongDate(receivedOn)}`,
      })),
      kinds: TYPED_CHECKS.map((kind) => ({
        value: kind,
        text: kind === 'other' ? 'Practice week or another check' : KIND_NAMES[kind],
      })),
      sentiments: [...choicesOf(SENTIMENT_NAMES), { value: NO_SENTIMENT, text: 'None: it only describes' }],
      back: findingPaths.visits(),
    });
  }

  private async correctPage(person: Person, id: string, form: FormState): Promise<Page> {
    const finding = await this.findings.view(person, id);
    return page('findings/views/correct.njk', {
      form,
      finding: findingModel(finding),
      version: finding.version,
      sentiments: [...choicesOf(SENTIMENT_NAMES), { value: '', text: 'None: it only describes' }],
      back: findingPaths.answer(id),
    });
  }

  private async splitPage(person: Person, id: string, form: FormState): Promise<Page> {
    const finding = await this.findings.view(person, id);
    return page('findings/views/split.njk', {
      form,
      finding: findingModel(finding),
      version: finding.version,
      places: sentenceStarts(finding.text).map((at) => ({
        value: String(at),
        text: shortened(finding.text.slice(at), 140),
      })),
      back: findingPaths.answer(id),
    });
  }
}
