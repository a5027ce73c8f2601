import { Injectable } from '@nestjs/common';
import { Mailer } from '../../platform/mail/mailer.js';
import { Settings } from '../../platform/settings/settings.js';

/** Where mail goes out, and the address its links lead back to. */
@Injectable()
export class PostOffice {
  readonly baseUrl: string;

  constructor(
    readonly mailer: Mailer,
    settings: Settings,
  ) {
    this.baseUrl = settings.baseUrl;
  }
}
