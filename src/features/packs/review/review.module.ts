import { Module } from '@nestjs/common';
import { Navigation } from '../../../web/pages/navigation.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { PackContentModule } from '../content/pack-content.module.js';
import { ReviewController } from './review.controller.js';
import { reviewPaths } from './review.paths.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewService } from './review.service.js';

/** What changed between two days. */
@Module({
  imports: [AuthoritiesModule, PackContentModule],
  controllers: [ReviewController],
  providers: [ReviewRepository, ReviewService],
})
export class ReviewModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Review',
      href: reviewPaths.review(),
      within: 'Board',
      permission: 'board.read',
      order: 56,
    });
  }
}
