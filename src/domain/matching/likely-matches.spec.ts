import { describe, expect, it } from '@jest/globals';
import { LikelyMatches } from './likely-matches.js';

const PLAN = [
  { id: 'supervision', text: 'Ensure that managers give social workers regular, challenging supervision.' },
  { id: 'missing', text: 'Analyse return home interviews of children who go missing.' },
  { id: 'pathway', text: 'Give all care leavers an up-to-date pathway plan.', heading: 'Care leavers' },
  { id: 'health', text: 'Ensure that looked after children receive initial health assessments in time.' },
  { id: 'life-story', text: 'Begin life story work earlier for children who will be adopted.' },
  {
    id: 'audits',
    text: 'Extend the programme of multi-agency audits of early help.',
    body: 'Local Safeguarding Children Board',
  },
  { id: 'audit-council', text: 'Extend the programme of audits of early help.' },
];
const matches = new LikelyMatches(PLAN);
const first = (text: string) => matches.bestFor({ text })[0]?.of.id;

describe('Which recommendation a finding speaks about', () => {
  it.each([
    ['Supervising of staff is still irregular and seldom challenges.', 'supervision'],
    ['When a child goes missing, few interviews are offered on return.', 'missing'],
    ['Care-experienced young people told us that their pathway planning is poor.', 'pathway'],
    ['For children in care, health assessments are often late.', 'health'],
    ['Life-story books are begun too late for adopted children.', 'life-story'],
    ['The safeguarding partnership has audited early help with its partners only once.', 'audits'],
    ['The council has audited early help only once.', 'audit-council'],
  ])('%s', (finding, recommendation) => {
    expect(first(finding)).toBe(recommendation);
  });

  it('is nothing where they have no word in common but those that every sentence uses', () => {
    expect(
      matches.bestFor({ text: 'Inspectors visited the local authority and its services for children.' }),
    ).toEqual([]);
  });

  it('never proposes more than five', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ text: `Supervision of team ${at} is recorded.` }));
    expect(new LikelyMatches(many).bestFor({ text: 'Supervision is not recorded.' })).toHaveLength(5);
  });

  it('shows the words as the finding prints them, not their stems', () => {
    const [best] = matches.bestFor({ text: 'Children in care wait for their health assessments.' });
    expect(best?.words).toEqual(expect.arrayContaining(['children in care', 'health assessments']));
  });

  it('is decided by words: a reference that somebody printed changes nothing', () => {
    const plain = matches.bestFor({ text: 'Supervision of social workers is poor.' });
    expect(
      matches.bestFor({ text: 'Supervision of social workers is poor (recommendation 2, missing).' }),
    ).toEqual(plain);
  });

  it('takes two spellings of the order of words for the same pair', () => {
    const two = new LikelyMatches([
      { id: 'apart', text: 'Quality of records; the timeliness of every assessment.' },
      { id: 'together', text: 'Timeliness of records; the quality of every assessment.' },
    ]);
    expect(two.bestFor({ text: 'Assessment quality varies.' })[0]?.of.id).toBe('together');
  });

  it('takes 60 findings against 300 recommendations without anybody waiting for it', () => {
    const words = PLAN.map(({ text }) => text)
      .join(' ')
      .split(' ');
    const text = (from: number, length: number) =>
      Array.from({ length }, (_, at) => words[(from * 7 + at * (1 + (from % 5))) % words.length]).join(' ');
    const findings = Array.from({ length: 60 }, (_, at) => text(at, 120));
    const plan = Array.from({ length: 300 }, (_, at) => ({ text: text(at, 30) }));
    const started = process.cpuUsage();
    const large = new LikelyMatches(plan, findings);
    for (const finding of findings) large.bestFor({ text: finding });
    // Some 50 ms of work, the stems not yet known; what a busy machine gives to others does not count.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(600);
  });
});
