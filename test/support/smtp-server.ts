import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly parsed: ParsedMail;
  readonly at: number;
  /** Whether it came over TLS, and as whom. */
  readonly secure: boolean;
  readonly user: string | null;
}

/** How the server treats a recipient: as a mail server might. */
export type Behaviour = (address: string) => 'accept' | { code: number; words: string };

const atOnce = () => Promise.resolve();
const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

/** A real SMTP server on a free port that keeps what it accepted and can be told to misbehave. */
export class RecordingSmtpServer {
  readonly received: ReceivedMail[] = [];
  behaviour: Behaviour = () => 'accept';
  /** Waits this long before it accepts what was sent. */
  slownessMs = 0;
  /** After the whole message has come, hangs up instead of answering. */
  dropsAfterData = false;
  /** Waited for before a recipient is answered, and before a whole message that was kept is. */
  beforeRecipient: (address: string) => Promise<void> = atOnce;
  beforeAnswer: (mail: ReceivedMail) => Promise<void | 'hang up'> = atOnce;
  private server!: SMTPServer;
  port = 0;
  /** Whether anybody listens; see `leave` and `comeBack`. */
  private listening = false;

  private constructor(private readonly options: SMTPServerOptions) {}

  static async start(options: SMTPServerOptions = {}): Promise<RecordingSmtpServer> {
    const one = new RecordingSmtpServer(options);
    await one.comeBack();
    return one;
  }

  private open(): SMTPServer {
    const { options } = this;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: options.key ? [] : ['STARTTLS'],
      logger: false,
      onRcptTo: (address, _session, done) => {
        const answer = this.behaviour(address.address);
        void this.beforeRecipient(address.address).then(() =>
          done(answer === 'accept' ? null : refusal(answer.code, answer.words)),
        );
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void (async () => {
            const raw = Buffer.concat(chunks);
            const parsed = await simpleParser(raw);
            if (this.slownessMs > 0) await wait(this.slownessMs);
            const mail: ReceivedMail = {
              to: session.envelope.rcptTo.map((recipient) => recipient.address),
              from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
              subject: parsed.subject ?? '',
              text: parsed.text ?? '',
              html: parsed.html || '',
              messageId: parsed.messageId ?? '',
              parsed,
              at: Date.now(),
              secure: Boolean(session.secure),
              user: (session.user as unknown as string | undefined) ?? null,
            };
            this.received.push(mail);
            const how = await this.beforeAnswer(mail);
            if (how === 'hang up') this.hangUp(session.id);
            else if (this.dropsAfterData) this.hangUp();
            else done();
          })();
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    server.on('connect', () => undefined);
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to.includes(address));
  }

  forget(): void {
    this.received.length = 0;
  }

  /** Ends every connection, or the one of this session. */
  hangUp(session?: string): void {
    const connections = (
      this.server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }
    ).connections;
    for (const connection of connections) {
      if (session === undefined || connection.id === session) connection._socket.destroy();
    }
  }

  /** Nobody listens any more, and every connection ends. */
  async leave(): Promise<void> {
    if (!this.listening) return;
    this.listening = false;
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.hangUp();
    });
  }

  /** Listens again where it did. */
  async comeBack(): Promise<void> {
    // One that was closed never serves again.
    this.server = this.open();
    const listening = this.server.listen(this.port, '127.0.0.1');
    await once(listening, 'listening');
    this.port = (listening.address() as { port: number }).port;
    this.listening = true;
  }

  async stop(): Promise<void> {
    await this.leave();
  }
}
