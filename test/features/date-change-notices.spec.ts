import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../src/features/actions/date-control/date-change-deciding.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
beforeEach(async () => {
  post = await MorningPost.start();
});
afterEach(() => post.stop());

const ask = async (newDueOn: string) => {
  const id = await publishedAction(post.app, post.people);
  await post.sweep('2026-11-23');
  return post.app.get(DateChangeAsking).ask(post.people.owner, id, {
    newDueOn: localDate(newDueOn),
    reason: 'capacity',
    words: 'Too few people',
    meanwhile: 'The rota stands',
  });
};
const lines = async () => (await post.lines()).filter((line) => /to_decide|refused/.test(line));
const how = { words: 'Children wait', meetingId: null, version: null };

describe('a request for another date, morning by morning', () => {
  it('is put to its decider, then every 3 working days, until it is decided', async () => {
    const id = await ask('2027-02-12');
    for (const morning of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']) await post.sweep(morning);
    expect(await lines()).toEqual(['to_decide 0 → lead sent', 'to_decide 3 → lead sent']);
    const [mail] = post.smtp.to('lead@westmarch.example');
    expect(mail!.text).toContain(`/date-changes/${id}`);
    expect(mail!.text).toContain('See every child within ten days');
    const refusal = { kind: 'refuse', reason: how.words } as const;
    await post.app.get(DateChangeDeciding).decide(post.people.lead, id, refusal, how);
    await post.sweep('2026-11-30');
    await post.sweep('2026-12-03');
    expect((await lines()).filter((line) => line.startsWith('refused'))).toEqual([
      'refused 0 → lead sent',
      'refused 0 → owner sent',
    ]);
    expect((await lines()).filter((line) => line.startsWith('to_decide'))).toHaveLength(2);
  });

  it('of the board is put to the chair once, then after the meeting', async () => {
    const chair = await post.app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
    const boards = post.app.get(BoardsService);
    const boardId = await boards.add(post.people.manager, { name: 'The board', kind: 'improvement' });
    const seat = { personId: chair.personId, role: 'chair', fromOn: null, untilOn: null } as const;
    await boards.addMember(post.people.manager, boardId, seat);
    await post.app.get(MeetingsService).add(post.people.manager, {
      boardId,
      meetsOn: localDate('2026-12-14'),
      paperDeadline: null,
      place: null,
    });
    await ask('2027-08-31');
    for (const morning of ['2026-11-24', '2026-11-27', '2026-12-14', '2026-12-15', '2026-12-18']) {
      await post.sweep(morning);
    }
    expect(await lines()).toEqual(['to_decide 0 → chair sent', 'to_decide meeting → chair sent']);
  });
});
