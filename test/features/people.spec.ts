import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { Role } from '../../src/domain/access/role.js';
import { AgenciesService } from '../../src/features/people/agencies/agencies.service.js';
import { PeopleAdminService } from '../../src/features/people/people-admin.service.js';
import { readPeopleQuery } from '../../src/features/people/people.list-query.js';
import { PeopleModule } from '../../src/features/people/people.module.js';
import { PeopleService } from '../../src/features/people/people.service.js';
import { SignInDoor } from '../../src/platform/database/sign-in.door.js';
import { Forbidden, NotFound, Refusal, StaleVersion } from '../../src/web/errors/refusals.js';
import type { Person } from '../../src/web/person.js';
import { hashOf } from '../../src/web/sign-in/secrets.js';
import { TestApp } from '../support/test-app.js';

describe('the people of an authority', () => {
  let app: TestApp;
  let people: PeopleService;
  let admin: PeopleAdminService;
  let agencies: AgenciesService;
  let alan: Person;
  let made = 0;

  beforeAll(async () => {
    app = await TestApp.start({ modules: [PeopleModule] });
    people = app.get(PeopleService);
    admin = app.get(PeopleAdminService);
    agencies = app.get(AgenciesService);
    alan = await app.person({
      email: 'alan@westmarch.example',
      roles: ['administrator'],
      name: 'Alan Whitby',
    });
  });
  afterAll(() => app.stop());

  const someone = (roles: Role[] = ['owner'], agencyId: string | null = null) => {
    made += 1;
    return { name: `Person ${made}`, email: `person.${made}@westmarch.example`, roles, agencyId };
  };
  const list = async (person: Person, query: Record<string, string> = {}) =>
    people.list(person, readPeopleQuery(query));
  const code = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    return 'done';
  };

  describe('inviting', () => {
    it('gives an account with roles and agency, and asks for one mail', async () => {
      const police = await agencies.add(alan, {
        name: 'Westmarch Constabulary',
        kind: 'partner',
        leadId: null,
        boardMemberId: null,
      });
      const id = await admin.invite(alan, {
        ...someone(['member', 'owner'], police),
        email: 'Nia@Police.example',
      });
      expect(await people.find(alan, id)).toMatchObject({
        email: 'nia@police.example',
        roles: ['owner', 'member'],
        agencyName: 'Westmarch Constabulary',
        isClosed: false,
        accountMail: { state: 'waiting' },
      });
    });

    it('refuses an address that has an account here, and says so when that one is closed', async () => {
      const first = someone();
      const id = await admin.invite(alan, first);
      const twice = admin.invite(alan, { ...someone(), email: first.email.toUpperCase() });
      await expect(twice).rejects.toThrow(`${first.name} already has an account`);
      await admin.close(alan, id, 1);
      await expect(admin.invite(alan, first)).rejects.toThrow('Open it again instead');
    });

    it('does not tell that another authority knows the address, and gives the person one login', async () => {
      const ada = await app.person({
        email: 'ada@northmoor.example',
        roles: ['administrator'],
        authority: 'northmoor',
      });
      const both = someone();
      const here = await admin.invite(alan, both);
      const there = await admin.invite(ada, both);
      expect(await code(admin.invite(ada, both))).toBe('already_here');
      const { rows } = await app.owner.query('select distinct login_id from people where id in ($1, $2)', [
        here,
        there,
      ]);
      expect(rows).toHaveLength(1);
    });

    it('refuses an agency that is archived or of another authority', async () => {
      const ada = await app.person({
        email: 'agnes@northmoor.example',
        roles: ['administrator'],
        authority: 'northmoor',
      });
      const theirs = await agencies.add(ada, {
        name: 'Moor Health',
        kind: 'partner',
        leadId: null,
        boardMemberId: null,
      });
      const ours = await agencies.add(alan, {
        name: 'Old school',
        kind: 'partner',
        leadId: null,
        boardMemberId: null,
      });
      await agencies.archive(alan, ours, 1, true);
      expect(await code(admin.invite(alan, someone(['owner'], theirs)))).toBe('unknown_agency');
      expect(await code(admin.invite(alan, someone(['owner'], ours)))).toBe('unknown_agency');
    });

    it('again: refused while a mail waits, and for a closed account', async () => {
      const id = await admin.invite(alan, someone());
      expect(await code(admin.inviteAgain(alan, id))).toBe('already_waiting');
      await app.owner.query(`update account_mails set state = 'sent'`);
      expect(await code(admin.inviteAgain(alan, id))).toBe('done');
      await app.owner.query(`update account_mails set state = 'failed', failure = '550 no such mailbox'`);
      expect(await people.find(alan, id)).toMatchObject({
        accountMail: { state: 'failed', failure: '550 no such mailbox' },
      });
      await admin.close(alan, id, 1);
      expect(await code(admin.inviteAgain(alan, id))).toBe('account_closed');
    });
  });

  describe('changing', () => {
    it('two administrators: the second is told, and nothing of the first is overwritten', async () => {
      const id = await admin.invite(alan, someone());
      await admin.change(alan, id, 1, { name: 'Amy Barton-Lee' });
      const second = admin.change(alan, id, 1, { name: 'Amy Barton', roles: ['lead'] });
      await expect(second).rejects.toBeInstanceOf(StaleVersion);
      await expect(second).rejects.toMatchObject({ currentVersion: 2 });
      expect(await people.find(alan, id)).toMatchObject({
        name: 'Amy Barton-Lee',
        roles: ['owner'],
        version: 2,
      });
    });

    it('at one moment: one of them wins, the other is told', async () => {
      const id = await admin.invite(alan, someone());
      const answers = await Promise.all(
        ['one', 'two', 'three', 'four'].map((name) => code(admin.change(alan, id, 1, { name }))),
      );
      expect(answers.sort()).toEqual(['done', 'stale_version', 'stale_version', 'stale_version']);
    });

    it('nothing changes the version when nothing is different', async () => {
      const somebody = someone();
      const id = await admin.invite(alan, somebody);
      await admin.change(alan, id, 1, { name: somebody.name, roles: somebody.roles, agencyId: null });
      await admin.change(alan, id, 1, {});
      expect((await people.find(alan, id)).version).toBe(1);
    });

    it('somebody keeps an agency that was archived since', async () => {
      const school = await agencies.add(alan, {
        name: 'A school',
        kind: 'partner',
        leadId: null,
        boardMemberId: null,
      });
      const id = await admin.invite(alan, someone(['owner'], school));
      await admin.close(alan, id, 1);
      await agencies.archive(alan, school, 1, true);
      await admin.reopen(alan, id, 2);
      expect(await code(admin.change(alan, id, 3, { name: 'New Name', agencyId: school }))).toBe('done');
    });
  });

  describe('closing', () => {
    it('ends sessions and tokens of this authority, and no others', async () => {
      const somebody = someone();
      const id = await admin.invite(alan, somebody);
      await app.person({ ...somebody, authority: 'northmoor' });
      const here = await app.signIn(somebody.email, { authority: 'westmarch' });
      const there = await app.signIn(somebody.email, { authority: 'northmoor' });
      const tokens = [await app.token(somebody.email), await app.token(somebody.email, 'northmoor')];
      await admin.close(alan, id, 1);
      const door = app.get(SignInDoor);
      const left = await Promise.all(
        [here, there].map((visitor) => door.sessionByHash(hashOf(visitor.cookie('session')!))),
      );
      expect(left.map((session) => session?.memberships.map((one) => one.authoritySlug) ?? null)).toEqual([
        null,
        ['northmoor'],
      ]);
      const still = await Promise.all(tokens.map((token) => door.tokenByHash(hashOf(token))));
      expect(still.map((token) => token !== null)).toEqual([false, true]);
    });

    it('tells what they still answer for, open things only', async () => {
      const id = await admin.invite(alan, someone());
      await app.database.forAuthority(alan.authority.id, alan.actor, async (tx) => {
        const plan = await tx.row<{ id: string }>(
          `insert into plans (authority_id, title, opened_on) values ($1, 'Improvement plan', '2026-11-01') returning id`,
          [tx.authorityId],
        );
        for (const [number, status] of [
          [1, 'draft'],
          [2, 'draft'],
          [3, 'cancelled'],
        ] as const) {
          await tx.rows(
            `insert into actions (authority_id, plan_id, number, reference, title, status, owner_id, accountable_lead_id)
             values ($1, $2, $3, $4, 'Something', $5, $6, $7)`,
            [tx.authorityId, plan!.id, number, `A${number}`, status, id, number === 1 ? id : null],
          );
        }
        await tx.rows(
          `insert into workstreams (authority_id, name, sponsor_id) values ($1, 'Practice', $2)`,
          [tx.authorityId, id],
        );
      });
      expect((await people.card(alan, id)).holdings).toEqual({
        actionsOwned: 2,
        actionsLed: 1,
        recommendationsLed: 0,
        workstreamsSponsored: 1,
        actionsContributed: 0,
        agenciesLed: 0,
        deputyFor: 0,
      });
    });

    it('nobody closes their own account, nor one that is closed; opening needs a closed one', async () => {
      expect(await code(admin.close(alan, alan.personId, 1))).toBe('own_account');
      const id = await admin.invite(alan, someone());
      expect(await code(admin.reopen(alan, id, 1))).toBe('account_open');
      await admin.close(alan, id, 1);
      expect(await code(admin.close(alan, id, 2))).toBe('account_closed');
      expect(await code(admin.reopen(alan, id, 1))).toBe('stale_version');
      await admin.reopen(alan, id, 2);
      expect(await people.find(alan, id)).toMatchObject({ isClosed: false, version: 3 });
    });
  });

  it('an authority keeps an administrator, even when two end each other at one moment', async () => {
    const one = await app.person({
      email: 'one@eastfold.example',
      roles: ['administrator'],
      authority: 'eastfold',
    });
    const two = await app.person({
      email: 'two@eastfold.example',
      roles: ['administrator'],
      authority: 'eastfold',
    });
    const answers = await Promise.all([
      code(admin.close(one, two.personId, 1)),
      code(admin.change(two, one.personId, 1, { roles: ['viewer'] })),
    ]);
    expect(answers.sort()).toEqual(['done', 'last_administrator']);
    const { rows } = await app.owner.query(
      `select 1 from people where authority_id = $1 and closed_at is null and 'administrator' = any(roles)`,
      [one.authority.id],
    );
    expect(rows).toHaveLength(1);
  });

  describe('finding', () => {
    let vera: Person;
    const names = async (query: Record<string, string>, who = vera) =>
      (await list(who, query)).items.map((item) => item.name);

    beforeAll(async () => {
      const at = { authority: 'southwold' };
      vera = await app.person({
        ...at,
        email: 'vera@southwold.example',
        roles: ['administrator'],
        name: 'Vera Dale',
      });
      for (const name of ['Zoë Young', 'anna van Dyke', 'Ben 100%', 'Ben_Under', 'Bea Brown']) {
        const email = `${name.replace(/[^a-z]/gi, '').toLowerCase()}@south.example`;
        await app.person({
          ...at,
          email,
          roles: name.startsWith('B') ? ['owner', 'lead'] : ['viewer'],
          name,
        });
      }
    });

    test.each<[string, Record<string, string>, string[]]>([
      [
        'by name, whatever its capitals',
        {},
        ['anna van Dyke', 'Bea Brown', 'Ben 100%', 'Ben_Under', 'Vera Dale', 'Zoë Young'],
      ],
      ['downwards', { sort: '-name', limit: '2' }, ['Zoë Young', 'Vera Dale']],
      ['any part of a name', { q: 'DYK' }, ['anna van Dyke']],
      ['any part of a mail address', { q: '@southwold' }, ['Vera Dale']],
      ['a per cent sign is a per cent sign', { q: '0%' }, ['Ben 100%']],
      ['an underscore is an underscore', { q: 'n_u' }, ['Ben_Under']],
      ['a backslash finds nothing and breaks nothing', { q: '\\' }, []],
      ['one role', { role: 'lead' }, ['Bea Brown', 'Ben 100%', 'Ben_Under']],
      ['either of two roles', { role: 'lead,viewer', q: 'an' }, ['anna van Dyke']],
      ['the council’s own', { agencyId: 'council', q: 'vera' }, ['Vera Dale']],
      ['closed accounts', { account: 'closed' }, []],
    ])('%s: %j', async (_, query, expected) => expect(await names(query)).toEqual(expected));

    it('page by page, each person once, with the whole count on every page', async () => {
      const seen: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const answer = await list(vera, { limit: '2', sort: '-email', ...(cursor && { cursor }) });
        expect(answer.total).toBe(6);
        seen.push(...answer.items.map((item) => item.email));
        cursor = answer.nextCursor;
        pages += 1;
      } while (cursor !== null);
      expect(pages).toBe(3);
      expect(seen).toEqual([...new Set(seen)].sort().reverse());
      expect(seen).toHaveLength(6);
    });
  });

  describe('who sees whom', () => {
    let police: string;
    beforeEach(async () => {
      made += 1;
      const words = { name: `Agency ${made}`, kind: 'partner' as const, leadId: null, boardMemberId: null };
      police = await agencies.add(alan, words);
    });

    it('the people of a partner agency see their own agency and themselves', async () => {
      const nia = await app.person({ ...someone(['owner'], police) });
      const owen = await app.person({ ...someone(['lead'], police) });
      expect((await list(nia)).items.map((item) => item.id).sort()).toEqual(
        [nia.personId, owen.personId].sort(),
      );
      await expect(people.find(nia, alan.personId)).rejects.toBeInstanceOf(NotFound);
    });

    it('readers see everybody, but no mail about accounts and no buttons', async () => {
      const viewer = await app.person(someone(['viewer']));
      const seen = await people.find(viewer, alan.personId);
      expect(seen.name).toBe('Alan Whitby');
      expect(seen).not.toHaveProperty('accountMail');
    });

    it.each<[Role]>([['plan_manager'], ['director'], ['owner'], ['viewer'], ['chair']])(
      '%s manages nobody',
      async (role) => {
        const other = await app.person(someone([role]));
        const tries = [
          () => admin.invite(other, someone()),
          () => admin.inviteAgain(other, alan.personId),
          () => admin.change(other, alan.personId, 1, { roles: ['viewer'] }),
          () => admin.close(other, alan.personId, 1),
          () => admin.reopen(other, alan.personId, 1),
          () => agencies.add(other, { name: 'Mine', kind: 'partner', leadId: null, boardMemberId: null }),
          () => agencies.change(other, police, 1, { name: 'Mine' }),
          () => agencies.archive(other, police, 1, true),
        ];
        for (const attempt of tries) {
          await expect((async () => attempt())()).rejects.toBeInstanceOf(Forbidden);
        }
      },
    );

    it('an administrator of another authority finds nobody here by id, and changes nobody', async () => {
      const ada = await app.person({
        email: 'ann@northmoor.example',
        roles: ['administrator'],
        authority: 'northmoor',
      });
      const amy = await app.person(someone());
      const tries = [
        people.find(ada, amy.personId),
        people.card(ada, amy.personId),
        admin.change(ada, amy.personId, 1, { name: 'Mine' }),
        admin.close(ada, amy.personId, 1),
        admin.reopen(ada, amy.personId, 1),
        admin.inviteAgain(ada, amy.personId),
        agencies.card(ada, police),
        agencies.change(ada, police, 1, { name: 'Mine' }),
        agencies.archive(ada, police, 1, true),
      ];
      for (const attempt of tries) await expect(attempt).rejects.toBeInstanceOf(NotFound);
      expect((await list(ada, { q: amy.email })).total).toBe(0);
      expect(await people.find(alan, amy.personId)).toMatchObject({ name: amy.name, isClosed: false });
    });
  });

  describe('agencies', () => {
    it('have a lead and a board member who are people here with an open account', async () => {
      const lead = await admin.invite(alan, someone(['lead']));
      const gone = await admin.invite(alan, someone());
      await admin.close(alan, gone, 1);
      const words = { name: 'Health board', kind: 'partner' as const, leadId: lead, boardMemberId: null };
      const id = await agencies.add(alan, words);
      expect(await agencies.card(alan, id)).toMatchObject({ leadId: lead, boardMemberId: null, version: 1 });
      expect(await code(agencies.change(alan, id, 1, { boardMemberId: gone }))).toBe('unknown_person');
      expect(await code(agencies.change(alan, id, 1, { name: 'HEALTH BOARD' }))).toBe('done');
      expect(await code(agencies.change(alan, id, 1, { name: 'Other' }))).toBe('stale_version');
      expect(await code(agencies.add(alan, { ...words, name: 'health board' }))).toBe('name_taken');
    });

    it('cannot be archived while people of it have an account', async () => {
      const id = await agencies.add(alan, {
        name: 'Housing',
        kind: 'partner',
        leadId: null,
        boardMemberId: null,
      });
      const hugh = await admin.invite(alan, someone(['owner'], id));
      expect(await code(agencies.archive(alan, id, 1, true))).toBe('agency_has_people');
      await admin.close(alan, hugh, 1);
      expect(await code(agencies.archive(alan, id, 1, true))).toBe('done');
      expect((await people.agencyChoices(alan)).map((one) => one.name)).not.toContain('Housing');
    });
  });
});
