import { Body, Controller, Get, Post } from '@nestjs/common';
import { StaleVersion, type Difference } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import { Requires } from '../../web/sign-in/access.decorators.js';
import { longDate } from '../../platform/templates/filters.js';
import { KIND_NAMES, PUBLICATION_CHOICES, PUBLICATION_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { FactsForm } from './document.form.js';
import { DocumentFactsService, type DocumentFacts } from './document-facts.service.js';
import { importPaths } from './imports.paths.js';
import { InReview, type ReviewRequest } from './review-request.js';
import { ReviewService } from './review.service.js';

/** Correcting what was read about the document itself. */
@Controller('documents/:id/review/facts')
@Requires('documents.review')
export class FactsController {
  constructor(
    private readonly review: ReviewService,
    private readonly facts: DocumentFactsService,
  ) {}

  @Get()
  async edit(@InReview() asked: ReviewRequest): Promise<Page> {
    const { document } = await this.review.overview(asked.person, asked.id);
    return this.factsPage(asked, formOf({ ...document }));
  }

  @Post()
  save(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id } = asked;
    return submitForm(
      FactsForm,
      body,
      async ({ version, ...facts }) => {
        await this.facts.save(person, id, version, facts).catch(async (error: unknown) => {
          if (!(error instanceof StaleVersion)) throw error;
          const { document } = await this.review.overview(person, id);
          throw error.showing(factDifferences(document, facts), importPaths.facts(id));
        });
        return redirectTo(importPaths.review(id), { flash: 'The document’s details were saved' });
      },
      (form) => this.factsPage(asked, form),
    );
  }

  private async factsPage({ person, id }: ReviewRequest, form: FormState): Promise<Page> {
    const { document, due } = await this.review.overview(person, id);
    return page('imports/views/facts.njk', {
      form,
      version: document.version,
      title: document.title,
      kinds: choicesOf(KIND_NAMES),
      publications: PUBLICATION_CHOICES,
      due,
      back: importPaths.review(id),
    });
  }
}

type Said = (value: string) => string;
const asDay: Said = (day) => longDate(day);
const asItIs: Said = (text) => text;

const FACTS: readonly [keyof DocumentFacts, string, Said][] = [
  ['title', 'Title', asItIs],
  ['kind', 'Kind', (kind) => KIND_NAMES[kind as DocumentFacts['kind']]],
  ['authorityName', 'Council', asItIs],
  ['inspectorate', 'Inspectorate', asItIs],
  ['inspectedFrom', 'Inspected from', asDay],
  ['inspectedTo', 'Inspected to', asDay],
  ['publishedOn', 'Published', asDay],
  ['receivedOn', 'Received', asDay],
  ['planDueOn', 'Plan due', asDay],
  ['publication', 'Publication', (state) => PUBLICATION_NAMES[state as DocumentFacts['publication']]],
];

/** What was saved meanwhile beside what was typed, to choose fact by fact. */
function factDifferences(now: DocumentFacts, typed: DocumentFacts): Difference[] {
  return FACTS.map(([field, label, words]) => {
    const [saved, mine] = [now[field] ?? '', typed[field] ?? ''];
    return {
      label,
      saved: saved && words(saved),
      typed: mine && words(mine),
      choose: { field, saved, typed: mine, preferred: 'typed' },
    };
  });
}
