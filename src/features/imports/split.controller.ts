import { Body, Controller, Get, Post } from '@nestjs/common';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import { Requires } from '../../web/sign-in/access.decorators.js';
import { importPaths } from './imports.paths.js';
import { SplitForm } from './item.form.js';
import { itemModel } from './item.page.js';
import { ItemSurgery } from './item-surgery.service.js';
import { InReview, type ReviewRequest } from './review-request.js';
import { ReviewService } from './review.service.js';
import { splitPlaces } from './split-places.js';

/** Choosing where one item becomes two. */
@Controller('documents/:id/review/items/:itemId/split')
@Requires('documents.review')
export class SplitController {
  constructor(
    private readonly review: ReviewService,
    private readonly surgery: ItemSurgery,
  ) {}

  @Get()
  choose(@InReview() asked: ReviewRequest): Promise<Page> {
    return this.splitPage(asked, formOf());
  }

  @Post()
  split(@InReview() asked: ReviewRequest, @Body() body: unknown): Promise<Page | Redirect> {
    const { person, id, itemId, show } = asked;
    return submitForm(
      SplitForm,
      body,
      async ({ version, at, words }) => {
        await this.surgery.split(person, id, itemId, version, words ?? at);
        return redirectTo(importPaths.item(id, itemId, show), {
          flash: 'The item was split. The second part follows this one.',
        });
      },
      (form) => this.splitPage(asked, form),
    );
  }

  private async splitPage({ person, id, itemId, show }: ReviewRequest, form: FormState): Promise<Page> {
    const { item, document } = await this.review.item(person, id, itemId, show);
    return page('imports/views/split.njk', {
      form,
      title: document.title,
      version: item.version,
      item: itemModel(item),
      places: splitPlaces(item.text).map(({ at, after }) => ({ value: String(at), text: after })),
      back: importPaths.item(id, itemId, show),
    });
  }
}
