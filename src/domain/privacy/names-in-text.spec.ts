import { describe, expect, it, test } from '@jest/globals';
import { NamesOfPeople } from './names-in-text.js';

const people = new NamesOfPeople([
  { name: 'Priya Shah', email: 'priya.shah@westmarch.example' },
  { name: 'Dr Seán O’Brien-Young', email: 'sean@westmarch.example' },
  { name: 'Mark Anthony Green', email: 'mark.green@westmarch.example' },
  { name: 'Reception', email: 'reception@westmarch.example' },
]);

describe('Names of people in the texts of a plan', () => {
  test.each([
    ['Priya Shah will lead the audits', '[name left out] will lead the audits'],
    ['Led by PRIYA  SHAH.', 'Led by [name left out].'],
    ['Owner: Shah, Priya', 'Owner: [name left out]'],
    ["Seán O'Brien-Young reports", '[name left out] reports'],
    ['Mark Anthony Green, Mark Green', '[name left out], [name left out]'],
    ['Write to priya.shah@westmarch.example today', 'Write to [name left out] today'],
    ['Write to somebody@elsewhere.example', 'Write to [name left out]'],
  ])('%s', (text, shown) => {
    expect(people.leftOutOf(text)).toBe(shown);
    expect(people.in(text).some(({ how }) => how === 'name')).toBe(true);
  });

  test.each([
    ['Ms Shah checks each plan', ['Shah']],
    ['Ask P. Shah', ['Shah']],
    ['Mark each visit in the record', ['Mark']],
    ['GREEN leads on this', ['GREEN']],
    ['Reception tells the duty team', ['Reception']],
  ])('%s is perhaps a name, and stays for somebody to look at', (text, found) => {
    expect(people.in(text)).toEqual(found.map((one) => ({ text: one, how: 'perhaps' })));
    expect(people.leftOutOf(text)).toBe(text);
  });

  test.each([
    ['See every child within ten days'],
    ['Plant green spaces and mark the young people’s room'],
    ['Will priya shah or mark green in small letters be a name?'],
    ['Shahid House and Greenfield stay open'],
  ])('%s names nobody', (text) => {
    expect(people.in(text)).toEqual([]);
  });

  it('knows nobody where there are no people, and still leaves out mail addresses', () => {
    const nobody = new NamesOfPeople([]);
    expect(nobody.in('Priya Shah')).toEqual([]);
    expect(nobody.leftOutOf('a@b.example')).toBe('[name left out]');
  });
});
