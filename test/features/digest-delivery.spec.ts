import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DigestMail } from '../../src/features/notices/digest-mail.js';
import { DigestSender } from '../../src/features/notices/digest.sender.js';
import { SweepService } from '../../src/features/notices/sweep.service.js';
import { CANCELLED_BY_THE_BOARD } from '../support/cancelled-by-board.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
beforeEach(async () => {
  post = await MorningPost.start();
});
afterEach(() => post.stop());

const publish = (change: Parameters<typeof publishedAction>[2] = {}) =>
  publishedAction(post.app, post.people, change);
const digests = async () =>
  (
    await post.app.owner.query(
      'select state, attempts, unanswered, failure, sent_to, subject from digests order by created_at',
    )
  ).rows;

describe('what becomes of a digest', () => {
  it('accepted: kept as it was sent', async () => {
    await publish();
    await post.sweep('2026-11-23');
    const { rows } = await post.app.owner.query('select * from digests');
    const [mail] = post.smtp.received;
    expect(rows).toMatchObject([
      {
        state: 'sent',
        sent_to: 'owner@westmarch.example',
        message_id: mail!.messageId,
        subject: mail!.subject,
      },
    ]);
    expect(rows[0].body_text.trim()).toBe(mail!.text.trim());
  });

  it('refused for good: ended at once with the words of the provider', async () => {
    await publish();
    post.smtp.behaviour = () => ({ code: 550, words: 'No such person here' });
    expect(await post.sweep('2026-11-23')).toMatchObject({ sent: 0, failed: 1, delayed: 0 });
    const [notice] = await post.notices();
    expect(notice).toMatchObject({
      state: 'failed',
      because: expect.stringContaining('No such person here'),
    });
    post.smtp.behaviour = () => 'accept';
    expect(await post.sweep('2026-11-24')).toMatchObject({ sent: 0, written: 0 });
  });

  it('not now: waits, is tried again under the same Message-ID, and arrives once', async () => {
    await publish();
    post.smtp.behaviour = () => ({ code: 451, words: 'Greylisted' });
    expect(await post.sweep('2026-11-23')).toMatchObject({ sent: 0, failed: 0, delayed: 1 });
    expect(await digests()).toMatchObject([
      { state: 'waiting', attempts: 1, failure: expect.stringContaining('Greylisted') },
    ]);
    post.smtp.behaviour = () => 'accept';
    expect(await post.sweep('2026-11-23')).toMatchObject({ written: 0, sent: 1 });
    expect(post.smtp.received).toHaveLength(1);
    expect(await digests()).toMatchObject([{ state: 'sent', attempts: 2, unanswered: 0, failure: null }]);
  });

  it('not for a day: closed, and what is still true joins the next', async () => {
    const first = await publish({ title: 'First' });
    const second = await publish({ title: 'Second' });
    post.smtp.behaviour = () => ({ code: 451, words: 'Down' });
    await post.sweep('2026-11-23');
    await post.change(CANCELLED_BY_THE_BOARD, first);
    await post.change(`update actions set next_notice_on = '2026-11-24' where id = $1`, first);
    post.smtp.behaviour = () => 'accept';
    expect(await post.sweep('2026-11-24')).toMatchObject({ written: 0, sent: 1, cancelled: 1 });
    expect((await digests()).map(({ state }) => state)).toEqual(['closed', 'sent']);
    expect(post.smtp.received[0]!.text).toContain('Second');
    expect(post.smtp.received[0]!.text).not.toContain('First');
    expect(post.smtp.received[0]!.text).toContain(second);
  });

  it('over a weekend it is closed after a day and joins Monday’s', async () => {
    await publish();
    post.moveTo('2026-11-27');
    post.smtp.behaviour = () => ({ code: 451, words: 'Down' });
    const { digestIds } = await post.app
      .get(SweepService)
      .sweep({ authorityId: post.authorityId, on: localDate('2026-11-27') });
    const send = () => post.app.get(DigestSender).send(post.authorityId, digestIds[0]!);
    expect((await send()).outcome).toBe('later');
    post.moveTo('2026-11-28', '07:29');
    await send();
    expect((await digests())[0].state).toBe('waiting');
    post.moveTo('2026-11-28', '07:30');
    await send();
    expect((await digests())[0].state).toBe('closed');
    post.smtp.behaviour = () => 'accept';
    expect(await post.sweep('2026-11-30')).toMatchObject({ sent: 1 });
  });

  it('whose answer was lost: tried again the next morning as the same mail, and shown as perhaps there twice', async () => {
    await publish();
    post.smtp.beforeAnswer = async () => 'hang up';
    expect(await post.sweep('2026-11-23')).toMatchObject({ sent: 0, delayed: 1 });
    expect(await digests()).toMatchObject([{ state: 'waiting', unanswered: 1 }]);
    post.smtp.beforeAnswer = async () => undefined;
    expect(await post.sweep('2026-11-24')).toMatchObject({ written: 0, sent: 1 });
    const [first, second, ...more] = post.smtp.received;
    expect(more).toEqual([]);
    expect(second!.messageId).toBe(first!.messageId);
    expect(await digests()).toMatchObject([{ state: 'sent', attempts: 2, unanswered: 1 }]);
  });

  it('one that cannot be written does not stop the others', async () => {
    const two = await post.app.person({ email: 'owner.two@westmarch.example', roles: ['owner'] });
    await publish();
    await publish({ ownerId: two.personId });
    const words = post.app.get(DigestMail);
    const html = words.html.bind(words);
    words.html = (content) => {
      if (content.readerName === 'Owner') throw new Error('the template broke');
      return html(content);
    };
    expect(await post.sweep('2026-11-23')).toMatchObject({ sent: 1, delayed: 1 });
    expect(post.smtp.received.map(({ to }) => to)).toEqual([['owner.two@westmarch.example']]);
    expect(await digests()).toContainEqual(
      expect.objectContaining({ state: 'waiting', failure: 'It could not be written: the template broke' }),
    );
    words.html = html;
    expect(await post.sweep('2026-11-24')).toMatchObject({ sent: 1 });
  });

  it('two who send the same digest at one moment send it once', async () => {
    await publish();
    post.moveTo('2026-11-23');
    const { digestIds } = await post.app
      .get(SweepService)
      .sweep({ authorityId: post.authorityId, on: localDate('2026-11-23') });
    post.smtp.slownessMs = 200;
    const sender = post.app.get(DigestSender);
    const outcomes = await Promise.all(
      Array.from({ length: 3 }, () => sender.send(post.authorityId, digestIds[0]!)),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['nothing', 'nothing', 'sent']);
    expect(post.smtp.received).toHaveLength(1);
  });

  it('the account was closed since: closed unsent', async () => {
    await publish();
    post.moveTo('2026-11-23');
    const { digestIds } = await post.app
      .get(SweepService)
      .sweep({ authorityId: post.authorityId, on: localDate('2026-11-23') });
    await post.change('update people set closed_at = now() where id = $1', post.people.owner.personId);
    const delivery = await post.app.get(DigestSender).send(post.authorityId, digestIds[0]!);
    expect(delivery.outcome).toBe('nothing');
    expect(await digests()).toMatchObject([{ state: 'closed', failure: 'The account was closed' }]);
  });
});

it('a deputy who may not open the action gets its reference and no title', async () => {
  const police = crypto.randomUUID();
  await post.change(
    `insert into agencies (authority_id, id, name, kind) values ($1, $2, 'Westmarch Police', 'partner')`,
    post.authorityId,
    police,
  );
  const outsider = await post.app.person({
    email: 'outsider@police.example',
    roles: ['owner'],
    agencyId: police,
  });
  await post.change(
    `update people set deputy_id = $2, away_from = '2026-11-20', away_until = '2026-12-20' where id = $1`,
    post.people.owner.personId,
    outsider.personId,
  );
  await publish({ title: 'A title not for everybody' });
  await post.sweep('2026-11-23');
  const [mail] = post.smtp.to('outsider@police.example');
  expect(mail!.text).not.toContain('A title not for everybody');
  expect(mail!.html).not.toContain('A title not for everybody');
  expect(mail!.text).toMatch(/GIVEN TO YOU\n\nA\S+\n {2}Given to Owner/);
  expect(mail!.text).not.toContain('/actions/');
});

it('a restricted action is told by its title to who may open it, to others by its reference', async () => {
  const chief = await post.app.person({ email: 'chief@westmarch.example', roles: ['owner'] });
  const police = crypto.randomUUID();
  await post.change(
    `insert into agencies (authority_id, id, name, kind, lead_id, board_member_id)
     values ($1, $2, 'Westmarch Police', 'partner', $3, $3)`,
    post.authorityId,
    police,
    chief.personId,
  );
  const id = await publish();
  await post.change(
    `update actions set title = 'A restricted title', restricted = true, agency_id = $2, accountable_lead_id = $3,
            status = 'in_progress', begun_on = start_on where id = $1`,
    id,
    police,
    chief.personId,
  );
  await post.sweep('2027-02-08');
  const [toOwner] = post.smtp.to('owner@westmarch.example');
  expect(toOwner!.text).toContain('A restricted title');
  const [toChief] = post.smtp.to('chief@westmarch.example');
  expect(`${toChief!.subject} ${toChief!.text} ${toChief!.html}`).not.toContain('A restricted title');
});

it('a document with a statutory deadline is told to the plan manager and the director', async () => {
  await post.change(
    `update documents set plan_due_on = '2026-12-18' where authority_id = $1`,
    post.authorityId,
  );
  await post.sweep('2026-11-20').catch(() => undefined);
  await post.sweep('2026-12-04');
  expect((await post.lines()).filter((line) => line.includes('-10'))).toEqual([
    'statutory -10 → director sent',
    'statutory -10 → manager sent',
  ]);
  const [mail] = post.smtp.to('director@westmarch.example').slice(-1);
  expect(mail!.text).toContain('To be submitted by 18 December 2026, in 10 working days');
  expect(mail!.text).toContain('You get this as director');
  await post.change(
    `update documents set plan_submitted_on = '2026-12-08' where authority_id = $1`,
    post.authorityId,
  );
  await post.sweep('2026-12-11');
  expect((await post.lines()).filter((line) => line.includes('statutory -5'))).toEqual([]);
});
