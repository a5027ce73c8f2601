import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DemonstrationService } from '../../src/features/administration/demonstration/demonstration.service.js';
import { SampleDataModule } from '../../src/features/administration/demonstration/sample-data.module.js';
import { COLOURS } from '../../src/domain/rating/reason-code.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

interface Listed {
  items: { id: string; rating: string }[];
  total: number;
}

describe('The board page', () => {
  let app: TestApp;
  let chair: Visitor;

  beforeAll(async () => {
    app = await TestApp.start({ whole: true, modules: [SampleDataModule] });
    await app.get(DemonstrationService).load(app.clock, 'a password for the demonstration');
    chair = await app.signIn('chair@westmarch.example', { authority: 'westmarch' });
  }, 60_000);
  afterAll(() => app.stop());

  it('counts exactly the lists that its figures link to', async () => {
    const board = await chair.get('/board');
    const dashboard = (await chair.call('GET', '/api/v1/dashboard')).json<{
      counts: Record<string, number>;
      overdue: number;
      total: number;
    }>();
    let sum = 0;
    for (const colour of COLOURS) {
      const figure = board.links.find((link) => link.href.includes(`rating=${colour}`));
      const query = new URL(figure!.href, 'http://x').search;
      const list = (await chair.call('GET', `/api/v1/actions${query}`)).json<Listed>();
      expect([colour, list.total]).toEqual([colour, dashboard.counts[colour]]);
      expect(figure!.text).toMatch(new RegExp(`^${list.total} `));
      expect(new Set(list.items.map((item) => item.rating)).size).toBeLessThanOrEqual(1);
      sum += list.total;
    }
    expect(sum).toBe(dashboard.total);
    const overdue = (await chair.call('GET', '/api/v1/actions?overdue=true')).json<Listed>();
    expect(dashboard.overdue).toBe(overdue.total);
    expect(dashboard.overdue).toBeGreaterThan(0);
  });

  it('names each exception with its reasons, those towards a priority action first', async () => {
    const { text } = await chair.get('/board');
    const first = text.indexOf('Review every child protection plan that has run for 15 months');
    const second = text.indexOf('Offer every child a return home interview within 72 hours');
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(text).toContain('overdue; forecast late, since 15 November 2026');
  });

  it('names the recommendation that has no action', async () => {
    const { text } = await chair.get('/board');
    expect(text).toContain('The identification of young carers and the support that is offered to them.');
  });

  it('tells what changed in thirty days, and nothing older', async () => {
    const { text } = await chair.get('/board');
    expect(text).toContain('What changed since 24 October 2026');
    expect(text).toContain('from Amber to Red: overdue; forecast late');
    expect(text).not.toContain('Agree a supervision policy with a standard for frequency');
  });

  it('gives the same figures as a sheet that opens in Excel', async () => {
    const sheet = await chair.get('/board.csv');
    expect(sheet.headers.get('content-type')).toContain('text/csv');
    const { counts } = (await chair.call('GET', '/api/v1/dashboard')).json<{
      counts: Record<string, number>;
    }>();
    expect(sheet.html).toContain(`By colour,,Red,${counts['red']}\r\n`);
    expect(sheet.html).toContain(`By colour,,Green,${counts['green']}\r\n`);
  });

  it('shows somebody of a partner agency only what is theirs', async () => {
    const partner = await app.signIn('partner@westmarch.example', { authority: 'westmarch' });
    const seen = await partner.get('/board');
    expect([403, 404]).toContain(seen.status);
  });

  it('stands beside two packs that were issued, with movement, an explained exception and a decision', async () => {
    const { items } = (await chair.call('GET', '/api/v1/packs')).json<{
      items: { id: string; number: number; state: string; meetingId: string }[];
    }>();
    expect(items.map(({ number, state }) => [number, state])).toEqual([
      [2, 'issued'],
      [1, 'issued'],
    ]);
    const pack = await chair.get(`/packs/${items[0]!.id}`);
    for (const writer of ['Helen Marsh, director', 'Martin Okoye, accountable', 'Susan Pell, accountable']) {
      expect(pack.text).toContain(writer);
    }
    expect(pack.text).toContain('The supplier of the case system has no date for the tracker');
    expect(pack.text).toMatch(/Movement since Pack 1/);
    expect((await chair.get(`/meetings/${items[0]!.meetingId}`)).text).toContain('Not met yet');
    const director = await app.signIn('director@westmarch.example', { authority: 'westmarch' });
    expect((await director.get('/decisions')).text).toContain('Write your commentary for the pack of');
  });

  it('is grouped by workstreams that a program can read', async () => {
    const answer = await chair.call('GET', '/api/v1/workstreams?limit=2');
    const { items, total } = answer.json<{ items: { name: string }[]; total: number }>();
    expect(total).toBe(3);
    expect(items.map((item) => item.name)).toEqual([
      'Front door and protection',
      'Children in care and care leavers',
    ]);
  });

  it('answers as at a day gone by, and refuses one that has not come', async () => {
    const before = await chair.call('GET', '/api/v1/dashboard?asAt=2020-01-01');
    expect(before.json()).toMatchObject({ asAt: '2020-01-01', total: 0, recommendationsMet: 0 });
    const answer = await chair.call('GET', '/api/v1/dashboard?asAt=2099-01-01');
    expect(answer.status).toBe(422);
    expect(answer.json<{ code: string }>().code).toBe('as_at_not_come');
    const noDay = await chair.call('GET', '/api/v1/dashboard?asAt=yesterday');
    expect(noDay.json<{ code: string }>().code).toBe('bad_query');
  });
});
