import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ChallengesModule } from '../../src/features/challenges/challenges.module.js';
import { ChallengesService } from '../../src/features/challenges/challenges.service.js';
import { ExchangeService } from '../../src/features/challenges/exchange.service.js';
import { SweepNow } from '../../src/features/notices/sweep-now.js';
import { MorningPost } from '../support/morning-post.js';

let post: MorningPost;
beforeEach(async () => {
  post = await MorningPost.start({ modules: [ChallengesModule] });
  await post.sweep('2026-11-20');
  post.moveTo('2026-11-20', '14:00');
});
afterEach(() => post.stop());

const raise = (change: { askedOfId?: string; about?: { kind: 'recommendation'; id: string } } = {}) =>
  post.app.get(ChallengesService).raise(post.people.member, {
    question: 'Why do visits take longer than in March?',
    askedOfId: post.people.lead.personId,
    dueOn: localDate('2026-11-27'),
    about: null,
    raisedFrom: '',
    ...change,
  });
const lines = async () => (await post.lines()).filter((line) => line.startsWith('challenge'));
const sweep = async (...mornings: string[]) => {
  for (const morning of mornings) await post.sweep(morning);
};
const answer = (id: string) =>
  post.app.get(ExchangeService).answer(post.people.lead, id, {
    words: 'Two posts were empty',
    evidenceId: null,
    measureValueId: null,
    link: null,
  });

/** Raised on Friday 20 November 2026, to be answered by Friday the 27th. */
describe('a challenge, morning by morning', () => {
  it('is told to the person asked once, then on overdue working days 1, 6 and 11', async () => {
    const id = await raise();
    await sweep(
      '2026-11-23',
      '2026-11-24',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-07',
      '2026-12-14',
    );
    expect(await lines()).toEqual([
      'challenge 0 → lead sent',
      'challenge_overdue 1 → lead sent',
      'challenge_overdue 6 → lead sent',
      'challenge_overdue 11 → lead sent',
    ]);
    const [first, second] = post.smtp.to('lead@westmarch.example');
    expect(first!.text).toContain('C1 Why do visits take longer than in March?');
    expect(first!.text).toContain('put to you on 20 November 2026, to be answered by 27 November 2026');
    expect(first!.text).toContain(`/challenges/${id}`);
    expect(first!.text).toContain('You get this as the person asked');
    expect(second!.text).toContain('The answer to a challenge was due on 27 November 2026');
    expect(post.smtp.to('member@westmarch.example')).toEqual([]);
  });

  it('answered, it is told no more; sent back, it is told again, for the new day', async () => {
    const id = await raise();
    await sweep('2026-11-23');
    await answer(id);
    await sweep('2026-11-30');
    expect(await lines()).toEqual(['challenge 0 → lead sent']);
    post.moveTo('2026-11-30', '14:00');
    await post.app.get(ExchangeService).judge(post.people.member, id, {
      accept: false,
      words: 'By when will it be better?',
      dueOn: localDate('2026-12-04'),
      answerId: null,
    });
    await sweep('2026-12-01', '2026-12-07');
    expect(await lines()).toEqual([
      'challenge 0 → lead sent',
      'challenge 0 → lead sent',
      'challenge_overdue 1 → lead sent',
    ]);
  });

  it('withdrawn before the mail could go, it is cancelled', async () => {
    const id = await raise();
    post.smtp.behaviour = () => ({ code: 451, words: 'Later' });
    await sweep('2026-11-23');
    await post.app.get(ExchangeService).withdraw(post.people.member, id, 'Answered at the meeting');
    await sweep('2026-11-24');
    expect(await lines()).toEqual(['challenge 0 → lead cancelled']);
  });

  it('given to another person, that one is told from then on', async () => {
    const id = await raise();
    await sweep('2026-11-23');
    post.moveTo('2026-11-24', '14:00');
    await post.app.get(ExchangeService).reassign(post.people.manager, id, {
      askedOfId: post.people.director.personId,
      words: '',
      dueOn: null,
    });
    await sweep('2026-11-25', '2026-11-30');
    expect(await lines()).toEqual([
      'challenge 0 → lead sent',
      'challenge 0 → director sent',
      'challenge_overdue 1 → director sent',
    ]);
  });

  it('asked of somebody who has left, it is put to the plan manager, who can give it to somebody else', async () => {
    await raise();
    await post.change('update people set closed_at = now() where id = $1', post.people.lead.personId);
    await sweep('2026-11-23');
    expect(await lines()).toEqual(['challenge 0 → manager sent']);
    const [mail] = post.smtp.to('manager@westmarch.example');
    expect(mail!.text).toContain('as plan manager, as the person asked has left');
  });

  it('about something restricted, its words are not in a mail to somebody who may not read it any more', async () => {
    const { rows } = await post.app.owner.query<{ id: string }>(
      `select id from recommendations where number = '2' and authority_id = $1`,
      [post.authorityId],
    );
    const id = rows[0]!.id;
    await raise({ askedOfId: post.people.owner.personId, about: { kind: 'recommendation', id } });
    await post.change('update recommendations set restricted = true where id = $1', id);
    await sweep('2026-11-23');
    const mails = post.smtp.to('owner@westmarch.example').map(({ text }) => text);
    expect(mails.join()).not.toContain('Why do visits');
  });

  it('is in the preview of a morning, as the contract names it', async () => {
    const id = await raise();
    const seen = [];
    const morning = { on: localDate('2026-11-30'), authoritySlug: 'westmarch' };
    for await (const line of post.app.get(SweepNow).previewNotices(morning)) seen.push(line);
    expect(seen).toContainEqual(
      expect.objectContaining({
        subjectKind: 'challenge',
        subjectId: id,
        step: 'challenge_overdue',
        occurrence: '1',
        person: 'lead@westmarch.example',
      }),
    );
  });
});
