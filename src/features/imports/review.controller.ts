import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { readListQuery } from '../../web/api/list-query.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { KIND_NAMES, PUBLICATION_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { documentPaths } from '../documents/documents.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { FactsForm } from './document.form.js';
import { DocumentFactsService } from './document-facts.service.js';
import { factsModel } from './facts.page.js';
import { importPaths } from './imports.paths.js';
import { itemModel } from './item.page.js';
import { ReviewService } from './review.service.js';

const FINDING_LIST = { filters: {}, sorts: ['position'], sort: 'position' } as const;

/** The review of a document as a whole: what was found, and the facts of the document. */
@Controller('documents/:id/review')
@Requires('documents.review')
export class ReviewController {
  constructor(
    private readonly review: ReviewService,
    private readonly facts: DocumentFactsService,
  ) {}

  @Get()
  async overview(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { document, judgements, recommendations, counts, due } = await this.review.overview(person, id);
    const shown = recommendations.filter((item) => item.mergedInto === null);
    return page('imports/views/review.njk', {
      facts: factsModel(document, due),
      // What belongs to an item stands beside the item.
      warnings: document.warnings
        .filter(
          (warning) =>
            !recommendations.concat(judgements).some((it) => it.warning?.includes(warning.message)),
        )
        .map((warning) => ({
          message: warning.message,
          href: warning.source && documentPaths.text(id, warning.source.page, warning.source.fromLine),
        })),
      judgements: judgements.map(itemModel),
      recommendations: shown.map(itemModel),
      counts,
      factsHref: importPaths.facts(id),
      findingsHref: importPaths.findings(id),
      addJudgement: importPaths.add(id, 'judgement'),
      addRecommendation: importPaths.add(id, 'recommendation'),
      addFinding: importPaths.add(id, 'finding'),
      acceptHref: importPaths.accept(id),
      withdraw: importPaths.withdraw(id),
      original: documentPaths.original(id),
      text: documentPaths.text(id, 1),
      list: documentPaths.list(),
    });
  }

  @Get('findings')
  async findings(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page> {
    const asked = readListQuery(query, FINDING_LIST);
    const { document, rows, total } = await this.review.findings(person, id, sliceOf(asked));
    return page('imports/views/review-findings.njk', {
      title: document.title,
      findings: rows.filter((item) => item.mergedInto === null).map(itemModel),
      total,
      pages: pagesOf(importPaths.findings(id), query, asked, total),
      back: importPaths.review(id),
      add: importPaths.add(id, 'finding'),
    });
  }

  @Get('facts')
  async editFacts(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { document } = await this.review.overview(person, id);
    return this.factsPage(person, id, formOf({ ...document }));
  }

  @Post('facts')
  saveFacts(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      FactsForm,
      body,
      async ({ version, ...facts }) => {
        await this.facts
          .save(person, id, version, facts)
          .catch((error) => this.explain(error, person, id, facts));
        return redirectTo(importPaths.review(id), { flash: 'The document’s details were saved' });
      },
      (form) => this.factsPage(person, id, form),
    );
  }

  private async explain(
    error: unknown,
    person: Person,
    id: string,
    typed: Omit<FactsForm, 'version'>,
  ): Promise<never> {
    if (!(error instanceof StaleVersion)) throw error;
    const { document: now } = await this.review.overview(person, id);
    const row = (label: string, saved: string | null, mine: string | null) => ({
      label,
      saved: saved ?? '',
      typed: mine ?? '',
    });
    throw error.showing(
      [
        row('Title', now.title, typed.title),
        row('Kind', KIND_NAMES[now.kind], KIND_NAMES[typed.kind]),
        row('Council', now.authorityName, typed.authorityName),
        row('Inspectorate', now.inspectorate, typed.inspectorate),
        row('Inspected from', now.inspectedFrom, typed.inspectedFrom),
        row('Inspected to', now.inspectedTo, typed.inspectedTo),
        row('Published', now.publishedOn, typed.publishedOn),
        row('Received', now.receivedOn, typed.receivedOn),
        row('Plan due', now.planDueOn, typed.planDueOn),
        row('Publication', PUBLICATION_NAMES[now.publication], PUBLICATION_NAMES[typed.publication]),
      ],
      importPaths.facts(id),
    );
  }

  private async factsPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { document, due } = await this.review.overview(person, id);
    return page('imports/views/facts.njk', {
      form,
      version: document.version,
      title: document.title,
      kinds: choicesOf(KIND_NAMES),
      publications: choicesOf(PUBLICATION_NAMES),
      planDueRule: due?.rule,
      planDueWarnings: due?.warnings ?? [],
      back: importPaths.review(id),
    });
  }
}
