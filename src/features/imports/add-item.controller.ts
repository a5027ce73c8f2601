import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NotFound } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { ITEM_PARTS, NOWHERE, type ItemPart } from './document-item.entity.js';
import { importPaths } from './imports.paths.js';
import { NewItemForm, valuesIn } from './item.form.js';
import { PART_NAMES } from './item.page.js';
import { ReviewService } from './review.service.js';
import { sourcePanel } from './source.page.js';

/** Adding what the reading missed, beside the page it stands on. */
@Controller('documents/:id/review/add/:part')
@Requires('documents.review')
export class AddItemController {
  constructor(private readonly review: ReviewService) {}

  @Get()
  async form(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('part') part: string,
    @Query('page') number?: string,
  ): Promise<Page> {
    const wanted = number !== undefined && /^[1-9]\d{0,4}$/.test(number) ? Number(number) : null;
    const first = { page: wanted, priority: 'recommendation', addressee: 'Local authority' };
    return this.addPage(person, id, partOf(part), formOf(first), wanted ?? 1);
  }

  @Post()
  async add(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('part') name: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const part = partOf(name);
    return submitForm(
      NewItemForm,
      body,
      async (form) => {
        const itemId = await this.review.add(person, id, part, valuesIn(form));
        const place = part === 'finding' ? importPaths.findings(id, itemId) : importPaths.review(id, itemId);
        return redirectTo(place, { flash: `The ${PART_NAMES[part].toLowerCase()} was added` });
      },
      (form) => this.addPage(person, id, part, form, Number(form.values['page']) || 1),
    );
  }

  private async addPage(
    person: Person,
    id: string,
    part: ItemPart,
    form: FormState,
    number: number,
  ): Promise<Page> {
    const { document, pages, lastPage } = await this.review.page(person, id, number);
    const step = (to: number) => (to >= 1 && to <= lastPage ? importPaths.add(id, part, to) : null);
    return page('imports/views/add.njk', {
      form,
      title: document.title,
      paged: document.paged,
      part,
      partName: PART_NAMES[part].toLowerCase(),
      source: sourcePanel(pages, NOWHERE, document.paged),
      number,
      lastPage,
      turnTo: importPaths.add(id, part),
      previous: step(number - 1),
      next: step(number + 1),
      priorities: choicesOf(PRIORITY_NAMES),
      sentiments: choicesOf(SENTIMENT_NAMES),
      back: part === 'finding' ? importPaths.findings(id) : importPaths.review(id),
    });
  }
}

function partOf(name: string): ItemPart {
  const part = ITEM_PARTS.find((known) => known === name);
  if (part === undefined) throw new NotFound();
  return part;
}
