import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NotFound } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { ITEM_PARTS, type ItemPart } from './document-item.entity.js';
import { importPaths } from './imports.paths.js';
import { ItemChanges } from './item-changes.service.js';
import { NewItemForm, valuesIn } from './item.form.js';
import { PART_NAMES } from './item.page.js';
import { lineNamed, spanOf, textOfLines } from './lines-chosen.js';
import { ReviewService } from './review.service.js';
import { sourceLines } from './source.page.js';

/** What an address says of the lines to add from: `?page=4`, `?line=4-12&line=4-14`, `?from=4-12&to=4-14`. */
interface AddQuery {
  readonly page?: unknown;
  readonly line?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Adding what the reading missed, beside the page it stands on: its lines are ticked, selected, or its words typed. */
@Controller('documents/:id/review/add/:part')
@Requires('documents.review')
export class AddItemController {
  constructor(
    private readonly review: ReviewService,
    private readonly changes: ItemChanges,
  ) {}

  @Get()
  async form(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('part') name: string,
    @Query() query: AddQuery,
  ): Promise<Page> {
    const part = partOf(name);
    const span = spanOf([query.line, query.from, query.to].flat());
    const wanted = pageNamed(query.page) ?? span?.fromPage ?? null;
    const { pages } = await this.review.page(person, id, span?.fromPage ?? wanted ?? 1);
    const chosen = span === null ? null : textOfLines(span, pages);
    const values = {
      page: chosen?.place.fromPage ?? wanted,
      priority: 'recommendation',
      addressee: 'Local authority',
      [part === 'judgement' ? 'area' : 'text']: chosen?.text,
      number: chosen?.number,
      from: chosen && `${chosen.place.fromPage}-${chosen.place.fromLine}`,
      to: chosen && `${chosen.place.toPage}-${chosen.place.toLine}`,
    };
    return this.addPage(person, id, part, formOf(values), wanted ?? 1);
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
        const chosen = spanOf([form.from, form.to]);
        const { id: itemId } = await this.changes.add(person, id, part, valuesIn(form), chosen);
        const place = part === 'finding' ? importPaths.findings(id, itemId) : importPaths.review(id, itemId);
        return redirectTo(place, {
          flash: {
            kind: 'success',
            text: `The ${PART_NAMES[part].toLowerCase()} was added`,
            link: { text: 'Look at it', href: importPaths.item(id, itemId) },
          },
        });
      },
      (form) => this.addPage(person, id, part, form, pageNamed(form.values['page']) ?? 1),
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
    const step = (to: number) => (to >= 1 && to <= lastPage ? importPaths.add(id, part, { page: to }) : null);
    const ticked = [form.values['from'], form.values['to']].filter((one) => lineNamed(one) !== null);
    return page('imports/views/add.njk', {
      form,
      title: document.title,
      paged: document.paged,
      part,
      partName: PART_NAMES[part].toLowerCase(),
      pages: pages.map((one) => ({ number: one.page, lines: sourceLines([one]) })),
      ticked,
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

function pageNamed(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text.trim()) ? Number(text) : null;
}
