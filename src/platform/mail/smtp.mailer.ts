import { readFileSync } from 'node:fs';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import { MailPace } from './mail-pace.js';
import { Mailer, MAILS_AT_ONCE, type MailMessage, type MailOutcome } from './mailer.js';

const SECOND = 1000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** How long the mail server may take, in milliseconds. */
export interface Patience {
  readonly connectMs: number;
  readonly answerMs: number;
}
export const USUAL_PATIENCE: Patience = { connectMs: 10 * SECOND, answerMs: 60 * SECOND };

/** A mail that says when all of it was given to the connection: from then on it may have arrived. */
interface WatchedMail extends SendMailOptions {
  readonly whenWhole?: () => void;
}

/** What nodemailer says of a failure. */
interface SmtpFailure {
  readonly message: string;
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/**
 * Mail by SMTP, over a few connections that are kept. `smtps://` is TLS from the start, `smtp://` STARTTLS where offered.
 * `?ca=FILE` names the certificate of an authority of one's own, `?perMinute=600` how many mails a minute the server takes.
 */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter<SMTPPool.SentMessageInfo>;
  private readonly pace: MailPace;

  constructor(url: string, from: string, patience: Patience = USUAL_PATIENCE) {
    super(from);
    const server = new URL(url);
    this.transport = createTransport(poolOptions(server, patience), { from });
    this.transport.use('stream', (mail, done) => {
      const { whenWhole } = mail.data as WatchedMail;
      mail.message.processFunc((message) => message.once('end', () => whenWhole?.()));
      done();
    });
    this.pace = new MailPace(perMinuteOf(server));
  }

  async handOver({ messageId, to, subject, text, html }: MailMessage): Promise<MailOutcome> {
    await this.pace.turn();
    let isWhole = false;
    const whenWhole = () => (isWhole = true);
    try {
      const mail: WatchedMail = { subject, text, html, to: { name: '', address: to }, messageId, whenWhole };
      await this.transport.sendMail(mail);
      return { state: 'accepted', messageId };
    } catch (error) {
      const failure = error as SmtpFailure;
      const why = failure.response ?? failure.message;
      if (isForGood(failure)) return { state: 'refused', why };
      return { state: 'try_later', why, mayHaveArrived: isWhole && failure.responseCode === undefined };
    }
  }

  override async close(): Promise<void> {
    this.transport.close();
  }
}

function poolOptions(url: URL, patience: Patience): SMTPPool.Options {
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    pool: true,
    maxConnections: MAILS_AT_ONCE,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 25),
    secure,
    // A password never crosses a network in the clear.
    requireTLS: !secure && user !== '' && !LOOPBACK.has(url.hostname),
    ...tlsOf(url),
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    dnsTimeout: patience.connectMs,
    socketTimeout: patience.answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function tlsOf({ searchParams }: URL): Pick<SMTPPool.Options, 'tls'> {
  const file = searchParams.get('ca');
  return file === null ? {} : { tls: { ca: readFileSync(file) } };
}

function perMinuteOf({ searchParams }: URL): number | null {
  const said = searchParams.get('perMinute');
  if (said === null) return null;
  if (!/^[1-9]\d{0,5}$/.test(said)) throw new Error('MAIL_URL: perMinute must be a whole number of mails');
  return Number(said);
}

/**
 * Only what is said of this recipient or this message is for good. A server that refuses us, our sender or our
 * password will take the mail once somebody has put that right.
 */
function isForGood(failure: SmtpFailure): boolean {
  const aboutThisMail = failure.command === 'RCPT TO' || failure.command === 'DATA';
  const code = failure.responseCode;
  if (code !== undefined) return aboutThisMail && code >= 500 && code < 600;
  // The address cannot be written on an envelope at all.
  return failure.code === 'EENVELOPE';
}
