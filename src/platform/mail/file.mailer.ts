import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Mailer, type MailMessage, type MailOutcome } from './mailer.js';

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'the folder may not be written',
  EPERM: 'the folder may not be written',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'the folder is a file',
  EEXIST: 'the folder is a file',
};

/** Mail as files, one `.eml` each, for trying things out: any mail program opens them. */
export class FileMailer extends Mailer {
  private readonly writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  private made = 0;

  constructor(
    private readonly folder: string,
    private readonly sender: string,
  ) {
    super(sender);
  }

  async handOver({ messageId, to, subject, text, html }: MailMessage): Promise<MailOutcome> {
    const { message } = await this.writer.sendMail({
      subject,
      text,
      html,
      from: this.sender,
      to: { name: '', address: to },
      messageId,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await this.write(fileNameOf(messageId), message as Buffer);
      return { state: 'accepted', messageId };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      return {
        state: 'try_later',
        why: `The mail could not be written: ${REASONS[code] ?? (error as Error).message}`,
      };
    }
  }

  /** The whole file or none of it: written beside its place and then moved there. */
  private async write(name: string, content: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    this.made += 1;
    const draft = join(this.folder, `.${name}.${process.pid}.${this.made}.part`);
    try {
      const file = await open(draft, 'w', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(this.folder, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
}

/** The same Message-ID gives the same file, another one never does, however alike the two look as file names. */
export function fileNameOf(messageId: string): string {
  const readable = messageId.replace(/[^A-Za-z0-9.-]+/g, '_').replace(/^[_.]+|_+$/g, '');
  const own = createHash('sha256').update(messageId).digest('hex').slice(0, 12);
  return `${readable.slice(0, 80)}-${own}.eml`;
}
