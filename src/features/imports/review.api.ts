import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { ITEM_PARTS, type DocumentItem, type ItemPart } from './document-item.entity.js';
import { ItemChanges } from './item-changes.service.js';
import { ItemFields, MergeBody, NewItemBody, SplitBody, TickBody, valuesIn } from './item.form.js';
import { ItemSurgery } from './item-surgery.service.js';
import { spanOf } from './lines-chosen.js';
import { InReview, type ReviewRequest } from './review-request.js';
import { ReviewService } from './review.service.js';
import { placedWarnings, warningsAbout } from './review-warnings.js';
import { companyModel } from './reviewers.page.js';

const ITEM_LIST = { filters: { part: ITEM_PARTS }, sorts: ['position'], sort: 'position' } as const;

/** The items of a document under review: the same verbs as on its pages. */
@ApiTags('documents')
@ApiSignIn()
@Controller('api/v1/documents/:id')
export class ReviewApi {
  constructor(
    private readonly review: ReviewService,
    private readonly changes: ItemChanges,
    private readonly surgery: ItemSurgery,
  ) {}

  /** The items of one part, `recommendation` unless another is named, in the order of the document. */
  @Get('items')
  async list(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown) {
    const asked = readListQuery(query, ITEM_LIST);
    const part = (asked.filters.part?.[0] ?? 'recommendation') as ItemPart;
    return answerOf(await this.review.partOf(person, id, part, sliceOf(asked)), asked, itemOf);
  }

  @Get('items/:itemId')
  async one(@InReview() { person, id, itemId }: ReviewRequest) {
    const { document, item } = await this.review.item(person, id, itemId);
    const warnings = warningsAbout(item, placedWarnings(document.warnings));
    return { ...itemOf(item), warnings: warnings.map(({ code, message }) => ({ code, message })) };
  }

  /** Adds what was not found. `from` and `to` name its first and last line, as `4-12`: page and line. */
  @Post('items')
  async add(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const form = readBody(NewItemBody, body);
    return itemOf(
      await this.changes.add(person, id, form.part, valuesIn(form), spanOf([form.from, form.to])),
    );
  }

  @Patch('items/:itemId')
  @ApiChanges()
  async change(
    @InReview() { person, id, itemId }: ReviewRequest,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const { text, ...others } = readChange(ItemFields, body);
    const values = { ...others, ...(text !== undefined && { text: text ?? '' }) };
    return itemOf(await this.changes.save(person, id, itemId, version, values));
  }

  /** Says that an item was compared with the document, or with `{"checked": false}` that it was not. */
  @Post('items/:itemId/check')
  @HttpCode(200)
  async check(@InReview() { person, id, itemId }: ReviewRequest, @Body() body: unknown) {
    const { checked } = readBody(TickBody, { checked: true, ...Object(body) });
    return itemOf(await this.changes.tick(person, id, itemId, checked));
  }

  @Post('items/:itemId/leave-out')
  @HttpCode(200)
  @ApiChanges()
  async leaveOut(@InReview() { person, id, itemId }: ReviewRequest, @IfMatch() version: number) {
    return itemOf(await this.changes.leaveOut(person, id, itemId, version, true));
  }

  @Post('items/:itemId/put-back')
  @HttpCode(200)
  @ApiChanges()
  async putBack(@InReview() { person, id, itemId }: ReviewRequest, @IfMatch() version: number) {
    return itemOf(await this.changes.leaveOut(person, id, itemId, version, false));
  }

  /** Joins the next item to this one. `nextId` and `nextVersion` say which that was when it was looked at. */
  @Post('items/:itemId/merge')
  @HttpCode(200)
  @ApiChanges()
  async merge(
    @InReview() { person, id, itemId }: ReviewRequest,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const { nextId, nextVersion } = readBody(MergeBody, body);
    await this.surgery.mergeWithNext(person, id, itemId, version, { id: nextId, version: nextVersion });
    return itemOf((await this.review.item(person, id, itemId)).item);
  }

  @Post('items/:itemId/undo-merge')
  @HttpCode(200)
  @ApiChanges()
  async undoMerge(@InReview() { person, id, itemId }: ReviewRequest, @IfMatch() version: number) {
    return itemOf(await this.surgery.undoMerge(person, id, itemId, version));
  }

  /** Splits an item before the character `at`, or before `words`; answers the second part. */
  @Post('items/:itemId/split')
  @ApiChanges()
  async split(
    @InReview() { person, id, itemId }: ReviewRequest,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const { at, words } = readBody(SplitBody, body);
    const second = await this.surgery.split(person, id, itemId, version, words ?? at);
    return itemOf((await this.review.item(person, id, second)).item);
  }

  /** Who else reviews the document just now and what they changed within the last half hour. */
  @Get('reviewers')
  async reviewers(@CurrentPerson() person: Person, @Param('id') id: string, @Query('item') item?: string) {
    return companyModel(id, await this.review.company(person, id, item ?? null));
  }
}

function itemOf(item: DocumentItem) {
  const { id, documentId, part, number, priority, addressee, theme, timescale, section, sentiment } = item;
  const { text, area, grade, paragraphRefs, recommendationRefs, frameworkRef, page, version } = item;
  const { fromPage, fromLine, toPage, toLine, leftOut, mergedInto, origin } = item;
  const of = {
    judgement: { area, grade },
    recommendation: { number, priority, addressee, theme, timescale, text, paragraphRefs, frameworkRef },
    finding: { number, section, sentiment, text, recommendationRefs },
  }[part];
  return {
    id,
    documentId,
    part,
    ...of,
    page,
    source: fromPage === null ? null : { fromPage, fromLine, toPage, toLine },
    leftOut,
    mergedInto,
    origin,
    checked: item.checkedAt !== null,
    version,
  };
}
