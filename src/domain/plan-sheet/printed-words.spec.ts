import { describe, expect, it } from '@jest/globals';
import { identify, peopleInCell } from './people-in-cell.js';
import { evidenceIn, isColour, kindOf, saysComplete } from './printed-words.js';
import { MeantRecommendations, recommendationsInCell } from './recommendation-in-cell.js';
import { columnIndex, columnLetter } from './sheet-grid.js';

describe('The people in a cell', () => {
  it.each([
    ['Grace Okafor', ['Grace Okafor']],
    ['Grace Okafor / Tom Reed', ['Grace Okafor', 'Tom Reed']],
    ['Grace Okafor & Tom Reed', ['Grace Okafor', 'Tom Reed']],
    ['Grace Okafor and Tom Reed', ['Grace Okafor', 'Tom Reed']],
    ['Grace Okafor;\nTom Reed', ['Grace Okafor', 'Tom Reed']],
    ['Grace Okafor, Tom Reed, Ann Lee', ['Grace Okafor', 'Tom Reed', 'Ann Lee']],
    ['Okafor, Grace', ['Grace Okafor']],
    ['Grace Okafor (Head of Service)', ['Grace Okafor']],
    ['Dr Grace Okafor - Designated Doctor', ['Grace Okafor']],
    ['TBC', []],
    ['n/a', []],
    ['Vacant', []],
  ])('“%s”: %j', (text, names) => {
    expect(peopleInCell(text).map((one) => one.name)).toEqual(names);
  });

  it('are known by their mail address first', () => {
    expect(peopleInCell('Grace Okafor <Grace.Okafor@westmarch.example>')[0]).toMatchObject({
      name: 'Grace Okafor',
      email: 'grace.okafor@westmarch.example',
    });
  });

  const people = [
    { id: '1', name: 'Grace Okafor', email: 'grace.okafor@westmarch.example' },
    { id: '2', name: 'Tom Reed', email: 'tom.reed@westmarch.example' },
    { id: '3', name: 'Tom Reed', email: 'thomas.reed@westmarch.example' },
  ];
  const who = (text: string) => identify(peopleInCell(text)[0]!, people);
  it('are found by address, then by a name that only one has; nobody is guessed', () => {
    expect(who('GRACE.OKAFOR@westmarch.example')).toMatchObject({ person: { id: '1' } });
    expect(who('grace okafor')).toMatchObject({ person: { id: '1' } });
    expect(who('Head of Service (Grace Okafor)')).toMatchObject({ person: { id: '1' } });
    expect(who('Tom Reed')).toMatchObject({ several: [{ id: '2' }, { id: '3' }] });
    expect(who('G Okafor')).toEqual({ unknown: true });
    expect(who('Grace Okafor <g.o@elsewhere.example>')).toEqual({ unknown: true });
  });
});

describe('The words of a status', () => {
  it.each([
    ['Complete', true],
    ['Completed', true],
    ['100%', true],
    ['Closed', true],
    ['Not started', false],
    ['In progress', false],
    ['75% complete', false],
    ['Ongoing', false],
    ['Green', false],
    ['Partially complete', null],
    ['Complete subject to sign off', null],
    ['Nearly there', null],
  ])('“%s” says complete: %s', (text, complete) => {
    expect(saysComplete(text)).toBe(complete);
  });

  it('Yes means complete only under a column that asks', () => {
    expect(saysComplete('Yes', 'Completed (Y/N)')).toBe(true);
    expect(saysComplete('No', 'Complete?')).toBe(false);
    expect(saysComplete('Yes', 'Status')).toBeNull();
  });

  it.each([
    ['Amber', true],
    ['RAG: Green', true],
    ['A', true],
    ['Amber/Green', true],
    ['Greenfield site', false],
    ['', false],
  ])('“%s” is a colour: %s', (text, colour) => {
    expect(isColour(text)).toBe(colour);
  });
});

describe('Kinds', () => {
  it.each([
    ['Practice', 'practice'],
    ['enabling', 'enabling'],
    ['Strategic', null],
  ])('of action: “%s” is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
  it.each([
    ['Audit, data', ['audit', 'data']],
    ['Case audits; views of children and families', ['audit', 'voice']],
    ['Policy or record', ['record']],
    ['Trust us', null],
  ])('of evidence: “%s” is %j', (text, kinds) => {
    expect(evidenceIn(text)).toEqual(kinds);
  });
});

describe('The recommendation that a cell means', () => {
  const known = [
    {
      id: 'a',
      number: '1',
      text: 'Make sure that children are seen within the time that their plan sets.',
      documentTitle: 'I',
    },
    {
      id: 'b',
      number: '2',
      text: 'Improve the supervision of social workers, so that it is regular and recorded.',
      documentTitle: 'I',
    },
    { id: 'c', number: '2', text: 'Publish the threshold document.', documentTitle: 'II' },
    { id: 'd', number: null, text: 'Strengthen the voice of children in plans.', documentTitle: 'I' },
  ];
  it.each([
    ['1', { id: 'a', sure: true, why: 'number' }],
    ['Recommendation 1', { id: 'a', sure: true, why: 'number' }],
    ['R1', { id: 'a', sure: true, why: 'number' }],
    ['Rec 2', { id: 'b', sure: false, why: 'shared_number' }],
    ['2. Publish the threshold document', { id: 'c', sure: true, why: 'text' }],
    ['Strengthen the voice of children in plans', { id: 'd', sure: true, why: 'text' }],
    ['Supervision of social workers is regular', { id: 'b', sure: false, why: 'words' }],
    ['Supervising staff', { id: 'b', sure: false, why: 'words' }],
    ['2: the document of thresholds', { id: 'c', sure: false, why: 'number' }],
    ['Children’s wishes and feelings', { id: 'd', sure: false, why: 'words' }],
    ['A robust and timely review', null],
    ['Something else entirely about housing', null],
    ['9', null],
  ])('“%s”: %j', (text, offer) => {
    expect(new MeantRecommendations(known).by(text)).toEqual(offer);
  });
  it.each([
    ['1, 4', ['1', '4']],
    ['Rec 1.2a', ['1.2a']],
    ['R3 & R5', ['3', '5']],
    ['Improve visits\nImprove supervision', ['Improve visits', 'Improve supervision']],
    ['-', []],
  ])('“%s” names %j', (text, parts) => {
    expect(recommendationsInCell(text)).toEqual(parts);
  });
});

it.each([
  [0, 'A'],
  [5, 'F'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %d is printed as %s, and back', (index, letters) => {
  expect(columnLetter(index)).toBe(letters);
  expect(columnIndex(letters)).toBe(index);
});
