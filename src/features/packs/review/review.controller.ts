import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  PAPER_FORMAT_NAMES,
  PAPER_FORMATS,
  PAPER_MEDIA_TYPES,
  writePaper,
} from '../../../platform/papers/paper-formats.js';
import { paperView } from '../../../platform/papers/paper-view.js';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { NotFound, Refused } from '../../../web/errors/refusals.js';
import { formOf, FormState } from '../../../web/forms/form-state.js';
import { readBody, readForm } from '../../../web/forms/read-form.js';
import { file, page, type FileAnswer, type Page } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { boardPaths } from '../board.paths.js';
import { ReviewForm } from './review.form.js';
import { reviewPaper } from './review-paper.js';
import { reviewPaths } from './review.paths.js';
import { ReviewService, type Review } from './review.service.js';

/** The review of what changed between two days: to read, to print and to save. */
@ApiTags('packs')
@ApiSignIn()
@Controller()
@Requires('board.read')
export class ReviewController {
  constructor(private readonly reviews: ReviewService) {}

  @Get('packs/review')
  async show(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const reading = readForm(ReviewForm, query);
    if (!reading.ok) return reviewPage(null, reading.form).withStatus(422);
    try {
      const review = await this.reviews.between(person, reading.value);
      return reviewPage(review, formOf({ from: review.from, to: review.to }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return reviewPage(null, new FormState(reading.form.values, error.errors)).withStatus(422);
    }
  }

  @Get('packs/review/:format')
  async save(
    @CurrentPerson() person: Person,
    @Param('format') asked: string,
    @Query() query: unknown,
  ): Promise<FileAnswer> {
    const format = PAPER_FORMATS.find((one) => one === asked);
    if (format === undefined) throw new NotFound();
    const review = await this.reviews.between(person, readBody(ReviewForm, query));
    return file(await writePaper(reviewPaper(review), format), {
      fileName: `review-${person.authority.slug}-${review.from}-to-${review.to}.${format}`,
      mediaType: PAPER_MEDIA_TYPES[format],
    });
  }

  /** What the plan said at the end of both days; the later one's movement is counted from the earlier. */
  @Get('api/v1/packs/review')
  read(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Review> {
    return this.reviews.between(person, readBody(ReviewForm, query));
  }
}

function reviewPage(review: Review | null, form: FormState): Page {
  return page('packs/review/views/review.njk', {
    form,
    paper: review && paperView(reviewPaper(review)),
    action: reviewPaths.review(),
    board: boardPaths.board(),
    files:
      review &&
      PAPER_FORMATS.map((format) => ({
        text: PAPER_FORMAT_NAMES[format],
        href: reviewPaths.file(format, review),
      })),
  });
}
