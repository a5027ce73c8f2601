import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { EvidenceModule } from '../../src/features/evidence/evidence.module.js';
import type { GivenAnswer } from '../../src/features/findings/answer-checks.js';
import { FindingAnswersService } from '../../src/features/findings/finding-answers.service.js';
import { FindingsModule } from '../../src/features/findings/findings.module.js';
import type { Person } from '../../src/web/person.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';
import { visitLetter } from '../support/visit-letter.js';

let post: MorningPost;
let quality: Person;
let actionId: string;
let recommendationId: string;
let findingIds: string[];

beforeEach(async () => {
  post = await MorningPost.start({ modules: [EvidenceModule, FindingsModule] });
  quality = await post.app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  const startOn = localDate('2026-11-02');
  actionId = await publishedAction(post.app, post.people, { startOn, requiredEvidence: ['audit'] });
  const { rows } = await post.app.owner.query(`select id from recommendations order by position limit 1`);
  recommendationId = rows[0].id;
  const letter = await visitLetter(post.app, post.authorityId, 'Visit of October', '2026-10-20', [
    { text: 'Children are again visited late.', sentiment: 'weakness' },
    { text: 'Plans are better, and not yet good.', sentiment: 'progress' },
    { text: 'Young carers wait for an assessment.', sentiment: 'weakness' },
  ]);
  ({ findingIds } = letter);
  await post.sweep('2026-11-23');
  post.moveTo('2026-11-24', '10:00');
});
afterEach(() => post.stop());

const given: GivenAnswer = {
  answer: 'supports',
  recommendationIds: [],
  actionIds: [],
  note: 'As they wrote',
  evidenceKind: 'audit',
  outcomes: new Map(),
  concern: '',
  concernPriority: 'recommendation',
};
const answer = (nth: number, change: Partial<GivenAnswer>) =>
  post.app.get(FindingAnswersService).answer(post.people.manager, findingIds[nth]!, { ...given, ...change });
const told = async () => (await post.lines()).filter((line) => !line.startsWith('given'));
const mailTo = (name: string) =>
  post.smtp
    .to(`${name}@westmarch.example`)
    .map(({ text }) => text)
    .join('\n');

describe('What findings bring about is told in the next digest', () => {
  it('not borne out: owner, lead and quality assurance of the action, lead and quality assurance of the recommendation', async () => {
    await answer(0, {
      answer: 'not_borne_out',
      actionIds: [actionId],
      recommendationIds: [recommendationId],
    });
    await post.sweep('2026-11-25');
    expect(await told()).toEqual([
      'not_borne_out 0 → director sent',
      'not_borne_out 0 → lead sent',
      'not_borne_out 0 → owner sent',
      'not_borne_out 0 → quality sent',
      'not_borne_out 0 → quality sent',
    ]);
    expect(mailTo('owner')).toContain('Found not to be borne out on 24 November 2026');
    expect(mailTo('director')).toContain(
      'Effect not confirmed: found not to be borne out on 24 November 2026',
    );
    expect(mailTo('quality')).toContain('quality assurance lead');
    await post.sweep('2026-11-26');
    expect(await told()).toHaveLength(5);
  });

  it('improving, not yet good: owner, lead and quality assurance', async () => {
    await answer(1, { answer: 'improving', actionIds: [actionId] });
    await post.sweep('2026-11-25');
    expect(await told()).toEqual([
      'improving 0 → lead sent',
      'improving 0 → owner sent',
      'improving 0 → quality sent',
    ]);
    expect(mailTo('lead')).toContain('Found to be improving, not yet good on 24 November 2026');
  });

  it('a new concern that wants an action: the plan manager, quality assurance, and its lead or the director', async () => {
    await answer(2, { answer: 'new_concern', concern: 'See that young carers are assessed in time.' });
    await post.sweep('2026-11-25');
    expect(await told()).toEqual([
      'new_concern 0 → director sent',
      'new_concern 0 → manager sent',
      'new_concern 0 → quality sent',
    ]);
    expect(mailTo('manager')).toContain('A new concern raised on 24 November 2026: it wants an action');
    expect(mailTo('manager')).toContain('See that young carers are assessed in time.');
  });

  it('a weakness that waits to be agreed: quality assurance after 5 working days, the plan manager after 10', async () => {
    await answer(0, { answer: 'set_aside', note: 'Another service' });
    for (const day of ['2026-11-25', '2026-12-01', '2026-12-08']) await post.sweep(day);
    expect(await told()).toEqual(['to_check 5 → quality sent', 'to_check 10 → manager sent']);
    expect(mailTo('quality')).toContain('waiting for agreement since 24 November 2026');
    expect(mailTo('quality')).toContain('answer=waiting');
  });

  it('what was agreed or ended before the morning is told nobody', async () => {
    const [linkId] = await answer(0, { answer: 'not_borne_out', actionIds: [actionId] });
    await post.app.get(FindingAnswersService).end(post.people.manager, linkId!, 'Another team was meant');
    await answer(2, { answer: 'set_aside', note: 'Another service' });
    await post.app
      .get(FindingAnswersService)
      .decide(quality, findingIds[2]!, { agree: true, words: 'Agreed' });
    for (const day of ['2026-11-25', '2026-12-01']) await post.sweep(day);
    expect(await told()).toEqual([]);
  });
});
