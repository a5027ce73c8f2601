import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailMessage } from '../../src/platform/mail/mailer.js';
import { SmtpMailer } from '../../src/platform/mail/smtp.mailer.js';
import { selfMadeCertificate } from '../support/self-made-certificate.js';
import { RecordingSmtpServer } from '../support/smtp-server.js';

const FROM = 'Improvement plan <plan@westmarch.example>';
const mail: MailMessage = {
  kind: 'digest',
  to: 'owner@westmarch.example',
  subject: '1 item overdue',
  text: 'Action 7 is overdue.',
  messageId: '<digest.7@westmarch.example>',
};
const certificate = selfMadeCertificate();
let folder: string;
let ca: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker ca '));
  ca = join(folder, 'ca.pem');
  writeFileSync(ca, certificate.cert);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that wants to know who comes, over TLS. */
const server = (secure: boolean) =>
  RecordingSmtpServer.start({
    ...certificate,
    secure,
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      password === 'a pass/word' ? done(null, { user: username }) : done(new Error('no')),
  });

describe.each([
  ['TLS from the start', 'smtps', true],
  ['STARTTLS', 'smtp', false],
] as const)('%s', (_name, protocol, secure) => {
  it('hands over with user and password to a server whose authority is known', async () => {
    const smtp = await server(secure);
    const account = `tracker:${encodeURIComponent('a pass/word')}`;
    const url = `${protocol}://${account}@127.0.0.1:${smtp.port}?ca=${encodeURIComponent(ca)}`;
    const mailer = new SmtpMailer(url, FROM);
    expect(await mailer.handOver(mail)).toEqual({ state: 'accepted', messageId: mail.messageId });
    expect(smtp.received).toMatchObject([{ secure: true, user: 'tracker', messageId: mail.messageId }]);
    await mailer.close();
    await smtp.stop();
  });

  it('hands nothing to a server whose certificate nobody known has signed', async () => {
    const smtp = await server(secure);
    const mailer = new SmtpMailer(`${protocol}://tracker:x@127.0.0.1:${smtp.port}`, FROM);
    const outcome = await mailer.handOver(mail);
    expect(outcome).toMatchObject({
      state: 'try_later',
      why: expect.stringMatching(/self-signed certificate/),
    });
    expect(smtp.received).toEqual([]);
    await mailer.close();
    await smtp.stop();
  });
});

it('hands over no more mails a minute than the server takes', async () => {
  const smtp = await RecordingSmtpServer.start();
  const mailer = new SmtpMailer(`${smtp.url}?perMinute=600`, FROM);
  const from = Date.now();
  await Promise.all(Array.from({ length: 6 }, (_, n) => mailer.handOver({ ...mail, messageId: `<${n}@x>` })));
  expect(Date.now() - from).toBeGreaterThanOrEqual(490);
  expect(smtp.received).toHaveLength(6);
  await mailer.close();
  await smtp.stop();
  expect(() => new SmtpMailer('smtp://127.0.0.1?perMinute=many', FROM)).toThrow('perMinute must be');
});
