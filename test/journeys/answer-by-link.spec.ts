import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { HomeModule } from '../../src/features/home/home.module.js';
import { PeopleAdminService } from '../../src/features/people/people-admin.service.js';
import type { Person } from '../../src/web/person.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';
import type { ReceivedMail } from '../support/smtp-server.js';
import type { Seen } from '../support/visitor.js';

/**
 * Wednesday 18 November 2026: the window of November has been open since the 17th and closes on the 30th. Two actions
 * are due on 2 December, so their owner gets a mail that morning.
 */
describe('An owner answers by the link of a mail, without signing in', () => {
  let post: MorningPost;
  let first: string;
  let second: string;

  beforeAll(async () => {
    post = await MorningPost.start({ modules: [HomeModule], at: '2026-11-10T09:00:00Z' });
    const dates = { startOn: localDate('2026-09-01'), dueOn: localDate('2026-12-02') };
    first = await publishedAction(post.app, post.people, { ...dates, title: 'See every child in time' });
    second = await publishedAction(post.app, post.people, { ...dates, title: 'Record supervision' });
    await post.change(
      `update actions set status = 'in_progress', begun_on = start_on where title <> 'See every child in time'`,
    );
  });
  afterAll(() => post.stop());

  const mailTo = async (address: string, day: string): Promise<ReceivedMail> => {
    const before = post.smtp.received.length;
    await post.sweep(day);
    const mail = post.smtp.received.slice(before).find(({ to }) => to.includes(address));
    if (!mail) throw new Error(`No mail to ${address} on ${day}`);
    return mail;
  };
  const linkIn = (mail: ReceivedMail): string => {
    const found = /https?:\/\/[^/\s]+(\/answer\?link=[\w-]+)/.exec(mail.text);
    if (!found) throw new Error(`No link in: ${mail.text}`);
    return found[1] as string;
  };
  const open = (link: string): Promise<Seen> => post.app.visitor().get(link);
  const yes = (id: string, whatChanged: string) => ({
    [`${id}.answer`]: 'yes',
    [`${id}.whatChanged`]: whatChanged,
  });
  const updates = async (): Promise<Record<string, unknown>[]> =>
    (await post.app.owner.query('select * from progress_updates order by written_at, action_id')).rows;
  /** A new window for the same actions would take weeks: what was answered is as if it never was. */
  const forget = () => post.change('delete from progress_updates');

  let mail: ReceivedMail;
  let link: string;

  it('the mail of the open window has it, in words and as a button, and the copy we keep does not', async () => {
    mail = await mailTo('owner@westmarch.example', '2026-11-18');
    link = linkIn(mail);
    expect(mail.text).toContain('ANSWER WITHOUT SIGNING IN\n\n  2 actions until 30 November 2026:');
    expect(mail.text).toContain('works once, until the end of 23 November 2026');
    expect(mail.html).toContain(link.replace('&', '&amp;'));
    const kept = await post.app.owner.query('select body_text from digests order by created_at desc limit 1');
    expect(kept.rows[0].body_text).toContain('/answer?link=…');
    expect(kept.rows[0].body_text).not.toContain(link.split('=')[1]);
    const token = link.split('=')[1] as string;
    const stored = await post.app.owner.query(`select token_hash from answer_links`);
    expect(stored.rows.map((row: { token_hash: Buffer }) => row.token_hash.toString())).not.toContain(token);
  });

  it('opening it, even ten times, uses nothing up and tells nobody where it was', async () => {
    for (let times = 0; times < 10; times += 1) await open(link);
    const seen = await open(link);
    expect(seen.status).toBe(200);
    expect(seen.heading).toBe('How are your actions going?');
    expect(seen.text).toContain('Will you meet 2 December 2026?');
    expect(seen.text).toContain('Owner, by link sent to owner@westmarch.example');
    expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
    expect(seen.headers.get('cache-control')).toContain('no-store');
    const elsewhere = [...seen.html.matchAll(/(?:src|href|action)="(https?:[^"]+)"/g)].map(([, url]) => url);
    expect(elsewhere).toEqual([]);
  });

  it('what is wrong is shown again with everything typed, and the link still works', async () => {
    const seen = await open(link);
    const visitor = post.app.visitor();
    const nothing = await visitor.submit(seen, 'Save my answers');
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('Answer at least one question');
    const half = await visitor.submit(seen, 'Save my answers', yes(first, 'Five of six teams are in time.'));
    expect(half.status).toBe(422);
    expect(half.text).toContain('A2 is not answered. Answer, or tick that you leave the rest');
    expect(half.html).toContain('Five of six teams are in time.');
    const late = await visitor.submit(seen, 'Save my answers', {
      ...yes(first, 'Five of six teams are in time.'),
      [`${second}.answer`]: 'no_by',
      [`${second}.forecastOn-day`]: '1',
      [`${second}.forecastOn-month`]: '12',
      [`${second}.forecastOn-year`]: '2026',
      [`${second}.whatChanged`]: 'Waits for the new form.',
    });
    expect(late.status).toBe(422);
    expect(late.text).toContain('A2: The date must be after the due date');
    expect(late.html).toContain('Waits for the new form.');
    expect(await updates()).toEqual([]);
    expect((await open(link)).status).toBe(200);
  });

  it('what looks like a child’s details is pointed out here too, and a reason is kept without a name', async () => {
    const visitor = post.app.visitor();
    const telling = { ...yes(first, 'NHS number 943 476 5919 was seen in time.'), leaveRest: 'true' };
    const asked = await visitor.submit(await open(link), 'Save my answers', telling);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Why these details must stay');
    expect(await updates()).toEqual([]);
    const again = await post.app.visitor().submit(asked, 'Save my answers', {
      ...telling,
      [`${first}.privacyReason`]: 'A made-up number of the training',
      [`${second}.answer`]: 'yes',
    });
    expect(again.text).toContain('A2: Enter what has changed');
    const { rows } = await post.app.owner.query('select * from privacy_overrides');
    expect(rows).toEqual([]);
  });

  it('one press saves all, signed by the link, in the history under the link, and the link is used up', async () => {
    const done = await post.app.visitor().submit(await open(link), 'Save my answers', {
      ...yes(first, 'Five of six teams are in time.'),
      [`${second}.answer`]: 'dont_know',
      [`${second}.noChangeBecause`]: 'The form is still being tried',
    });
    expect(done.heading).toBe('Thank you');
    expect(done.text).toContain('2 answers were saved');
    const again = await open(link);
    expect(again.status).toBe(410);
    expect(again.heading).toBe('This link has been used');
    const manager = await post.app.signIn('manager@westmarch.example', { authority: 'westmarch' });
    const action = await manager.get(`/actions/${first}`);
    expect(action.text).toContain('Owner, by link sent to owner@westmarch.example 18 November 2026');
    const history = await manager.get(`/history/actions/${first}`);
    expect(history.text).toContain('By a link in a mail');
    const { rows } = await post.app.owner.query(
      `select v.actor_id = l.id::text as by_link from versions v, answer_links l
        where v.entity = 'progress_updates' and v.actor_kind = 'link' and l.used_at is not null`,
    );
    expect(rows).toEqual([{ by_link: true }, { by_link: true }]);
  });

  it('two presses at one moment save once', async () => {
    await forget();
    const { AnswerLinks } = await import('../../src/features/actions/answer-links/answer-links.service.js');
    const ownerId = post.people.owner.personId;
    const [made] = await post.app.database.forAuthority(post.authorityId, { kind: 'sweep' }, (tx) =>
      post.app.get(AnswerLinks).make(tx, [{ readerId: ownerId, ownerId }]),
    );
    const fields = {
      ...yes(first, 'NHS number 943 476 5919, pressed twice.'),
      [`${first}.privacyReason`]: 'A made-up number of the training',
      leaveRest: 'true',
    };
    const both = await Promise.all(
      [1, 2].map(() =>
        post.app.visitor().post('/answer', { link: made!.path.split('=')[1] as string, ...fields }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await updates()).toHaveLength(1);
    const { rows } = await post.app.owner.query('select person_id, place, reason from privacy_overrides');
    expect(rows).toEqual([{ person_id: null, place: '/answer', reason: 'A made-up number of the training' }]);
    await forget();
  });

  describe('is dead', () => {
    const fresh = async (ownerId = post.people.owner.personId, readerId = ownerId): Promise<string> => {
      const { AnswerLinks } = await import('../../src/features/actions/answer-links/answer-links.service.js');
      const [made] = await post.app.database.forAuthority(post.authorityId, { kind: 'sweep' }, (tx) =>
        post.app.get(AnswerLinks).make(tx, [{ readerId, ownerId }]),
      );
      return made!.path;
    };

    it('when it was never one, and soon nobody may try more', async () => {
      const nothing = await open(`/answer?link=${'x'.repeat(43)}`);
      expect(nothing.status).toBe(410);
      expect(nothing.heading).toBe('This link does not work');
      expect((await post.app.visitor().post('/answer', { link: 'x' })).status).toBe(410);
      const tries = await Promise.all([...Array(31).keys()].map((n) => open(`/answer?link=${n}`)));
      expect(tries.at(-1)?.text).toContain('too many tries from this computer');
      post.moveTo('2026-11-18', '08:00');
    });

    it('after three working days: on the evening of the third it works, the next morning it does not', async () => {
      const there = await fresh();
      post.moveTo('2026-11-23', '22:00');
      expect((await open(there)).status).toBe(200);
      post.moveTo('2026-11-24', '00:30');
      expect((await open(there)).heading).toBe('This link is too old');
      post.moveTo('2026-11-18');
    });

    it('for an action that got another owner, and for it alone', async () => {
      const there = await fresh();
      const other = await post.app.person({ email: 'other@westmarch.example', roles: ['owner'] });
      await handOver(first, other);
      const seen = await open(there);
      expect(seen.text).toContain('Record supervision');
      expect(seen.text).not.toContain('See every child in time');
      await post.app.visitor().post('/answer', {
        link: there.split('=')[1] as string,
        leaveRest: 'true',
        ...yes(first, 'Not mine.'),
      });
      expect(await updates()).toEqual([]);
      await handOver(first, post.people.owner);
    });

    it('for what was answered another way meanwhile', async () => {
      const there = await fresh();
      await post.app.get(UpdatesService).record(post.people.owner, first, {
        answer: 'yes',
        forecastOn: null,
        begunOn: null,
        noChange: false,
        whatChanged: 'Signed in.',
        inTheWay: '',
        whoRemovesIt: '',
      });
      expect((await open(there)).text).not.toContain('See every child in time');
      await forget();
    });

    it('when the plan turns links off, and then no mail has one', async () => {
      const there = await fresh();
      await post.change('update plans set answers_by_link = false');
      expect((await open(there)).heading).toBe('This link has been turned off');
      expect(await fresh().catch(() => 'none')).toBe('none');
      await post.change('update plans set answers_by_link = true');
      expect((await open(there)).status).toBe(200);
    });

    it('when the account is closed', async () => {
      const there = await fresh();
      const administrator = await post.app.person({
        email: 'admin@westmarch.example',
        roles: ['administrator'],
      });
      const { rows } = await post.app.owner.query('select version from people where id = $1', [
        post.people.owner.personId,
      ]);
      await post.app
        .get(PeopleAdminService)
        .close(administrator, post.people.owner.personId, rows[0].version);
      expect((await open(there)).heading).toBe('This link has been turned off');
      await post.change('update people set closed_at = null where id = $1', post.people.owner.personId);
    });

    async function handOver(id: string, to: Person): Promise<void> {
      const { rows } = await post.app.owner.query('select version from actions where id = $1', [id]);
      await post.app
        .get(ActionsService)
        .change(post.people.manager, id, rows[0].version, { ownerId: to.personId });
    }

    it('a deputy’s answers are signed for the owner, and restricted actions are not theirs to see', async () => {
      const deputy = await post.app.person({ email: 'deputy@westmarch.example', roles: ['owner'] });
      await post.change(`update actions set restricted = true where id = $1`, second);
      const there = await fresh(post.people.owner.personId, deputy.personId);
      const seen = await open(there);
      expect(seen.heading).toBe('Answer for Owner');
      expect(seen.text).not.toContain('Record supervision');
      await post.app.visitor().submit(seen, 'Save my answer', yes(first, 'Told me before the leave.'));
      const manager = await post.app.signIn('manager@westmarch.example', { authority: 'westmarch' });
      expect((await manager.get(`/actions/${first}`)).text).toContain(
        'Deputy for Owner, by link sent to deputy@westmarch.example',
      );
    });
  });
});
