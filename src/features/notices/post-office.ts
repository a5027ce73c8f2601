import { Injectable } from '@nestjs/common';
import { Mailer } from '../../platform/mail/mailer.js';
import { AnswerLinks } from '../actions/answer-links/answer-links.service.js';
import { Settings } from '../../platform/settings/settings.js';

/** Where mail goes out, the address its links lead back to, and those that answer without signing in. */
@Injectable()
export class PostOffice {
  readonly baseUrl: string;

  constructor(
    readonly mailer: Mailer,
    readonly answerLinks: AnswerLinks,
    settings: Settings,
  ) {
    this.baseUrl = settings.baseUrl;
  }
}
