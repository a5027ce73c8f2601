import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { safePath } from '../../web/web.paths.js';
import { documentPaths } from '../documents/documents.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { RaisedBeforePageForm } from './raised-before.form.js';
import { linkModel } from './raised-before.page.js';
import { RaisedBeforeService } from './raised-before.service.js';
import { recommendationModel } from './recommendation.page.js';
import { recommendationPaths } from './recommendations.paths.js';

const OFFERS = { filters: { documentId: 'id' }, sorts: ['document'], sort: 'document' } as const;

/** Deciding what was raised before: all offers on one screen, or all there is about one recommendation. */
@Controller('recommendations')
@Requires('recommendations.edit')
export class RaisedBeforeController {
  constructor(private readonly raised: RaisedBeforeService) {}

  @Get('raised-before')
  async offers(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, OFFERS);
    const documentId = asked.filters.documentId?.[0] ?? null;
    const found = await this.raised.offers(person, documentId, sliceOf(asked));
    const here = recommendationPaths.raisedBeforeOffers(documentId);
    return page('recommendations/views/raised-offers.njk', {
      offers: found.rows.map(linkModel),
      total: found.total,
      documentTitle: documentId === null ? null : found.rows[0]?.later.documentTitle,
      pages: pagesOf(recommendationPaths.raisedBeforeOffers(), query, asked, found.total),
      next: here,
      back: documentId === null ? recommendationPaths.list() : documentPaths.document(documentId),
    });
  }

  @Get(':id/raised-before')
  one(@CurrentPerson() person: Person, @Param('id') id: string, @Query('q') q?: string): Promise<Page> {
    return this.onePage(person, id, formOf(), q);
  }

  @Post(':id/raised-before/confirm')
  confirm(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.decide(person, id, body, async (earlierId) => {
      await this.raised.confirm(person, id, earlierId);
      return 'It is marked as raised before';
    });
  }

  @Post(':id/raised-before/set-aside')
  setAside(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.decide(person, id, body, async (earlierId) => {
      await this.raised.setAside(person, id, earlierId);
      return 'It is set aside: not the same';
    });
  }

  private decide(
    person: Person,
    id: string,
    body: unknown,
    decision: (earlierId: string) => Promise<string>,
  ): Promise<Page | Redirect> {
    return submitForm(
      RaisedBeforePageForm,
      body,
      async ({ earlierId, next }) => {
        const done = await decision(earlierId);
        const on = next === null ? recommendationPaths.raisedBefore(id) : safePath(next);
        return redirectTo(on, {
          flash: {
            // A banner of success takes the keyboard; on the way through many offers the next one keeps it.
            kind: on === recommendationPaths.raisedBefore(id) ? 'success' : 'notice',
            text: done,
            link: { text: 'Change it', href: recommendationPaths.raisedBefore(id) },
          },
        });
      },
      (form) => this.onePage(person, id, form),
    );
  }

  private async onePage(person: Person, id: string, form: FormState, q = ''): Promise<Page> {
    const words = String(q).trim().slice(0, 200);
    const { recommendation, links } = await this.raised.of(person, id);
    const known = new Set(links.map(({ earlier }) => earlier.id));
    const found = await this.raised.earlierWith(person, id, words);
    const earlier = links.filter(({ later }) => later.id === id).map(linkModel);
    return page('recommendations/views/raised-before.njk', {
      form,
      recommendation: recommendationModel(recommendation),
      offered: earlier.filter(({ state }) => state === 'offered'),
      confirmed: earlier.filter(({ state }) => state === 'confirmed'),
      setAside: earlier.filter(({ state }) => state === 'set_aside'),
      q: words,
      found: found.filter((row) => !known.has(row.id)).map((row) => recommendationModel(row)),
      confirmPath: recommendationPaths.confirmRaised(id),
      path: recommendationPaths.raisedBefore(id),
    });
  }
}
