import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { MailMessage } from '../../src/platform/mail/mailer.js';
import { NotifyMailer } from '../../src/platform/mail/notify.mailer.js';

const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506';
const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0';
const mail: MailMessage = {
  kind: 'digest',
  to: 'owner@westmarch.example',
  subject: '1 item overdue',
  text: 'Action 7 is overdue.',
  messageId: '<digest.7@westmarch.example>',
};

/** What GOV.UK Notify is to us: keeps what it accepted, and answers as it is told. */
let service: Server;
let mailer: NotifyMailer;
let kept: Record<string, unknown>[];
let asked: { method: string; url: string; token: string }[];
let answer: { status: number; body: unknown } | null;

beforeEach(async () => {
  kept = [];
  asked = [];
  answer = null;
  service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, token: String(headers.authorization).replace('Bearer ', '') });
      const send = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
      if (method === 'GET') {
        const reference = new URL(url, 'http://x').searchParams.get('reference');
        return send(200, { notifications: kept.filter((one) => one['reference'] === reference) });
      }
      if (answer !== null) return send(answer.status, answer.body);
      kept.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
      return send(201, { id: 'a' });
    });
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as { port: number };
  mailer = new NotifyMailer({
    apiKey: `westmarch-${SERVICE}-${SECRET}`,
    templates: { digest: 'digest-template', account: 'account-template' },
    from: 'plan@westmarch.example',
    serviceUrl: `http://127.0.0.1:${port}`,
  });
});
afterEach(async () => {
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

it('hands subject and body to the template of the kind of mail, under our reference', async () => {
  expect(await mailer.handOver(mail)).toEqual({ state: 'accepted', messageId: mail.messageId });
  await mailer.handOver({ ...mail, kind: 'account' });
  expect(kept).toEqual([
    {
      email_address: mail.to,
      template_id: 'digest-template',
      reference: mail.messageId,
      personalisation: { subject: mail.subject, body: mail.text },
    },
    expect.objectContaining({ template_id: 'account-template' }),
  ]);
});

it('signs each request as the service', async () => {
  await mailer.handOver(mail);
  const [head, claims, signature] = asked[0]!.token.split('.') as [string, string, string];
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iss: SERVICE });
  expect(signature).toBe(createHmac('sha256', SECRET).update(`${head}.${claims}`).digest('base64url'));
});

it('asks before it repeats, and does not send what is there already', async () => {
  await mailer.handOver(mail);
  expect((await mailer.handOver({ ...mail, isRepeat: true })).state).toBe('accepted');
  expect(kept).toHaveLength(1);
  const other = { ...mail, messageId: '<digest.8@westmarch.example>', isRepeat: true };
  expect((await mailer.handOver(other)).state).toBe('accepted');
  expect(kept).toHaveLength(2);
});

describe('what it answers', () => {
  const errors = (error: string, message: string) => ({ errors: [{ error, message }] });
  it.each([
    [400, errors('ValidationError', 'email_address Not a valid email address'), 'refused'],
    [400, errors('BadRequestError', "Can't send to this recipient using a team-only API key"), 'refused'],
    [400, errors('BadRequestError', 'Missing personalisation: body'), 'try_later'],
    [403, errors('AuthError', 'Invalid token: API key not found'), 'try_later'],
    [429, errors('RateLimitError', 'Exceeded rate limit'), 'try_later'],
    [500, errors('Exception', 'Internal server error'), 'try_later'],
    [502, 'a proxy speaking', 'try_later'],
  ])('%d %j: %s', async (status, body, state) => {
    answer = { status, body };
    const outcome = await mailer.handOver(mail);
    expect(outcome.state).toBe(state);
    expect(outcome).toHaveProperty('why', expect.stringContaining(String(status)));
  });

  it('nothing: worth another try', async () => {
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
    expect((await mailer.handOver(mail)).state).toBe('try_later');
  });
});

it('a key that is none is noticed at start', () => {
  const templates = { digest: 'a', account: 'b' };
  expect(() => new NotifyMailer({ apiKey: 'nonsense', templates, from: 'a@b.example' })).toThrow(
    'NOTIFY_API_KEY',
  );
});
