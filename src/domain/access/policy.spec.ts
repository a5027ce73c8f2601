import { describe, expect, it, test } from '@jest/globals';
import { may, mayEver, POLICY, scopeOf, type Asker, type Permission, type Subject } from './policy.js';
import { ROLES, type Role } from './role.js';

const asker = (roles: Role[], agencyId: string | null = null): Asker => ({ personId: 'me', roles, agencyId });
const mine: Subject = { ownerId: 'me', accountableLeadId: 'somebody', agencyId: null };
const ledByMe: Subject = { ownerId: 'somebody', accountableLeadId: 'me', agencyId: null };
const helpedByMe: Subject = { ownerId: 'somebody', contributorIds: ['other', 'me'] };
const policesAction: Subject = { ownerId: 'somebody', accountableLeadId: 'other', agencyId: 'police' };
const anothers: Subject = { ownerId: 'somebody', accountableLeadId: 'other', agencyId: null };

describe('what each person of the product may do', () => {
  test.each<[Role, Permission, Subject | undefined, boolean]>([
    ['plan_manager', 'documents.upload', undefined, true],
    ['plan_manager', 'actions.publish', anothers, true],
    ['plan_manager', 'actions.record_update', anothers, true],
    ['plan_manager', 'actions.call_worse', anothers, false],
    ['plan_manager', 'evidence.decide', anothers, false],
    ['plan_manager', 'people.manage', undefined, false],
    ['owner', 'actions.update_own', mine, true],
    ['owner', 'actions.update_own', helpedByMe, true],
    ['owner', 'actions.update_own', anothers, false],
    ['owner', 'actions.update_own', undefined, false],
    ['owner', 'actions.call_worse', mine, true],
    ['owner', 'actions.call_worse', anothers, false],
    ['owner', 'actions.publish', mine, false],
    ['owner', 'evidence.decide', mine, false],
    ['lead', 'date_changes.decide', ledByMe, true],
    ['lead', 'date_changes.decide', anothers, false],
    ['lead', 'actions.call_worse', ledByMe, true],
    ['lead', 'actions.update_own', ledByMe, false],
    ['quality', 'evidence.decide', anothers, true],
    ['quality', 'actions.call_worse', anothers, true],
    ['director', 'actions.call_worse', anothers, true],
    ['director', 'actions.edit', anothers, false],
    ['quality', 'voices.edit', undefined, true],
    ['lead', 'voices.edit', undefined, true],
    ['owner', 'voices.edit', undefined, false],
    ['viewer', 'voices.read', undefined, true],
    ['administrator', 'voices.read', undefined, false],
    ['plan_manager', 'packs.issue', undefined, true],
    ['plan_manager', 'packs.clear', undefined, false],
    ['director', 'packs.clear', undefined, true],
    ['director', 'packs.issue', undefined, false],
    ['lead', 'packs.comment', undefined, true],
    ['chair', 'packs.comment', undefined, false],
    ['owner', 'packs.explain', mine, true],
    ['owner', 'packs.explain', anothers, false],
    ['lead', 'packs.explain', ledByMe, true],
    ['plan_manager', 'packs.explain', anothers, true],
    ['director', 'packs.explain', anothers, false],
    ['chair', 'recommendations.sign_off', undefined, true],
    ['member', 'actions.call_worse', anothers, true],
    ['member', 'challenges.raise', undefined, true],
    ['adviser', 'challenges.raise', undefined, true],
    ['lead_member', 'overview.read', undefined, true],
    ['member', 'overview.read', undefined, false],
    ['lead', 'overview.read', undefined, false],
    ['lead', 'slipping.read', undefined, true],
    ['owner', 'slipping.read', undefined, false],
    ['adviser', 'challenges.answer', mine, false],
    ['adviser', 'challenges.accept', mine, true],
    ['adviser', 'challenges.accept', anothers, false],
    ['lead', 'challenges.answer', mine, true],
    ['lead', 'challenges.answer', anothers, false],
    ['lead', 'challenges.accept', mine, false],
    ['plan_manager', 'challenges.reassign', undefined, true],
    ['plan_manager', 'challenges.raise', undefined, true],
    ['plan_manager', 'challenges.ask', undefined, false],
    ['plan_manager', 'challenges.accept', mine, false],
    ['adviser', 'board.read', undefined, true],
    ['viewer', 'board.read', undefined, true],
    ['viewer', 'scrutiny.read', undefined, true],
    ['owner', 'scrutiny.read', undefined, false],
    ['viewer', 'challenges.raise', undefined, false],
    ['viewer', 'documents.read_embargoed', undefined, false],
    ['viewer', 'restricted.read', undefined, false],
    ['adviser', 'restricted.read', anothers, false],
    ['owner', 'restricted.read', anothers, false],
    ['owner', 'restricted.read', helpedByMe, true],
    ['plan_manager', 'restricted.set', anothers, true],
    ['director', 'restricted.set', anothers, true],
    ['quality', 'restricted.set', anothers, false],
    ['viewer', 'actions.update_own', mine, false],
    ['plan_manager', 'actions.ask_cancel', anothers, true],
    ['director', 'actions.cancel', anothers, false],
    ['quality', 'actions.verify', anothers, true],
    ['lead', 'actions.verify', anothers, false],
    ['administrator', 'people.manage', undefined, true],
    ['administrator', 'settings.manage', undefined, true],
    ['administrator', 'actions.edit', anothers, false],
    ['administrator', 'actions.read', anothers, false],
  ])('%s, %s, %j: %s', (role, permission, subject, answer) => {
    expect(may(permission, asker([role]), subject)).toBe(answer);
  });

  it('a viewer, an adviser and a board member change nothing but by challenge, call, sign-off and decision', () => {
    const allowed = (role: Role) => {
      const all = Object.keys(POLICY) as Permission[];
      return all.filter(
        (permission) => !permission.includes('.read') && may(permission, asker([role]), mine),
      );
    };
    expect(allowed('viewer')).toEqual([]);
    expect(allowed('adviser')).toEqual([
      'challenges.raise',
      'challenges.ask',
      'challenges.accept',
      'challenges.withdraw',
    ]);
    expect(allowed('member')).toEqual([
      'plan.rebaseline',
      'recommendations.sign_off',
      'actions.cancel',
      'actions.call_worse',
      'date_changes.decide',
      'challenges.raise',
      'challenges.ask',
      'challenges.answer',
      'challenges.accept',
      'challenges.withdraw',
    ]);
  });

  it('roles add up: an owner who is also quality assurance lead decides evidence', () => {
    expect(may('evidence.decide', asker(['owner', 'quality']), anothers)).toBe(true);
  });

  it('somebody without a role may do nothing', () => {
    for (const permission of Object.keys(POLICY) as Permission[]) {
      expect(mayEver(permission, asker([]))).toBe(false);
    }
  });
});

describe('the people of a partner agency', () => {
  const partner = asker(['owner'], 'police');

  test.each<[string, Subject, boolean]>([
    ["their agency's action", policesAction, true],
    ['an action they own', mine, true],
    ['an action they contribute to', helpedByMe, true],
    ["the council's action", anothers, false],
  ])('reading %s: %s', (_, subject, answer) => {
    expect(may('actions.read', partner, subject)).toBe(answer);
  });

  it('update only their own, not those of a colleague in the same agency', () => {
    expect(may('actions.update_own', partner, mine)).toBe(true);
    expect(may('actions.update_own', partner, policesAction)).toBe(false);
  });

  it("get a list of theirs, where the council's owners get everything", () => {
    expect(scopeOf('actions.read', partner)).toBe('theirs');
    expect(scopeOf('actions.read', asker(['owner']))).toBe('all');
    expect(scopeOf('actions.read', asker(['administrator']))).toBe('none');
  });

  it('on the board they read what the board reads', () => {
    expect(scopeOf('actions.read', asker(['owner', 'member'], 'police'))).toBe('all');
  });
});

it('every role of the product may do something', () => {
  for (const role of ROLES) {
    const verbs = (Object.keys(POLICY) as Permission[]).filter((permission) =>
      mayEver(permission, asker([role])),
    );
    expect(verbs.length).toBeGreaterThan(0);
  }
});
