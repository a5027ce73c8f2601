import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { CancellationService } from '../../src/features/actions/cancellation.service.js';
import { CompletionModule } from '../../src/features/actions/completion.module.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { RecommendationLifeService } from '../../src/features/recommendations/recommendation-life.service.js';
import type { Person } from '../../src/web/person.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
let chair: Person;

/** The board meets on Monday 14 December 2026. */
beforeEach(async () => {
  post = await MorningPost.start({ modules: [CompletionModule] });
  chair = await post.app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
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
});
afterEach(() => post.stop());

const told = async (step: string) => (await post.lines()).filter((line) => line.startsWith(step));
const sweep = async (...mornings: string[]) => {
  for (const morning of mornings) await post.sweep(morning);
};

describe('what waits for the board', () => {
  it('a request to cancel an action: the chair once, then after the meeting, and no more when it is dropped', async () => {
    const id = await publishedAction(post.app, post.people);
    await sweep('2026-11-23');
    await post.app.get(CancellationService).ask(post.people.manager, id, 'The service was closed');
    await sweep('2026-11-24', '2026-11-27', '2026-12-14', '2026-12-15', '2026-12-18');
    expect(await told('to_decide')).toEqual(['to_decide 0 → chair sent', 'to_decide meeting → chair sent']);
    const [mail] = post.smtp.to('chair@westmarch.example');
    expect(mail!.text).toContain('A request to cancel it: waiting for a decision since 23 November 2026');
    expect(mail!.text).toContain('You get this as chair of the board');
  });

  it('dropped before the mail could go, it is cancelled', async () => {
    const id = await publishedAction(post.app, post.people);
    await sweep('2026-11-23');
    await post.app.get(CancellationService).ask(post.people.manager, id, 'The service was closed');
    post.smtp.behaviour = () => ({ code: 451, words: 'Later' });
    await sweep('2026-11-24');
    await post.app.get(CancellationService).drop(post.people.manager, id);
    await sweep('2026-11-25');
    expect(await told('to_decide')).toEqual(['to_decide 0 → chair cancelled']);
  });

  it('a recommendation proposed as met: the chair; reopened later: its lead, in the next digest', async () => {
    const { rows } = await post.app.owner.query<{ id: string }>(
      `select id from recommendations where number = '2' and authority_id = $1`,
      [post.authorityId],
    );
    const id = rows[0]!.id;
    await post.change('update recommendations set lead_id = $2 where id = $1', id, post.people.lead.personId);
    const life = post.app.get(RecommendationLifeService);
    await sweep('2026-11-23');
    await life.propose(post.people.manager, id, {
      effectStatement: 'Supervision is regular in every team',
      measure: 'Supervised in time: 96%',
      inspectorsWord: 'Regular',
    });
    await sweep('2026-11-24');
    expect(await told('to_decide')).toEqual(['to_decide 0 → chair sent']);
    const [mail] = post.smtp.to('chair@westmarch.example');
    expect(mail!.text).toContain('Recommendation 2 Improve the supervision of social workers');
    expect(mail!.text).toContain('Proposed as met: waiting for a decision since 23 November 2026');
    await life.decide(chair, id, { met: true, words: 'We agree', meetingId: null });
    await sweep('2026-11-25', '2026-12-15');
    await life.reopen(post.people.manager, id, 'A visit found otherwise');
    await sweep('2026-12-16', '2026-12-17');
    expect(await told('to_decide')).toHaveLength(1);
    expect(await told('reopened')).toEqual(['reopened 0 → lead sent']);
  });
});
