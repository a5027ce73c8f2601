import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoticesModule } from '../../src/features/notices/notices.module.js';
import { planOfWestmarch, publishedAction, startWithActions } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let manager: Visitor;
beforeAll(async () => {
  app = await startWithActions({ modules: [NoticesModule], at: '2026-11-23T09:00:00Z' });
  const { people } = await planOfWestmarch(app);
  await publishedAction(app, people);
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app.stop());

describe('who is told when', () => {
  it('is changed from a preset by way of what it would send', async () => {
    const shown = await manager.get('/settings/ladder');
    expect(shown.heading).toBe('Who is told when');
    expect(shown.text).toContain('the standard preset');
    const form = await manager.get('/settings/ladder/change?preset=strict');
    const wrong = await manager.submit(form, 'See what it would send', { dueSoon: 'soon', escalation1: '9' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter whole numbers with commas between them');
    const tried = await manager.submit(form, 'See what it would send', {
      dueSoon: '12, 3',
      reason: 'Earlier',
    });
    expect(tried.heading).toBe('What the change would send');
    expect(tried.text).toMatch(/This change would send .* in the next 10 working days/);
    const saved = await manager.follow(await manager.submit(tried, 'Use it from the next morning on', {}));
    expect(saved.text).toContain('The ladder was changed');
    expect(saved.text).toContain('the strict preset, with numbers of the plan’s own');
    expect(saved.text).toContain('Due soon: 10, 3 → 12, 3');
    expect(saved.text).toContain('Earlier');
  });

  it('over the API, with the version it was read at', async () => {
    const auth = { authorization: `Bearer ${await app.token('manager@westmarch.example')}` };
    const url = '/api/v1/plan/ladder';
    const before = (await manager.call('GET', url, undefined, auth)).json() as Record<string, unknown>;
    expect(before).toMatchObject({ preset: 'strict', dueSoon: [12, 3], escalation2: 3, version: 2 });
    const preview = await manager.call('POST', `${url}/preview`, { escalation1: 2 }, auth);
    expect(preview.json()).toMatchObject({ sentence: expect.stringContaining('This change would send') });
    const stale = await manager.call('PATCH', url, { preset: 'gentle' }, { ...auth, 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const after = await manager.call('PATCH', url, { preset: 'gentle' }, { ...auth, 'if-match': '"2"' });
    expect(after.json()).toMatchObject({ preset: 'gentle', dueSoon: [5], escalation2: 11, version: 3 });
    const versions = await manager.call('GET', `${url}/versions`, undefined, auth);
    expect(versions.json()).toMatchObject({ total: 3 });
  });

  it('may be read by who reads the plan, and changed by nobody else', async () => {
    const viewer = await app.signIn('viewer@westmarch.example', { authority: 'westmarch' });
    const shown = await viewer.get('/settings/ladder');
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain('Change the numbers');
    expect((await viewer.get('/settings/ladder/change')).status).toBe(403);
  });
});
