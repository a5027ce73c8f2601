import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
let boardId: string;
let meetingId: string;

/** A meeting on Monday 30 November 2026: papers by the 20th, so updates from the 6th, reminder on the 17th. */
beforeEach(async () => {
  post = await MorningPost.start();
  post.moveTo('2026-10-30');
  boardId = await post.app
    .get(BoardsService)
    .add(post.people.manager, { name: 'The board', kind: 'improvement' });
  meetingId = await post.app.get(MeetingsService).add(post.people.manager, {
    boardId,
    meetsOn: localDate('2026-11-30'),
    paperDeadline: null,
    place: null,
  });
});
afterEach(() => post.stop());

const begun = (title: string) =>
  publishedAction(post.app, post.people, { title, startOn: localDate('2026-10-01') });
const windows = async () => (await post.lines()).filter((line) => line.startsWith('window'));
const asked = async (...mornings: string[]) => {
  for (const morning of mornings) await post.sweep(morning);
  return windows();
};

describe('an update window', () => {
  it('is told once for all actions of a person when it opens, and again before it closes', async () => {
    await begun('First');
    await begun('Second');
    expect(await asked('2026-10-30', '2026-11-05')).toEqual([]);
    expect(await asked('2026-11-06', '2026-11-09', '2026-11-16')).toEqual(['window_open 0 → owner sent']);
    expect(await asked('2026-11-17', '2026-11-18', '2026-11-20', '2026-11-23')).toEqual([
      'window_open 0 → owner sent',
      'window_closing -3 → owner sent',
    ]);
    const mail = post.smtp.received.find(({ subject }) => subject.includes('to update'))!;
    expect(mail.text).toContain('Your updates by 20 November 2026');
    expect(mail.text).toMatch(/Asks about \S+, \S+\n/);
  });

  it('is told no more to who has answered', async () => {
    const id = await begun('First');
    await asked('2026-10-30', '2026-11-06');
    post.moveTo('2026-11-10');
    await post.app.get(UpdatesService).record(post.people.owner, id, {
      answer: 'yes',
      forecastOn: null,
      begunOn: localDate('2026-10-01'),
      noChange: false,
      whatChanged: 'The rota stands',
      inTheWay: '',
      whoRemovesIt: '',
    });
    expect(await asked('2026-11-17', '2026-11-18')).toEqual(['window_open 0 → owner sent']);
  });

  it('handed over while it is open, is told to the new owner', async () => {
    const id = await begun('First');
    await asked('2026-10-30', '2026-11-06');
    const next = await post.app.person({ email: 'owner.two@westmarch.example', roles: ['owner'] });
    await post.change(
      `update actions set owner_id = $2, given_on = '2026-11-10', next_notice_on = '2026-11-10' where id = $1`,
      id,
      next.personId,
    );
    expect(await asked('2026-11-10', '2026-11-11', '2026-11-17')).toEqual([
      'window_open 0 → owner sent',
      'window_open 0 → owner.two sent',
      'window_closing -3 → owner.two sent',
    ]);
  });

  it('whose meeting is cancelled wants nothing any more, and what waited is cancelled', async () => {
    await begun('First');
    await asked('2026-10-30');
    post.smtp.behaviour = () => ({ code: 451, words: 'Later' });
    expect(await asked('2026-11-06')).toEqual(['window_open 0 → owner waiting']);
    await post.app.get(MeetingsService).cancel(post.people.manager, meetingId, 1, 'Nobody is free');
    expect(await asked('2026-11-09')).toEqual(['window_open 0 → owner cancelled']);
  });

  it('every second week for an action towards a priority action, reminder on the Wednesday', async () => {
    const id = await begun('First');
    await post.change('update actions set priority_action = true where id = $1', id);
    expect(
      await asked('2026-10-30', '2026-11-06', '2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12'),
    ).toEqual(['window_open 0 → owner sent', 'window_closing -2 → owner sent']);
  });

  it('with nobody to tell of the opening after two weeks of downtime, tells the closing only', async () => {
    await begun('First');
    expect(await asked('2026-10-30', '2026-11-18')).toEqual([
      'window_open 0 → owner superseded',
      'window_closing -3 → owner sent',
    ]);
  });
});
