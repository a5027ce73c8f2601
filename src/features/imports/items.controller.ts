import { Body, Controller, Get, Post } from '@nestjs/common';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import { Requires } from '../../web/sign-in/access.decorators.js';
import type { DocumentItem } from './document-item.entity.js';
import { importPaths } from './imports.paths.js';
import { ItemChanges } from './item-changes.service.js';
import { differencesOf } from './item-differences.js';
import { ItemForm, MergeForm, valuesIn, VersionForm } from './item.form.js';
import { itemModel } from './item.page.js';
import { itemPageModel } from './item-in-review.page.js';
import { ItemSurgery } from './item-surgery.service.js';
import { InReview, type ReviewRequest } from './review-request.js';
import { ReviewService } from './review.service.js';

/** One item of a review beside its source, and what can be done with it. */
@Controller('documents/:id/review/items/:itemId')
@Requires('documents.review')
export class ItemsController {
  constructor(
    private readonly review: ReviewService,
    private readonly changes: ItemChanges,
    private readonly surgery: ItemSurgery,
  ) {}

  @Get()
  async show(@InReview() asked: ReviewRequest): Promise<Page> {
    return this.itemPage(asked, (item) => formOf({ ...item }));
  }

  @Post()
  save(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id, itemId, show } = asked;
    return submitForm(
      ItemForm,
      body,
      async (form) => {
        // Which one comes next is asked before: once checked, this one may no longer be among those shown.
        const { neighbours } = await this.review.item(person, id, itemId, show);
        const saved = await this.changes
          .save(person, id, itemId, form.version, valuesIn(form), true)
          .catch((error: unknown) => this.explain(error, asked, form));
        if (form.go !== 'list' && neighbours.next !== null) {
          return redirectTo(importPaths.item(id, neighbours.next, show));
        }
        return redirectTo(placeInReview(saved, asked), { flash: `${itemModel(saved).name} was saved` });
      },
      (form) => this.itemPage(asked, () => form),
    );
  }

  @Post('leave-out')
  leaveOut(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id, itemId } = asked;
    return this.step(asked, body, 'left out', (version) =>
      this.changes.leaveOut(person, id, itemId, version, true),
    );
  }

  @Post('put-back')
  putBack(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id, itemId } = asked;
    return this.step(asked, body, 'put back', (version) =>
      this.changes.leaveOut(person, id, itemId, version, false),
    );
  }

  @Post('undo-merge')
  undoMerge(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id, itemId } = asked;
    return this.step(asked, body, 'taken apart again', (version) =>
      this.surgery.undoMerge(person, id, itemId, version),
    );
  }

  @Post('merge')
  merge(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id, itemId, show } = asked;
    return submitForm(
      MergeForm,
      body,
      async ({ version, nextId, nextVersion }) => {
        const next = { id: nextId, version: nextVersion };
        await this.surgery.mergeWithNext(person, id, itemId, version, next);
        return redirectTo(importPaths.item(id, itemId, show), { flash: 'The two were merged' });
      },
      (form) => this.again(asked, form),
    );
  }

  private step(
    asked: ReviewRequest,
    body: unknown,
    done: string,
    change: (version: number) => Promise<DocumentItem>,
  ): Promise<Page | Redirect> {
    return submitForm(
      VersionForm,
      body,
      async ({ version }) => {
        const item = await change(version);
        return redirectTo(placeInReview(item, asked), { flash: `${itemModel(item).name} was ${done}` });
      },
      (form) => this.again(asked, form),
    );
  }

  /** Both versions side by side, each field to be chosen by itself. */
  private async explain(error: unknown, asked: ReviewRequest, form: ItemForm): Promise<never> {
    if (!(error instanceof StaleVersion)) throw error;
    const { person, id, itemId, show } = asked;
    const { item, company } = await this.review.item(person, id, itemId, show);
    const before = await this.review.earlier(person, id, itemId, form.version);
    const by = company.changes.find((change) => change.itemId === itemId)?.name;
    const differences = differencesOf(item, valuesIn(form), before);
    throw error.showing(differences, importPaths.item(id, itemId, show), by);
  }

  /** The item as it is, with the reason why the step could not be taken at its top. */
  private again(asked: ReviewRequest, refused: FormState): Promise<Page> {
    return this.itemPage(asked, (item) => new FormState({ ...item }, refused.list));
  }

  private async itemPage(asked: ReviewRequest, formFor: (item: DocumentItem) => FormState): Promise<Page> {
    const found = await this.review.item(asked.person, asked.id, asked.itemId, asked.show);
    return page('imports/views/item.njk', {
      form: formFor(found.item),
      ...itemPageModel(found, asked.show),
    });
  }
}

/** The list it stands in, at its place; findings have a list of their own. */
function placeInReview({ documentId, id, part }: DocumentItem, { show }: ReviewRequest): string {
  return part === 'finding'
    ? importPaths.findings(documentId, id, show)
    : importPaths.review(documentId, id, show);
}
