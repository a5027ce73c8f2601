import { createHmac } from 'node:crypto';
import { MailPace } from './mail-pace.js';
import { Mailer, type MailKind, type MailMessage, type MailOutcome } from './mailer.js';

const SERVICE = 'https://api.notifications.service.gov.uk';
const ANSWER_WITHIN_MS = 30_000;
/** It takes 3,000 requests a minute of a service; some room is left for another worker and for what it is asked. */
const PER_MINUTE = 1200;
/** `name-SERVICE_ID-SECRET`, the last two each a UUID. */
const KEY = /^.+-([0-9a-f-]{36})-([0-9a-f-]{36})$/i;

export interface NotifyAccount {
  readonly apiKey: string;
  /** Templates that take `((subject))` and `((body))`. */
  readonly templates: Readonly<Record<MailKind, string>>;
  readonly from: string;
  /** Elsewhere than GOV.UK: for tests. */
  readonly serviceUrl?: string;
}

interface NotifyProblem {
  readonly error?: string;
  readonly message?: string;
}

/** Mail through GOV.UK Notify. Its reference is our Message-ID, looked up before anything is handed over again. */
export class NotifyMailer extends Mailer {
  private readonly pace = new MailPace(PER_MINUTE);
  private readonly serviceId: string;
  private readonly secret: string;

  constructor(private readonly account: NotifyAccount) {
    super(account.from);
    const parts = KEY.exec(account.apiKey);
    if (parts === null) throw new Error('NOTIFY_API_KEY is not a key of GOV.UK Notify: NAME-SERVICE-SECRET');
    [, this.serviceId, this.secret] = parts as unknown as [string, string, string];
  }

  async handOver(message: MailMessage): Promise<MailOutcome> {
    await this.pace.turn();
    try {
      if (message.isRepeat === true && (await this.hasIt(message.messageId))) return this.accepted(message);
      const answer = await this.ask('POST', '/v2/notifications/email', {
        email_address: message.to,
        template_id: this.account.templates[message.kind],
        reference: message.messageId,
        personalisation: { subject: message.subject, body: message.text },
      });
      return answer.ok ? this.accepted(message) : await outcomeOf(answer);
    } catch (error) {
      return { state: 'try_later', why: `GOV.UK Notify does not answer: ${(error as Error).message}` };
    }
  }

  private accepted({ messageId }: MailMessage): MailOutcome {
    return { state: 'accepted', messageId };
  }

  private async hasIt(reference: string): Promise<boolean> {
    const answer = await this.ask('GET', `/v2/notifications?reference=${encodeURIComponent(reference)}`);
    if (!answer.ok) throw new Error(`it could not be asked for what it has (${answer.status})`);
    const { notifications } = (await answer.json()) as { notifications: unknown[] };
    return notifications.length > 0;
  }

  private ask(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.account.serviceUrl ?? SERVICE}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token()}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** Good for thirty seconds around now, so made for each request. */
  private token(): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: this.serviceId, iat: Math.floor(Date.now() / 1000) };
    const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
    return `${signed}.${createHmac('sha256', this.secret).update(signed).digest('base64url')}`;
  }
}

/** Only what is said of the recipient is for good; a wrong key or template is put right by somebody. */
async function outcomeOf(answer: Response): Promise<MailOutcome> {
  const said = await answer.text();
  const why = `${answer.status} ${problemsIn(said)}`;
  const isAboutRecipient = answer.status === 400 && /email_address|recipient/i.test(said);
  return { state: isAboutRecipient ? 'refused' : 'try_later', why };
}

function problemsIn(said: string): string {
  try {
    const { errors } = JSON.parse(said) as { errors?: NotifyProblem[] };
    if (Array.isArray(errors) && errors.length > 0) {
      return errors.map(({ error, message }) => `${error ?? 'Error'}: ${message ?? ''}`).join('; ');
    }
  } catch {
    // Not its usual answer: something on the way spoke in its place. Its first words will do.
  }
  return said.slice(0, 200);
}
