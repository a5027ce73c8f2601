import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { FileMailer, fileNameOf } from '../../src/platform/mail/file.mailer.js';
import { openMailer } from '../../src/platform/mail/mail.module.js';
import type { MailMessage } from '../../src/platform/mail/mailer.js';
import { SmtpMailer } from '../../src/platform/mail/smtp.mailer.js';
import { RecordingSmtpServer } from '../support/smtp-server.js';

const FROM = 'Improvement plan <plan@westmarch.example>';
const mail: MailMessage = {
  kind: 'digest',
  to: 'owner.one@westmarch.example',
  subject: '3 actions: one turned red – “£5” and ünïcode',
  text: 'Hello\n\nAction 7 is overdue.\n.\nA line that began with a full stop.',
  html: '<p>Action 7 is <strong>overdue</strong></p>',
  messageId: '<digest.7@westmarch.example>',
};

describe('mail by SMTP', () => {
  let server: RecordingSmtpServer;
  let mailer: SmtpMailer;
  beforeAll(async () => {
    server = await RecordingSmtpServer.start();
    mailer = new SmtpMailer(server.url, FROM, { connectMs: 2000, answerMs: 1500 });
  });
  afterEach(() => {
    server.forget();
    server.behaviour = () => 'accept';
    server.slownessMs = 0;
    server.dropsAfterData = false;
  });
  afterAll(async () => {
    await mailer.close();
    await server.stop();
  });

  it('arrives as it was written, in plain text and HTML, under its own Message-ID', async () => {
    expect(await mailer.handOver(mail)).toEqual({ state: 'accepted', messageId: mail.messageId });
    const [got] = server.to(mail.to);
    expect(got).toMatchObject({
      subject: mail.subject,
      from: 'plan@westmarch.example',
      messageId: mail.messageId,
    });
    expect(got!.text.trim()).toBe(mail.text);
    expect(got!.html).toContain('<strong>overdue</strong>');
  });

  it.each([
    [550, '5.1.1 No such person here', 'refused'],
    [553, 'Mailbox name not allowed', 'refused'],
    [450, 'Mailbox busy', 'try_later'],
    [421, 'Too many connections', 'try_later'],
  ])('a recipient answered with %d %s is %s, in the words of the server', async (code, words, state) => {
    server.behaviour = () => ({ code, words });
    const outcome = await mailer.handOver(mail);
    expect(outcome.state).toBe(state);
    expect(outcome).toHaveProperty('why', expect.stringContaining(words));
    if (state === 'try_later') expect(outcome).toMatchObject({ mayHaveArrived: false });
  });

  it('one refused recipient does not spoil the connection for the next', async () => {
    server.behaviour = (address) => (address.startsWith('gone') ? { code: 550, words: 'gone' } : 'accept');
    expect((await mailer.handOver({ ...mail, to: 'gone@westmarch.example' })).state).toBe('refused');
    expect((await mailer.handOver(mail)).state).toBe('accepted');
  });

  it('a server that takes too long is tried again later', async () => {
    server.slownessMs = 3000;
    expect(await mailer.handOver(mail)).toMatchObject({ state: 'try_later', mayHaveArrived: true });
  });

  it('a connection dropped after the message is tried again later, under the same Message-ID', async () => {
    server.dropsAfterData = true;
    expect(await mailer.handOver(mail)).toMatchObject({ state: 'try_later', mayHaveArrived: true });
    server.dropsAfterData = false;
    expect((await mailer.handOver(mail)).state).toBe('accepted');
    expect(server.received.map((one) => one.messageId)).toEqual([mail.messageId, mail.messageId]);
  });

  it('hands over a hundred mails at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => mailer.handOver({ ...mail, messageId: `<n${n}@x.example>` })),
    );
    expect(outcomes.filter((one) => one.state !== 'accepted')).toEqual([]);
    // A server may still be taking in what an earlier test handed over.
    const ours = server.received
      .map((one) => one.messageId)
      .filter((id) => /^<n\d+@x\.example>$/.test(id ?? ''));
    expect(new Set(ours).size).toBe(100);
  });

  it('cannot be made to write to somebody else by what stands in an address or a subject', async () => {
    const outcome = await mailer.handOver({
      ...mail,
      to: 'a@westmarch.example\r\nBcc: b@elsewhere.example',
      subject: 'Hello\r\nBcc: c@elsewhere.example',
    });
    const recipients = server.received.flatMap((one) => one.to);
    expect(recipients.filter((address) => address.includes('elsewhere'))).toEqual([]);
    expect(server.received.every((one) => one.parsed.bcc === undefined)).toBe(true);
    expect(['refused', 'accepted']).toContain(outcome.state);
  });
});

describe('when there is no mail server as it should be', () => {
  it('nobody listening is worth another try', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const mailer = new SmtpMailer(`smtp://127.0.0.1:${port}`, FROM);
    expect(await mailer.handOver(mail)).toMatchObject({ state: 'try_later', mayHaveArrived: false });
    await mailer.close();
  });

  it('a wrong password is not the fault of the recipient', async () => {
    const server = await RecordingSmtpServer.start({
      authOptional: false,
      authMethods: ['PLAIN'],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) =>
        auth.password === 'right' ? done(null, { user: auth.username }) : done(new Error('no')),
    });
    const wrong = new SmtpMailer(`smtp://tracker:wrong@127.0.0.1:${server.port}`, FROM);
    expect((await wrong.handOver(mail)).state).toBe('try_later');
    const right = new SmtpMailer(`smtp://tracker:right@127.0.0.1:${server.port}`, FROM);
    expect((await right.handOver(mail)).state).toBe('accepted');
    expect(server.received[0]!.user).toBe('tracker');
    await wrong.close();
    await right.close();
    await server.stop();
  });
});

describe('mail to files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracker mail '));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is one .eml for each message, which a mail program reads', async () => {
    const mailer = openMailer({ url: `file:${join(folder, 'out')}`, from: FROM });
    expect(await mailer.handOver(mail)).toEqual({ state: 'accepted', messageId: mail.messageId });
    const files = readdirSync(join(folder, 'out'));
    expect(files).toEqual([fileNameOf(mail.messageId)]);
    const parsed = await simpleParser(readFileSync(join(folder, 'out', files[0]!)));
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.messageId).toBe(mail.messageId);
    expect(parsed.text?.trim()).toBe(mail.text);
  });

  it('the same message twice is one file; another one is never written over it', async () => {
    const mailer = new FileMailer(join(folder, 'twice'), FROM);
    await mailer.handOver(mail);
    await mailer.handOver(mail);
    expect(readdirSync(join(folder, 'twice'))).toHaveLength(1);
    await mailer.handOver({ ...mail, messageId: '<digest/7@westmarch.example>' });
    await mailer.handOver({ ...mail, messageId: '<digest:7@westmarch.example>' });
    expect(readdirSync(join(folder, 'twice'))).toHaveLength(3);
  });

  it('a Message-ID cannot lead out of the folder', async () => {
    expect(fileNameOf('<../../etc/passwd@x>')).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*\.eml$/);
  });

  it('a folder that cannot be made is worth another try, with words', async () => {
    writeFileSync(join(folder, 'a file'), '');
    const mailer = new FileMailer(join(folder, 'a file', 'mail'), FROM);
    expect(await mailer.handOver(mail)).toEqual({
      state: 'try_later',
      why: 'The mail could not be written: the folder is a file',
    });
  });

  it('fifty at once leave fifty whole files and nothing else', async () => {
    const mailer = new FileMailer(join(folder, 'many'), FROM);
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => mailer.handOver({ ...mail, messageId: `<m${n}@x>` })),
    );
    const files = readdirSync(join(folder, 'many'));
    expect(files.filter((name) => !name.endsWith('.eml'))).toEqual([]);
    expect(files).toHaveLength(50);
  });
});

it.each([
  ['Plan <plan@westmarch.example>', '<digest.1@westmarch.example>'],
  ['plan@northmoor.example', '<digest.1@northmoor.example>'],
])('mail from %s has Message-IDs of that host', (from, id) => {
  expect(new FileMailer('unused', from).messageIdOf('digest.1')).toBe(id);
});
