import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
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

describe('who is told', () => {
  it('a step never goes to the owner or below: a lead who owns the action is passed over', async () => {
    const id = await publish({ ownerId: post.people.lead.personId });
    await begin(id);
    await post.sweep('2026-11-23');
    await post.sweep('2027-02-01');
    expect(await post.lines()).toEqual([
      'given 0 → lead sent',
      'escalation_1 1 → director sent',
      'overdue 1 → lead sent',
      'turned_red 1 → director sent',
      'turned_red 1 → lead sent',
    ]);
  });

  it('a partner’s chain is its own: its lead, then its board member', async () => {
    const agencyId = crypto.randomUUID();
    await post.change(
      `insert into agencies (authority_id, id, name, kind) values ($1, $2, 'Westmarch Police', 'partner')`,
      post.authorityId,
      agencyId,
    );
    const officer = await post.app.person({ email: 'officer@police.example', roles: ['owner'], agencyId });
    const chief = await post.app.person({ email: 'chief@police.example', roles: ['owner'], agencyId });
    const board = await post.app.person({ email: 'board@police.example', roles: ['member'], agencyId });
    await post.change(
      `update agencies set lead_id = $2, board_member_id = $3 where id = $1`,
      agencyId,
      chief.personId,
      board.personId,
    );
    const id = await publish();
    await post.change(
      `update actions set agency_id = $2, owner_id = $3, accountable_lead_id = $4 where id = $1`,
      id,
      agencyId,
      officer.personId,
      chief.personId,
    );
    await begin(id);
    await post.sweep('2027-02-08');
    expect((await post.lines()).filter((line) => line.startsWith('escalation'))).toEqual([
      'escalation_1 1 → chief sent',
      'escalation_2 6 → board sent',
    ]);
    expect(post.smtp.to('director@westmarch.example')).toEqual([]);
  });

  it('a deputy named for an absence gets it, and the absent person sees it on return', async () => {
    const deputy = await post.app.person({ email: 'deputy@westmarch.example', roles: ['lead'] });
    await post.change(
      `update people set deputy_id = $2, away_from = '2026-11-20', away_until = '2026-11-25' where id = $1`,
      post.people.owner.personId,
      deputy.personId,
    );
    await publish();
    await post.sweep('2026-11-23');
    expect(await post.lines()).toEqual(['given 0 → owner sent']);
    const [mail] = post.smtp.to('deputy@westmarch.example');
    expect(mail!.text).toContain('For Owner, who is away');
    expect(mail!.text).toContain('Given to Owner on 23 November 2026');
    await post.sweep('2026-11-25');
    expect(post.smtp.to('owner@westmarch.example')).toEqual([]);
    await post.sweep('2026-11-26');
    const [back] = post.smtp.to('owner@westmarch.example');
    expect(back!.subject).toBe('Westmarch Council improvement plan: what came while you were away');
    expect(back!.text).toContain('WHILE YOU WERE AWAY');
    expect(back!.text).toContain('Given to you on 23 November 2026');
    await post.sweep('2026-11-27');
    expect(post.smtp.received).toHaveLength(2);
  });

  it('somebody who left is told nothing; the next person up is', async () => {
    const id = await publish();
    await begin(id);
    await post.change('update people set closed_at = now() where id = $1', post.people.owner.personId);
    await post.sweep('2027-02-01');
    expect(await post.lines()).toEqual([
      'escalation_1 1 → lead sent',
      'overdue 1 → lead sent',
      'turned_red 1 → lead sent',
    ]);
    expect(post.smtp.received).toHaveLength(1);
    expect(post.smtp.received[0]!.text.match(/See every child/g)).toHaveLength(1);
  });
});

describe('the digest', () => {
  it('has one line for a subject with all its reasons, the worst first, and says how many', async () => {
    const id = await publish({ title: 'First' });
    await publish({ title: 'Second', dueOn: localDate('2027-02-15') });
    await begin(id);
    await post.sweep('2027-02-01');
    const [mail] = post.smtp.to('owner@westmarch.example');
    expect(mail!.subject).toBe('Westmarch Council improvement plan: 2 items, 1 turned red');
    expect(mail!.text.match(/A\S* First/g)).toHaveLength(1);
    expect(mail!.text.indexOf('TURNED RED')).toBeLessThan(mail!.text.indexOf('DUE SOON'));
    expect(mail!.text).toContain('Due on 15 February 2027, in 10 working days');
  });

  it('the first of a week that has something new lists what is still open', async () => {
    await begin(await publish({ title: 'First one', dueOn: localDate('2027-01-29') }));
    await begin(await publish({ title: 'Second one', dueOn: localDate('2027-02-05') }));
    await begin(await publish({ title: 'Third one', dueOn: localDate('2027-02-08') }));
    for (const day of ['2027-02-01', '2027-02-08', '2027-02-09']) await post.sweep(day);
    const [, monday, tuesday] = post.smtp.to('lead@westmarch.example').map(({ text }) => text);
    const [news, before] = monday!.split('STILL OPEN, TOLD BEFORE');
    expect(news).toContain('Second one');
    expect(news).not.toContain('First one');
    expect(before).toContain('First one');
    expect(tuesday).toContain('Third one');
    expect(tuesday).not.toContain('STILL OPEN');
  });

  it('escapes what people wrote', async () => {
    await publish({ title: 'Review <script>alert(1)</script> & "plans"' });
    await post.sweep('2026-11-23');
    const [mail] = post.smtp.received;
    expect(mail!.html).not.toContain('<script>');
    expect(mail!.text).toContain('Review <script>alert(1)</script> & "plans"');
  });
});

describe('an import of actions that are late already', () => {
  const lateOnes = async (count: number) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      ids.push(
        await publish({
          title: `Late ${n}`,
          startOn: localDate('2026-10-01'),
          dueOn: localDate('2026-11-02'),
        }),
      );
    }
    return ids;
  };

  it('starts at the first steps on the next working morning, and gives the plan manager one list', async () => {
    await post.sweep('2026-11-20');
    post.moveTo('2026-11-23', '10:00');
    await lateOnes(3);
    await post.sweep('2026-11-24');
    expect(post.mails()).toEqual([
      'lead@westmarch.example: Westmarch Council improvement plan: 3 items, 3 escalated to you',
      'manager@westmarch.example: Westmarch Council improvement plan: 3 actions were late when they were published',
      'owner@westmarch.example: Westmarch Council improvement plan: 3 items, 3 turned red',
    ]);
    const [mail] = post.smtp.to('manager@westmarch.example');
    expect(mail!.text).toContain('/notices/late-when-published');
    expect(mail!.html).toContain('/notices/late-when-published');
    await post.sweep('2026-11-25');
    expect(post.smtp.to('manager@westmarch.example')).toHaveLength(1);
    expect((await post.lines()).filter((line) => line.startsWith('overdue'))).toEqual([
      'overdue 1 → owner sent',
      'overdue 1 → owner sent',
      'overdue 1 → owner sent',
    ]);
  });
});
