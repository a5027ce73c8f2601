import { describe, expect, it } from '@jest/globals';
import { chainOf, leadOrNextUp, ownerOrNextUp, secondOrNextUp, type PeopleOfChain } from './chain.js';

const COUNCIL: PeopleOfChain = {
  agencyKind: 'council',
  ownerId: 'owner',
  accountableLeadId: 'lead',
  agencyLeadId: null,
  agencySecondId: null,
  directorIds: ['director'],
  chiefExecutiveIds: ['chief'],
};
const PARTNER: PeopleOfChain = {
  ...COUNCIL,
  agencyKind: 'partner',
  accountableLeadId: 'partner lead',
  agencyLeadId: 'agency lead',
  agencySecondId: 'board member',
};
const SAFEGUARDING: PeopleOfChain = {
  ...COUNCIL,
  agencyKind: 'safeguarding_partnership',
  accountableLeadId: null,
  agencyLeadId: 'partnership chair',
  agencySecondId: 'partnership executive',
};

describe('who stands over an action', () => {
  it.each<[string, PeopleOfChain, string[], string[], string[]]>([
    ['council: lead, then director', COUNCIL, ['owner'], ['lead'], ['director']],
    ['partner: its lead, then its board member', PARTNER, ['owner'], ['partner lead'], ['board member']],
    [
      'safeguarding partnership: its chair, then its executive',
      SAFEGUARDING,
      ['owner'],
      ['partnership chair'],
      ['partnership executive'],
    ],
    [
      'partner without an accountable lead: the agency’s lead',
      { ...PARTNER, accountableLeadId: null },
      ['owner'],
      ['agency lead'],
      ['board member'],
    ],
    [
      'without an owner, the owner’s steps go to the lead',
      { ...COUNCIL, ownerId: null },
      ['lead'],
      ['lead'],
      ['director'],
    ],
    [
      'without a lead, the lead’s go to the director',
      { ...COUNCIL, accountableLeadId: null },
      ['owner'],
      ['director'],
      ['director'],
    ],
    [
      'without owner and lead, all go to the director',
      { ...COUNCIL, ownerId: null, accountableLeadId: null },
      ['director'],
      ['director'],
      ['director'],
    ],
    ['the lead owns it: skips up', { ...COUNCIL, ownerId: 'lead' }, ['lead'], ['director'], ['director']],
    [
      'the director owns it: the lead below is not told, the chief executive is',
      { ...COUNCIL, ownerId: 'director' },
      ['director'],
      ['chief'],
      ['chief'],
    ],
    ['the chief executive owns it: nobody is above', { ...COUNCIL, ownerId: 'chief' }, ['chief'], [], []],
    [
      'two directors: each is told',
      { ...COUNCIL, directorIds: ['director', 'interim director'] },
      ['owner'],
      ['lead'],
      ['director', 'interim director'],
    ],
    [
      'one of two directors owns it: the other is not above them',
      { ...COUNCIL, ownerId: 'director', directorIds: ['director', 'interim director'] },
      ['director'],
      ['chief'],
      ['chief'],
    ],
    ['no director: the chief executive', { ...COUNCIL, directorIds: [] }, ['owner'], ['lead'], ['chief']],
    [
      'the partner’s board member owns it: the director rather than nobody',
      { ...PARTNER, ownerId: 'board member' },
      ['board member'],
      ['director'],
      ['director'],
    ],
  ])('%s', (_sentence, people, owner, lead, second) => {
    const chain = chainOf(people);
    expect({
      owner: ownerOrNextUp(chain),
      lead: leadOrNextUp(chain),
      second: secondOrNextUp(chain),
    }).toEqual({ owner, lead, second });
  });
});
