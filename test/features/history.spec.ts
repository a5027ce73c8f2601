import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HistoryService } from '../../src/features/history/history.service.js';
import { HistorySubjects } from '../../src/features/history/history.subjects.js';
import { AgenciesService } from '../../src/features/people/agencies/agencies.service.js';
import { PeopleAdminService } from '../../src/features/people/people-admin.service.js';
import { PeopleModule } from '../../src/features/people/people.module.js';
import type { HistoryEntry } from '../../src/features/history/history.words.js';
import type { ListAnswer } from '../../src/web/api/list-query.js';
import { NotFound } from '../../src/web/errors/refusals.js';
import type { Person } from '../../src/web/person.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { TestApp } from '../support/test-app.js';

const FIRST = { limit: 50, cursor: null };

describe('who changed what, and when', () => {
  let app: TestApp;
  let history: HistoryService;
  let alan: Person;
  let amy: string;
  let police: string;

  beforeAll(async () => {
    app = await TestApp.start({ modules: [PeopleModule] });
    history = app.get(HistoryService);
    const admin = app.get(PeopleAdminService);
    const agencies = app.get(AgenciesService);
    alan = await app.person({
      email: 'alan@westmarch.example',
      roles: ['administrator'],
      name: 'Alan Whitby',
    });
    const words = {
      name: 'Westmarch Constabulary',
      kind: 'partner' as const,
      leadId: null,
      boardMemberId: null,
    };
    police = await agencies.add(alan, words);
    amy = await admin.invite(alan, {
      name: 'Amy Barton',
      email: 'amy@westmarch.example',
      roles: ['owner'],
      agencyId: null,
    });
    await admin.change(alan, amy, 1, { roles: ['owner', 'lead'], agencyId: police });
    await agencies.change(alan, police, 1, { name: 'Westmarch and Fells Police', leadId: amy });
    await admin.change(alan, alan.personId, 1, { name: 'Alan Whitby-Jones' });
    await admin.change(alan, amy, 2, { name: 'Amy Barton-Lee', agencyId: null });
    await admin.close(alan, amy, 3);
  });
  afterAll(() => app.stop());

  const told = (answer: ListAnswer<HistoryEntry>) =>
    answer.items.map((entry) => ({
      what: entry.what,
      who: entry.who,
      changes: entry.changes.map(({ label, from, to }) => `${label}: ${from} → ${to}`),
    }));

  it('is told newest first, old and new, in words, with names as they were at the time', async () => {
    const answer = await history.read(alan, 'people', amy, FIRST);
    expect(answer.total).toBe(4);
    const [closed, ...earlier] = told(answer);
    expect(closed).toMatchObject({ what: 'Account changed', who: 'Alan Whitby-Jones' });
    expect(closed!.changes).toEqual([expect.stringMatching(/^Closed: {2}→ 23 November 2026 at 9:00am$/)]);
    expect(earlier).toEqual([
      {
        what: 'Account changed',
        who: 'Alan Whitby-Jones',
        changes: ['Name: Amy Barton → Amy Barton-Lee', 'Agency: Westmarch and Fells Police → '],
      },
      {
        what: 'Account changed',
        who: 'Alan Whitby',
        changes: [
          'Roles: Action owner → Accountable lead, Action owner',
          'Agency:  → Westmarch Constabulary',
        ],
      },
      {
        what: 'Account added',
        who: 'Alan Whitby',
        changes: ['Name:  → Amy Barton', 'Email address:  → amy@westmarch.example', 'Roles:  → Action owner'],
      },
    ]);
  });

  it('says who was meant by a person chosen in a field, as they were called then', async () => {
    const [changed] = told(await history.read(alan, 'agencies', police, FIRST));
    expect(changed).toEqual({
      what: 'Agency changed',
      who: 'Alan Whitby',
      changes: ['Name: Westmarch Constabulary → Westmarch and Fells Police', 'Lead:  → Amy Barton'],
    });
  });

  it('comes page by page, each change once', async () => {
    const all = await history.read(alan, 'people', amy, FIRST);
    const paged: HistoryEntry[] = [];
    const viewer = await app.signIn('alan@westmarch.example');
    let next: string | null = `/api/v1/history?entity=people&id=${amy}&limit=1`;
    while (next !== null) {
      const answer: ListAnswer<HistoryEntry> = (await viewer.get(next)).json();
      paged.push(...answer.items);
      next =
        answer.nextCursor && `/api/v1/history?entity=people&id=${amy}&limit=1&cursor=${answer.nextCursor}`;
    }
    expect(paged).toEqual(all.items);
  });

  it('leaves out what is no field for people to read, and says nothing of it on the count', async () => {
    await app.database.forAuthority(alan.authority.id, { kind: 'sweep' }, (tx) =>
      tx.rows(`update people set login_id = login_id, deputy_id = $2 where id = $1`, [amy, alan.personId]),
    );
    const answer = await history.read(alan, 'people', amy, FIRST);
    expect(told(answer)[0]).toEqual({
      what: 'Account changed',
      who: 'The morning run',
      changes: ['Deputy:  → Alan Whitby-Jones'],
    });
    expect(answer.total).toBe(5);
  });

  it('tells of the parts of a thing with the thing', async () => {
    const subjects = app.get(HistorySubjects);
    subjects.add({
      entity: 'workstreams',
      noun: 'workstream',
      fields: { name: { label: 'Name' }, sponsor_id: { label: 'Sponsor', as: { row: 'people' } } },
      parts: [
        {
          entity: 'closed_days',
          noun: 'closed day',
          namedBy: 'name',
          fields: { day: { label: 'Day', as: 'day' }, withdrawn_at: { label: 'Withdrawn', as: 'moment' } },
          idsOf: async (tx) =>
            (
              await tx.rows<{ id: string }>('select id from closed_days where authority_id = $1', [
                tx.authorityId,
              ])
            ).map((row) => row.id),
        },
      ],
      find: async () => ({}),
    });
    const id = await app.database.forAuthority(alan.authority.id, { kind: 'import' }, async (tx) => {
      const row = await tx.row<{ id: string }>(
        `insert into workstreams (authority_id, name) values ($1, 'Practice') returning id`,
        [tx.authorityId],
      );
      await tx.rows(
        `insert into closed_days (authority_id, day, name) values ($1, '2026-12-24', 'Early close')`,
        [tx.authorityId],
      );
      return row!.id;
    });
    const entries = told(await history.read(alan, 'workstreams', id, FIRST));
    expect(entries.map((entry) => [entry.what, entry.who, ...entry.changes])).toEqual([
      ['Closed day “Early close” added', 'An import', 'Day:  → 24 December 2026'],
      ['Workstream added', 'An import', 'Name:  → Practice'],
    ]);
  });

  describe('to whom', () => {
    it('somebody of another authority finds nothing, whatever they ask for', async () => {
      const ada = await app.person({
        email: 'ada@northmoor.example',
        roles: ['administrator'],
        authority: 'northmoor',
      });
      await expect(history.read(ada, 'people', amy, FIRST)).rejects.toBeInstanceOf(NotFound);
      await expect(history.read(ada, 'agencies', police, FIRST)).rejects.toBeInstanceOf(NotFound);
    });

    it('a person of a partner agency reads of herself, not of somebody outside it', async () => {
      const nia = await app.person({ email: 'nia@police.example', roles: ['owner'], agencyId: police });
      await expect(history.read(nia, 'people', alan.personId, FIRST)).rejects.toBeInstanceOf(NotFound);
      expect((await history.read(nia, 'people', nia.personId, FIRST)).total).toBe(1);
    });

    it.each([
      ['a table that is not told of', 'logins', '00000000-0000-4000-8000-000000000000'],
      ['no table at all', 'people; drop table people', '00000000-0000-4000-8000-000000000000'],
      ['what is no id', 'people', 'x'],
      ['an id of nobody', 'people', '00000000-0000-4000-8000-000000000000'],
    ])('%s: nothing', async (_, entity, id) => {
      await expect(history.read(alan, entity, id, FIRST)).rejects.toBeInstanceOf(NotFound);
    });
  });

  it('stands on the page of the thing, and whole on a page of its own', async () => {
    const visitor = await app.signIn('alan@westmarch.example');
    const card = await visitor.get(`/people/${amy}`);
    expect(card.text).toContain('History');
    expect(card.text).toContain('was Amy Barton Amy Barton-Lee');
    const page = await visitor.get(`/history/people/${amy}`);
    expect(page.heading).toBe('History');
    expect(page.text).toContain('5 changes, newest first');
    const asked = await visitor.get('/api/v1/history?entity=people');
    expect(asked.status).toBe(422);
    expect(asked.json()).toMatchObject({ code: 'bad_query', errors: [{ field: 'id' }] });
  });

  it('is narrowed to a person, a field and days, and counts only those', async () => {
    const filter = { who: alan.personId, field: 'people.name', from: null, to: null };
    const { items, total } = await history.read(alan, 'people', amy, { ...FIRST, filter });
    expect(total).toBe(2);
    expect(items.map(({ what }) => what)).toEqual(['Account changed', 'Account added']);
    const nobody = await history.read(alan, 'people', amy, {
      ...FIRST,
      filter: { ...filter, to: localDate('2020-01-01') },
    });
    expect(nobody).toMatchObject({ items: [], total: 0 });
    const noField = { ...filter, field: 'actions.dueOn' };
    expect(await history.read(alan, 'people', amy, { ...FIRST, filter: noField })).toMatchObject({
      total: 0,
    });
  });

  it('offers the people who made changes and the fields it tells of', async () => {
    const { people, fields } = await history.choices(alan, 'people', amy);
    expect(people).toEqual([
      { value: alan.personId, text: 'Alan Whitby-Jones' },
      { value: 'sweep', text: 'The morning run' },
    ]);
    expect(fields).toContainEqual({ value: 'people.roles', text: 'Roles' });
  });

  it('is saved as a sheet with a line for each field, of the filters that are chosen', async () => {
    const visitor = await app.signIn('alan@westmarch.example', { authority: 'westmarch' });
    const page = await visitor.get(`/history/people/${amy}?field=people.name`);
    const sheet = page.links.find(({ text }) => text === 'Save as CSV');
    const { text, headers } = await visitor.get(sheet!.href);
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toContain('When,Who,What,Field,From,To');
    expect(text).toContain('Name,Amy Barton,Amy Barton-Lee');
    const api = await visitor.call('GET', `/api/v1/history?entity=people&id=${amy}&field=people.name`);
    expect(api.json<{ total: number }>().total).toBe(2);
  });
});
