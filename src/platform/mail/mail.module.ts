import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { FileMailer } from './file.mailer.js';
import { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp.mailer.js';

export interface MailAddressing {
  /** `MAIL_URL`. */
  readonly url: string;
  /** `MAIL_FROM`. */
  readonly from: string;
}

/** The one way out for mail. */
@Global()
@Module({})
export class MailModule implements OnApplicationShutdown {
  constructor(@Inject(Mailer) private readonly mailer: Mailer) {}

  static by(mail: MailAddressing): DynamicModule {
    return {
      module: MailModule,
      providers: [{ provide: Mailer, useFactory: () => openMailer(mail) }],
      exports: [Mailer],
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.mailer.close();
  }
}

export function openMailer({ url, from }: MailAddressing): Mailer {
  if (/^smtps?:/.test(url)) return new SmtpMailer(url, from);
  if (url.startsWith('file://')) return new FileMailer(fileURLToPath(url), from);
  if (url.startsWith('file:')) return new FileMailer(resolve(url.slice('file:'.length)), from);
  throw new Error('MAIL_URL must be smtp://HOST:PORT, smtps://HOST:PORT or file:FOLDER');
}
