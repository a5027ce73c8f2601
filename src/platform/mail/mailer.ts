/** What a mail is; a provider may want a template for each. */
export type MailKind = 'digest' | 'account';

/** One mail to one person. No attachments and no pictures: what matters stands in the words. */
export interface MailMessage {
  readonly kind: MailKind;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Given by the caller, so that a mail handed over twice is known to be the same: `<digest.ID@host>`. */
  readonly messageId: string;
  /** It may have been handed over before: a provider that can be asked is asked first. */
  readonly isRepeat?: boolean;
}

export type MailOutcome =
  /** The mail server has it and answers for it. */
  | { readonly state: 'accepted'; readonly messageId: string }
  /** Not now: nobody there, too busy, or it does not take mail from us. Worth another try. */
  | {
      readonly state: 'try_later';
      readonly why: string;
      /** The whole mail was with the server when its answer was lost. */
      readonly mayHaveArrived?: boolean;
    }
  /** Never: in the provider's words. */
  | { readonly state: 'refused'; readonly why: string };

/** How many mails are in a process's hands at one time: as many as there are connections to the mail server. */
export const MAILS_AT_ONCE = 5;

/** Hands mail over. Failing is an answer, not an exception. */
export abstract class Mailer {
  protected constructor(private readonly from: string) {}

  abstract handOver(message: MailMessage): Promise<MailOutcome>;

  async close(): Promise<void> {}

  /** The Message-ID for something of ours: the same each time it is asked. */
  messageIdOf(key: string): string {
    const host = /@([^<>\s@]+?)>?$/.exec(this.from)?.[1] ?? 'localhost';
    return `<${key}@${host}>`;
  }
}
