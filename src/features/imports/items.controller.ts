import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Refused, StaleVersion } from '../../web/errors/refusals.js';
import { formOf, FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import type { DocumentItem } from './document-item.entity.js';
import { importPaths } from './imports.paths.js';
import { differences, ItemForm, MergeForm, SplitForm, valuesIn, VersionForm } from './item.form.js';
import { itemModel, PART_NAMES } from './item.page.js';
import { ItemSurgery } from './item-surgery.service.js';
import { ReviewService } from './review.service.js';
import { sourcePanel } from './source.page.js';
import { placeBefore, splitPlaces } from './split-places.js';

/** One item of a review beside its source, and what can be done with it. */
@Controller('documents/:id/review/items/:itemId')
@Requires('documents.review')
export class ItemsController {
  constructor(
    private readonly review: ReviewService,
    private readonly surgery: ItemSurgery,
  ) {}

  @Get()
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
  ): Promise<Page> {
    const { item } = await this.review.item(person, id, itemId);
    return this.itemPage(person, item, formOf({ ...item }));
  }

  @Post()
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ItemForm,
      body,
      async (form) => {
        const values = valuesIn(form);
        const saved = await this.review
          .save(person, id, itemId, form.version, values)
          .catch(async (error) => {
            if (!(error instanceof StaleVersion)) throw error;
            const { item } = await this.review.item(person, id, itemId);
            throw error.showing(differences(item, values), importPaths.item(id, itemId));
          });
        const { neighbours } = await this.review.item(person, id, itemId);
        if (form.go !== 'list' && neighbours.next !== null) {
          return redirectTo(importPaths.item(id, neighbours.next));
        }
        return redirectTo(placeInReview(saved), { flash: `${itemModel(saved).name} was saved` });
      },
      async (form) => this.itemPage(person, (await this.review.item(person, id, itemId)).item, form),
    );
  }

  @Post('leave-out')
  leaveOut(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.step(person, id, itemId, body, 'left out', (version) =>
      this.review.leaveOut(person, id, itemId, version, true),
    );
  }

  @Post('put-back')
  putBack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.step(person, id, itemId, body, 'put back', (version) =>
      this.review.leaveOut(person, id, itemId, version, false),
    );
  }

  @Post('undo-merge')
  undoMerge(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.step(person, id, itemId, body, 'taken apart again', (version) =>
      this.surgery.undoMerge(person, id, itemId, version),
    );
  }

  @Post('merge')
  merge(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      MergeForm,
      body,
      async ({ version, nextId, nextVersion }) => {
        const next = { id: nextId, version: nextVersion };
        await this.surgery.mergeWithNext(person, id, itemId, version, next);
        return redirectTo(importPaths.item(id, itemId), { flash: 'The two were merged' });
      },
      (form) => this.again(person, id, itemId, form),
    );
  }

  @Get('split')
  async chooseSplit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
  ): Promise<Page> {
    return this.splitPage(person, id, itemId, formOf());
  }

  @Post('split')
  split(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      SplitForm,
      body,
      async ({ version, at, words }) => {
        const { item } = await this.review.item(person, id, itemId);
        const place = words === null ? at : placeBefore(item.text, words);
        if (place === null) {
          const field = words === null ? 'at' : 'words';
          const message =
            words === null
              ? 'Choose where the second part begins, or type its first words'
              : 'Enter words that stand in the text, as they are written there';
          throw new Refused('no_such_place', message, [{ field, message }]);
        }
        await this.surgery.split(person, id, itemId, version, place);
        return redirectTo(importPaths.item(id, itemId), {
          flash: 'The item was split. The second part follows this one.',
        });
      },
      (form) => this.splitPage(person, id, itemId, form),
    );
  }

  private step(
    person: Person,
    id: string,
    itemId: string,
    body: unknown,
    done: string,
    change: (version: number) => Promise<void>,
  ): Promise<Page | Redirect> {
    return submitForm(
      VersionForm,
      body,
      async ({ version }) => {
        await change(version);
        const { item } = await this.review.item(person, id, itemId);
        return redirectTo(placeInReview(item), { flash: `${itemModel(item).name} was ${done}` });
      },
      (form) => this.again(person, id, itemId, form),
    );
  }

  /** The item as it is, with the reason why the step could not be taken at its top. */
  private async again(person: Person, id: string, itemId: string, refused: FormState): Promise<Page> {
    const { item } = await this.review.item(person, id, itemId);
    return this.itemPage(person, item, new FormState({ ...item }, refused.list));
  }

  private async itemPage(person: Person, item: DocumentItem, form: FormState): Promise<Page> {
    const id = item.documentId;
    const { document, neighbours, following, merged, pages } = await this.review.item(person, id, item.id);
    const step = (to: string | null) => to && importPaths.item(id, to);
    return page('imports/views/item.njk', {
      form,
      title: document.title,
      paged: document.paged,
      version: item.version,
      item: { ...itemModel(item), partName: PART_NAMES[item.part] },
      nth: neighbours.nth,
      of: neighbours.of,
      previous: step(neighbours.previous),
      next: step(neighbours.next),
      following: following &&
        item.part !== 'judgement' && { ...itemModel(following), version: following.version },
      merged: merged.map(itemModel),
      source: sourcePanel(pages, item, document.paged),
      priorities: choicesOf(PRIORITY_NAMES),
      sentiments: choicesOf(SENTIMENT_NAMES),
      back: placeInReview(item),
      leaveOut: importPaths.itemStep(id, item.id, 'leave-out'),
      putBack: importPaths.itemStep(id, item.id, 'put-back'),
      merge: importPaths.itemStep(id, item.id, 'merge'),
      undoMerge: importPaths.itemStep(id, item.id, 'undo-merge'),
      split: item.part === 'judgement' ? null : importPaths.itemStep(id, item.id, 'split'),
    });
  }

  private async splitPage(person: Person, id: string, itemId: string, form: FormState): Promise<Page> {
    const { item, document } = await this.review.item(person, id, itemId);
    return page('imports/views/split.njk', {
      form,
      title: document.title,
      version: item.version,
      item: itemModel(item),
      places: splitPlaces(item.text).map(({ at, after }) => ({ value: String(at), text: after })),
      back: importPaths.item(id, itemId),
    });
  }
}

/** Findings have a list of their own. */
function placeInReview(item: DocumentItem): string {
  const { documentId, id } = item;
  return item.part === 'finding' ? importPaths.findings(documentId, id) : importPaths.review(documentId, id);
}
