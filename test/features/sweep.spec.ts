import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { SweepNow } from '../../src/features/notices/sweep-now.js';
import { SweepService } from '../../src/features/notices/sweep.service.js';
import { CANCELLED_BY_THE_BOARD } from '../support/cancelled-by-board.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
beforeEach(async () => {
  post = await MorningPost.start();
});
afterEach(() => post.stop());

/** Published on Monday 23 November 2026, due on Friday 29 January 2027 unless told. */
const publish = (change: Parameters<typeof publishedAction>[2] = {}) =>
  publishedAction(post.app, post.people, change);

const begin = (id: string) =>
  post.change(`update actions set status = 'in_progress', begun_on = start_on where id = $1`, id);

describe('the life of one action, morning by morning', () => {
  it('tells each person each thing once', async () => {
    const id = await publish();
    expect(await post.sweep('2026-11-23')).toMatchObject({ written: 1, sent: 1, failed: 0, cancelled: 0 });
    await begin(id);
    for (const quiet of ['2026-11-24', '2026-12-01', '2027-01-14'])
      expect((await post.sweep(quiet)).written).toBe(0);
    await post.sweep('2027-01-15');
    await post.sweep('2027-01-26');
    await post.sweep('2027-01-29');
    await post.sweep('2027-02-01');
    await post.sweep('2027-02-05');
    await post.sweep('2027-02-08');
    await post.sweep('2027-02-15');
    expect(await post.lines()).toEqual([
      'given 0 → owner sent',
      'due_soon -10 → owner sent',
      'window_open 0 → owner superseded',
      'due_soon -3 → owner sent',
      'window_closing -3 → owner sent',
      'escalation_1 1 → lead sent',
      'overdue 1 → owner sent',
      'turned_red 1 → lead sent',
      'turned_red 1 → owner sent',
      'escalation_2 6 → director sent',
      'overdue 6 → owner sent',
      'overdue 11 → owner sent',
      'window_open 0 → owner sent',
    ]);
    const to = (name: string) => post.smtp.to(`${name}@westmarch.example`).map(({ subject }) => subject);
    expect(to('owner')).toEqual([
      'Westmarch Council improvement plan: 1 item given to you',
      'Westmarch Council improvement plan: 1 item due soon',
      'Westmarch Council improvement plan: 2 items, 1 due soon',
      'Westmarch Council improvement plan: 1 item turned red',
      'Westmarch Council improvement plan: 1 item overdue',
      'Westmarch Council improvement plan: 2 items, 1 overdue',
    ]);
    expect(to('lead')).toEqual(['Westmarch Council improvement plan: 1 item escalated to you']);
    expect(to('director')).toEqual(['Westmarch Council improvement plan: 1 item escalated to you']);
    expect(to('member')).toEqual([]);
    const [mail] = post.smtp.to('director@westmarch.example');
    expect(mail!.text).toContain('See every child within ten days');
    expect(mail!.text).toContain(
      'Escalated to you as director. Overdue working day 6: it was due on 29 January 2027',
    );
    expect(mail!.text).toContain(`/actions/${id}`);
    expect(mail!.html).toContain('Owner: Owner');
    expect(mail!.messageId).toMatch(/^<digest\.[0-9a-f-]{36}@westmarch\.example>$/);
  });

  it('a day that is no working day rates and tells nobody', async () => {
    await publish();
    expect(await post.sweep('2026-11-23')).toMatchObject({ written: 1 });
    const saturday = await post.sweep('2027-01-30');
    expect(saturday).toMatchObject({ written: 0, sent: 0 });
    expect(saturday.rated).toBeGreaterThan(0);
    expect(post.smtp.received).toHaveLength(1);
  });

  it('after two weeks of downtime only the latest that is still true is sent', async () => {
    await begin(await publish());
    await post.sweep('2026-11-23');
    post.smtp.forget();
    const late = await post.sweep('2027-02-12');
    expect(await post.lines()).toEqual([
      'given 0 → owner sent',
      'escalation_1 1 → lead sent',
      'overdue 1 → owner superseded',
      'escalation_2 6 → director sent',
      'overdue 6 → owner sent',
      'turned_red 1 → lead sent',
      'turned_red 1 → owner sent',
    ]);
    expect(late).toMatchObject({ written: 5, superseded: 1, sent: 5 });
    expect(post.smtp.received).toHaveLength(3);
  });
});

describe('safe to repeat', () => {
  it('the same morning again sends nothing twice', async () => {
    await publish();
    await post.sweep('2026-11-23');
    expect(await post.sweep('2026-11-23')).toMatchObject({
      written: 0,
      sent: 0,
      cancelled: 0,
      superseded: 0,
    });
    expect(post.smtp.received).toHaveLength(1);
  });

  it('ten sweeps at one moment send each thing once', async () => {
    for (let n = 0; n < 5; n += 1) await publish({ title: `Action ${n}` });
    await Promise.all(Array.from({ length: 10 }, () => post.sweep('2026-11-23')));
    expect(post.mails()).toEqual([
      'owner@westmarch.example: Westmarch Council improvement plan: 5 items, 5 given to you',
    ]);
    expect(await post.lines()).toEqual(Array.from({ length: 5 }, () => 'given 0 → owner sent'));
  });

  it('what is new after somebody’s digest has gone waits for the next working morning', async () => {
    await publish();
    await post.sweep('2026-11-23');
    await publish({ title: 'Another' });
    expect(await post.sweep('2026-11-23')).toMatchObject({ written: 1, sent: 0 });
    expect(await post.sweep('2026-11-24')).toMatchObject({ written: 0, sent: 1 });
    expect(post.smtp.received).toHaveLength(2);
  });

  it('refuses a morning before the last, and one to come', async () => {
    await post.sweep('2026-11-24');
    await expect(post.sweep('2026-11-23')).rejects.toMatchObject({ code: 'before_last_sweep' });
    post.moveTo('2026-11-24');
    const tomorrow = post.app
      .get(SweepService)
      .sweep({ authorityId: post.authorityId, on: localDate('2026-11-25') });
    await expect(tomorrow).rejects.toMatchObject({ code: 'in_the_future' });
  });

  it('demonstration data may be swept ahead, and its today is then that day', async () => {
    await post.change('update authorities set is_demonstration = true where id = $1', post.authorityId);
    await publish();
    post.moveTo('2026-11-23');
    const swept: string[] = [];
    for await (const one of post.app.get(SweepNow).sweepNow({ on: localDate('2027-02-01') }))
      swept.push(`${one.authority} ${one.on} ${one.sent}`);
    expect(swept).toEqual(['westmarch 2027-02-01 5']);
    const next: string[] = [];
    for await (const one of post.app.get(SweepNow).sweepNow({})) next.push(one.on);
    expect(next).toEqual(['2027-02-01']);
  });
});

describe('what is no longer true is not told', () => {
  it('a moved date cancels what waited for the old one', async () => {
    const id = await publish();
    await post.sweep('2026-11-23');
    await begin(id);
    post.smtp.behaviour = () => ({ code: 451, words: 'Later' });
    await post.sweep('2027-01-15');
    expect(await post.lines()).toContain('due_soon -10 → owner waiting');
    await post.change(
      `update actions set due_on = '2027-03-26', next_notice_on = '2027-01-18' where id = $1`,
      id,
    );
    post.smtp.behaviour = () => 'accept';
    post.smtp.forget();
    expect(await post.sweep('2027-01-18')).toMatchObject({ cancelled: 1 });
    // The window that opens that day is told, and nothing of the old date.
    expect(post.smtp.received.map(({ subject }) => subject)).toEqual([
      'Westmarch Council improvement plan: 1 item to update',
    ]);
    expect(await post.lines()).toContain('due_soon -10 → owner cancelled');
  });

  it('what was cancelled between the sweep and the mail is left out, and the mail with it', async () => {
    const id = await publish();
    post.moveTo('2026-11-23');
    const { digestIds } = await post.app
      .get(SweepService)
      .sweep({ authorityId: post.authorityId, on: localDate('2026-11-23') });
    expect(digestIds).toHaveLength(1);
    await post.change(CANCELLED_BY_THE_BOARD, id);
    expect(await post.sweep('2026-11-23')).toMatchObject({ sent: 0, cancelled: 1 });
    expect(post.smtp.received).toHaveLength(0);
    const { rows } = await post.app.owner.query('select state, failure from digests');
    expect(rows).toEqual([{ state: 'closed', failure: 'Nothing in it was still true' }]);
  });

  it('a new owner is told, the old one no more', async () => {
    const id = await publish();
    await post.sweep('2026-11-23');
    const next = await post.app.person({ email: 'owner.two@westmarch.example', roles: ['owner'] });
    await post.change(
      `update actions set owner_id = $2, given_on = '2026-11-24', next_notice_on = '2026-11-24' where id = $1`,
      id,
      next.personId,
    );
    await post.sweep('2026-11-24');
    await begin(id);
    await post.sweep('2027-01-15');
    expect(post.mails()).toEqual([
      'owner.two@westmarch.example: Westmarch Council improvement plan: 1 item due soon',
      'owner.two@westmarch.example: Westmarch Council improvement plan: 1 item given to you',
      'owner@westmarch.example: Westmarch Council improvement plan: 1 item given to you',
    ]);
  });
});

describe('a preview', () => {
  it('names what the sweep of that day would write, and writes nothing', async () => {
    const id = await publish();
    await post.sweep('2026-11-23');
    await begin(id);
    const before = await post.app.owner.query('select rating, rated_on, next_notice_on from actions');
    const lines: string[] = [];
    const now = post.app.get(SweepNow);
    for await (const one of now.previewNotices({ on: localDate('2027-02-01'), authoritySlug: 'westmarch' })) {
      expect(one).toMatchObject({
        on: '2027-02-01',
        authority: 'westmarch',
        subjectKind: 'action',
        subjectId: id,
      });
      lines.push(`${one.step} ${one.occurrence} ${one.about} ${one.due} ${one.person}`);
    }
    expect(lines.sort()).toEqual([
      'escalation_1 1 2027-01-29 2027-02-01 lead@westmarch.example',
      'overdue 1 2027-01-29 2027-02-01 owner@westmarch.example',
      'turned_red 1 2027-02-01 2027-02-01 lead@westmarch.example',
      'turned_red 1 2027-02-01 2027-02-01 owner@westmarch.example',
    ]);
    expect((await post.app.owner.query('select rating, rated_on, next_notice_on from actions')).rows).toEqual(
      before.rows,
    );
    expect(await post.lines()).toEqual(['given 0 → owner sent']);
    await post.sweep('2027-02-01');
    expect((await post.lines()).length).toBe(1 + lines.length);
  });
});
