import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { CompletionService } from '../../src/features/actions/completion.service.js';
import { NotBorneOutService } from '../../src/features/actions/not-borne-out.service.js';
import { EvidenceModule } from '../../src/features/evidence/evidence.module.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import type { Person } from '../../src/web/person.js';
import { IMPACT, item } from '../support/completion-scene.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
let quality: Person;
let id: string;

beforeEach(async () => {
  post = await MorningPost.start({ modules: [EvidenceModule] });
  quality = await post.app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  id = await publishedAction(post.app, post.people, {
    startOn: localDate('2026-11-02'),
    requiredEvidence: ['audit'],
  });
  await post.sweep('2026-11-23');
});
afterEach(() => post.stop());

const told = async () => (await post.lines()).filter((line) => !line.startsWith('given'));
const supply = () => post.app.get(EvidenceService).supply(post.people.owner, [id], item('audit'));
const decide = (evidenceId: string, accept: boolean) =>
  post.app
    .get(EvidenceService)
    .decide(quality, evidenceId, { accept, reason: 'Looked at', actionId: id, fileNumber: null });
const report = () =>
  post.app.get(CompletionService).report(post.people.owner, id, { impactStatement: IMPACT, milestones: [] });

describe('what waits to be checked', () => {
  it('evidence: the quality assurance lead after 5 working days, the plan manager after 10', async () => {
    post.moveTo('2026-11-24');
    await supply();
    for (const day of ['2026-11-25', '2026-12-01', '2026-12-02', '2026-12-08', '2026-12-09'])
      await post.sweep(day);
    expect(await told()).toEqual(['to_check 5 → quality sent', 'to_check 10 → manager sent']);
    const [mail] = post.smtp.to('quality@westmarch.example');
    expect(mail!.text).toContain('Waiting to be checked since 24 November 2026');
    expect(mail!.text).toContain('Evidence for See every child within ten days');
  });

  it('a completion whose evidence is accepted', async () => {
    post.moveTo('2026-11-24');
    await decide(await supply(), true);
    await report();
    for (const day of ['2026-11-25', '2026-12-01', '2026-12-02']) await post.sweep(day);
    expect(await told()).toEqual(['to_check 5 → quality sent']);
  });

  it('refused evidence: owner and lead, in the next digest, once', async () => {
    post.moveTo('2026-11-24');
    await decide(await supply(), false);
    for (const day of ['2026-11-25', '2026-11-26', '2026-12-09']) await post.sweep(day);
    expect(await told()).toEqual(['refused 0 → lead sent', 'refused 0 → owner sent']);
  });
});

describe('what did not hold', () => {
  it('a refused completion and a reopening are told to owner and lead', async () => {
    post.moveTo('2026-11-24');
    await report();
    await post.app.get(CompletionService).refuse(quality, id, 'The audit shows no change');
    await post.sweep('2026-11-25');
    expect(await told()).toEqual(['refused 0 → lead sent', 'refused 0 → owner sent']);
    post.moveTo('2026-12-01');
    await report();
    const reopening = { reason: 'Drift', newDueOn: localDate('2027-06-30'), findingId: null };
    await post.app.get(NotBorneOutService).reopen(quality, id, reopening);
    await post.sweep('2026-12-02');
    expect((await told()).slice(2)).toEqual([
      'not_borne_out 0 → lead sent',
      'not_borne_out 0 → owner sent',
      'reopened 0 → lead sent',
      'reopened 0 → owner sent',
    ]);
  });
});
