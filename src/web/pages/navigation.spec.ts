import { describe, expect, it } from '@jest/globals';
import type { Asker } from '../../domain/access/policy.js';
import { Navigation } from './navigation.js';

const manager = { personId: 'm', roles: ['plan_manager'], agencyId: null } as unknown as Asker;
const owner = { personId: 'o', roles: ['owner'], agencyId: null } as unknown as Asker;

function navigation(): Navigation {
  const links = new Navigation();
  links.add({ text: 'Meetings', href: '/meetings', within: 'Board', permission: 'plan.manage', order: 52 });
  links.add({ text: 'Board', href: '/board', permission: 'plan.manage', order: 50 });
  links.add({ text: 'Packs', href: '/packs', within: 'Board', permission: 'plan.manage', order: 51 });
  links.add({ text: 'Review', href: '/packs/review', within: 'Board', permission: 'plan.manage', order: 53 });
  links.add({ text: 'Challenges', href: '/challenges', within: 'Board', order: 54 });
  links.add({ text: 'Home', href: '/', order: 1 });
  return links;
}
const texts = (links: readonly { text: string; current: boolean }[]) =>
  links.map(({ text, current }) => (current ? `[${text}]` : text)).join(' ');

describe('the links under the header', () => {
  it('show what stands for itself, and the rest of a section once one is in it', () => {
    const home = navigation().for(manager, '/');
    expect(texts(home.main)).toBe('[Home] Board');
    expect(home.section).toEqual([]);
    const meeting = navigation().for(manager, '/meetings/7');
    expect(texts(meeting.main)).toBe('Home [Board]');
    expect(meeting.sectionName).toBe('Board');
    expect(texts(meeting.section)).toBe('Board Packs [Meetings] Review Challenges');
  });

  it('mark one page of a section, the one that is meant', () => {
    expect(texts(navigation().for(manager, '/packs/review').section)).toBe(
      'Board Packs Meetings [Review] Challenges',
    );
  });

  it('show by itself what stands under a page that somebody may not read', () => {
    const shown = navigation().for(owner, '/challenges');
    expect(texts(shown.main)).toBe('Home [Challenges]');
    expect(shown.section).toEqual([]);
  });

  it('leave out a page of the whole plan for somebody who reads only what is theirs', () => {
    const links = new Navigation();
    links.add({ text: 'Actions', href: '/actions', permission: 'actions.read', showsTheirs: true, order: 1 });
    links.add({ text: 'Plan', href: '/plan', permission: 'plan.read', order: 2 });
    const partner = { personId: 'p', roles: ['owner'], agencyId: 'police' } as unknown as Asker;
    expect(texts(links.for(owner, '/').main)).toBe('Actions Plan');
    expect(texts(links.for(partner, '/').main)).toBe('Actions');
  });

  it('count what waits further in where one goes in', () => {
    const shown = navigation().for(manager, '/board', new Map([['/challenges', 2]]));
    expect(shown.main.map(({ count }) => count)).toEqual([0, 2]);
    expect(shown.section.map(({ count }) => count)).toEqual([0, 0, 0, 0, 2]);
  });
});
