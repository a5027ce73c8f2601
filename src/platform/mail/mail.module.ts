import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { FileMailer } from './file.mailer.js';
import { Mailer } from './mailer.js';
import { NotifyMailer, type NotifyAccount } from './notify.mailer.js';
import type { Settings } from '../settings/settings.js';
import { SmtpMailer } from './smtp.mailer.js';

export interface MailAddressing {
  /** `MAIL_URL`. */
  readonly url: string;
  /** `MAIL_FROM`. */
  readonly from: string;
  /** With `notify:`. */
  readonly notify?: Pick<NotifyAccount, 'apiKey' | 'templates' | 'serviceUrl'>;
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

/** The way out that the settings name. */
export function mailOf(settings: Settings): MailAddressing {
  const {
    mailUrl: url,
    mailFrom: from,
    notifyApiKey,
    notifyDigestTemplateId,
    notifyAccountTemplateId,
  } = settings;
  if (url !== 'notify:') return { url, from };
  const templates = { digest: notifyDigestTemplateId ?? '', account: notifyAccountTemplateId ?? '' };
  return { url, from, notify: { apiKey: notifyApiKey ?? '', templates } };
}

export function openMailer({ url, from, notify }: MailAddressing): Mailer {
  if (url === 'notify:' && notify) return new NotifyMailer({ ...notify, from });
  if (/^smtps?:/.test(url)) return new SmtpMailer(url, from);
  if (url.startsWith('file://')) return new FileMailer(fileURLToPath(url), from);
  if (url.startsWith('file:')) return new FileMailer(resolve(url.slice('file:'.length)), from);
  throw new Error('MAIL_URL must be smtp://HOST:PORT, smtps://HOST:PORT, file:FOLDER or notify:');
}
