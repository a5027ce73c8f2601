import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { CommentaryService } from '../../src/features/packs/commentary.service.js';
import { ExplanationsService } from '../../src/features/packs/explanations.service.js';
import { DigestSender } from '../../src/features/notices/digest.sender.js';
import { SweepService } from '../../src/features/notices/sweep.service.js';
import { PackIssuingService } from '../../src/features/packs/pack-issuing.service.js';
import { PacksModule } from '../../src/features/packs/packs.module.js';
import { PacksService } from '../../src/features/packs/packs.service.js';
import type { Person } from '../../src/web/person.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
let boardId: string;
let chair: Person;

/** The board meets on Monday 14 December 2026: papers are due on Friday the 4th, explanations asked on Friday 27 November. */
beforeEach(async () => {
  post = await MorningPost.start({ modules: [PacksModule] });
  post.moveTo('2026-11-02', '09:00');
  chair = await post.app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  await post.app.person({ email: 'lead.member@westmarch.example', roles: ['lead_member'] });
  await post.app.person({ email: 'other.member@westmarch.example', roles: ['member'] });
  const boards = post.app.get(BoardsService);
  boardId = await boards.add(post.people.manager, { name: 'Improvement board', kind: 'improvement' });
  for (const [person, role] of [
    [chair, 'chair'],
    [post.people.member, 'member'],
  ] as const) {
    const seat = { personId: person.personId, role, fromOn: null, untilOn: null };
    await boards.addMember(post.people.manager, boardId, seat);
  }
});
afterEach(() => post.stop());

const meeting = (meetsOn: string) =>
  post.app.get(MeetingsService).add(post.people.manager, {
    boardId,
    meetsOn: localDate(meetsOn),
    paperDeadline: null,
    place: null,
  });
const linesOf = async (step: string) => (await post.lines()).filter((line) => line.startsWith(step));
const sweep = async (...mornings: string[]) => {
  for (const morning of mornings) await post.sweep(morning);
};

async function issue(meetingId: string): Promise<string> {
  const { manager, director, lead } = post.people;
  const packs = post.app.get(PacksService);
  const id = await packs.begin(manager, meetingId);
  await packs.openForCommentary(manager, id);
  for (const person of [director, lead]) {
    const words = { better: 'More is known', worries: '', asks: '' };
    await post.app.get(CommentaryService).write(person, id, words, null);
  }
  await packs.clear(director, id, '');
  await post.app.get(PackIssuingService).issue(manager, id);
  return id;
}

/** Due on Friday 6 November 2026: overdue working day 11 is Monday the 23rd. */
const lateAction = () =>
  publishedAction(post.app, post.people, {
    startOn: localDate('2026-09-01'),
    dueOn: localDate('2026-11-06'),
  });

describe('an issued pack', () => {
  it('is told to the members of the board and the lead member, once, as a link', async () => {
    await lateAction();
    const meetingId = await meeting('2026-12-14');
    post.moveTo('2026-12-04', '14:00');
    const id = await issue(meetingId);
    await sweep('2026-12-07', '2026-12-08');
    expect(await linesOf('pack_issued')).toEqual([
      'pack_issued 0 → chair sent',
      'pack_issued 0 → lead.member sent',
      'pack_issued 0 → member sent',
    ]);
    const mails = post.smtp.to('member@westmarch.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain('Pack 1 Improvement board, meeting of 14 December 2026');
    expect(mails[0]!.text).toContain('The papers were issued on 4 December 2026');
    expect(mails[0]!.text).toContain(`/packs/${id}`);
    expect(mails[0]!.text).not.toContain('See every child');
  });

  it('issued after the morning is told the same day, to who had mail that morning with the next', async () => {
    await lateAction();
    const meetingId = await meeting('2026-12-14');
    await sweep('2026-12-04');
    post.smtp.forget();
    post.moveTo('2026-12-04', '14:00');
    await issue(meetingId);
    const tell = () => post.app.get(SweepService).tellNow(post.authorityId, 'pack');
    const digestIds = await tell();
    await post.app.get(DigestSender).sendAll(post.authorityId, digestIds);
    expect(await tell()).toEqual([]);
    expect(post.mails()).toEqual([
      expect.stringMatching(/^chair@.*: 1 /),
      expect.stringMatching(/^lead\.member@/),
      expect.stringMatching(/^member@/),
    ]);
    await sweep('2026-12-07');
    expect((await linesOf('pack_issued')).every((line) => line.endsWith('sent'))).toBe(true);
    expect(post.smtp.to('member@westmarch.example')).toHaveLength(1);
  });

  it('issued before the morning waits for it', async () => {
    await lateAction();
    const meetingId = await meeting('2026-12-14');
    await sweep('2026-12-03');
    post.moveTo('2026-12-04', '06:00');
    await issue(meetingId);
    expect(await post.app.get(SweepService).tellNow(post.authorityId, 'pack')).toEqual([]);
    expect(await linesOf('pack_issued')).toEqual([]);
    await sweep('2026-12-04');
    expect(await linesOf('pack_issued')).toHaveLength(3);
  });

  it('of which a correction was issued before anybody was told is told as the correction only', async () => {
    await lateAction();
    const meetingId = await meeting('2026-12-14');
    post.moveTo('2026-12-04', '14:00');
    const first = await issue(meetingId);
    const packs = post.app.get(PacksService);
    const next = await packs.correct(post.people.manager, first, 'A date was wrong');
    await packs.clear(post.people.director, next, '');
    await post.app.get(PackIssuingService).issue(post.people.manager, next);
    await sweep('2026-12-07');
    const [mail, ...more] = post.smtp.to('member@westmarch.example');
    expect(more).toEqual([]);
    expect(mail!.text).toContain('Pack 1, issue 2');
    expect(mail!.text).toContain(`/packs/${next}`);
    expect(mail!.text).not.toContain(first);
  });
});

describe('the explanation of an exception', () => {
  it('is wanted from the owner five working days before the papers are due', async () => {
    await lateAction();
    await meeting('2026-12-14');
    await sweep('2026-11-25', '2026-11-26');
    expect(await linesOf('explanation_wanted')).toEqual([]);
    await sweep('2026-11-27', '2026-11-30');
    expect(await linesOf('explanation_wanted')).toEqual(['explanation_wanted -5 → owner sent']);
    const mail = post.smtp.to('owner@westmarch.example').at(-1);
    expect(mail!.text).toContain('See every child within ten days');
  });

  it('is not asked for once it was given, nor for an action that is no exception by then', async () => {
    const id = await lateAction();
    await publishedAction(post.app, post.people, {
      startOn: localDate('2026-09-01'),
      dueOn: localDate('2026-12-01'),
    });
    await meeting('2026-12-14');
    post.moveTo('2026-11-24', '10:00');
    await post.app.get(ExplanationsService).explain(post.people.owner, id, {
      inTheWay: 'No rooms',
      willBeDone: 'Rooms are rented',
      recoveryOn: null,
    });
    await sweep('2026-11-27', '2026-12-03');
    expect(await linesOf('explanation_wanted')).toEqual([]);
  });

  it('is wanted of what was Red in the last pack and still is, however short a time it has been late', async () => {
    const id = await publishedAction(post.app, post.people, {
      startOn: localDate('2026-09-01'),
      dueOn: localDate('2026-12-02'),
    });
    const first = await meeting('2026-12-07');
    post.moveTo('2026-12-03', '14:00');
    await issue(first);
    await meeting('2026-12-21');
    // Papers are due on Friday 11 December: asked for on Friday the 4th, on overdue working day 2.
    await sweep('2026-12-04');
    expect(await linesOf('explanation_wanted')).toEqual(['explanation_wanted -5 → owner sent']);
    expect(id).not.toBe('');
  });

  it('follows a meeting that is planned late', async () => {
    await lateAction();
    await sweep('2026-11-30');
    post.moveTo('2026-11-30', '14:00');
    await meeting('2026-12-14');
    await sweep('2026-12-01');
    expect(await linesOf('explanation_wanted')).toEqual(['explanation_wanted -5 → owner sent']);
  });
});
