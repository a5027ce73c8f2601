import { describe, expect, it, test } from '@jest/globals';
import { MaxLength } from 'class-validator';
import { Refused } from '../errors/refusals.js';
import { Choices, Day, Identifier, MailAddress, Password, Text, Ticked, WholeNumber } from './fields.js';
import { readBody, readChange, readForm } from './read-form.js';

class ExampleForm {
  @Text({ label: 'The title', longest: 10, missing: 'Enter a title' })
  title!: string;

  @Text({ label: 'The note', longest: 10 })
  note!: string | null;

  @Choices({ of: ['audit', 'data'] })
  evidence!: string[];

  @Day({ label: 'The due date' })
  dueOn!: string | null;

  @Identifier()
  ownerId!: string | null;

  @MailAddress()
  email!: string | null;

  @WholeNumber({ label: 'The number', least: 1, most: 5 })
  number!: number | null;

  @Ticked()
  publish!: boolean;

  @Password({ label: 'The password' })
  password!: string | null;
}

const good = { title: 'Audit' };
const problem = (body: object) =>
  readForm(ExampleForm, { ...good, ...body }).form.list.map((error) => error.message);

describe('reading a form', () => {
  it('gives every declared field a value, and no other', () => {
    const reading = readForm(ExampleForm, { ...good, roles: 'administrator', _csrf: 'x' });
    expect(reading.ok && { ...reading.value }).toEqual({
      title: 'Audit',
      note: null,
      evidence: [],
      dueOn: null,
      ownerId: null,
      email: null,
      number: null,
      publish: false,
      password: null,
    });
  });

  it('trims words, makes line ends one kind, leaves a password as it is', () => {
    const reading = readForm(ExampleForm, { title: '  a\r\nb ', password: ' x ' });
    expect(reading.ok && [reading.value.title, reading.value.password]).toEqual(['a\nb', ' x ']);
  });

  it('keeps what was typed, but never a password', () => {
    const { form } = readForm(ExampleForm, { title: '', note: 'kept', password: 'secret' });
    expect(form.values['note']).toBe('kept');
    expect(JSON.stringify(form)).not.toContain('secret');
  });

  test.each<[object, string[]]>([
    [{ title: ' ' }, ['Enter a title']],
    [{ title: ['a', 'b'] }, ['The title must be text']],
    [{ title: 'x'.repeat(11) }, ['The title must be 10 characters or fewer']],
    [{ title: '😀'.repeat(10) }, []],
    [{ evidence: 'audit' }, []],
    [{ evidence: ['audit', 'gossip'] }, ['Choose from the list']],
    [{ dueOn: '2026-02-30' }, ['The due date must be a day that exists, as 2026-06-30']],
    [{ dueOn: 7 }, ['The due date must be a day, as 2026-06-30']],
    [{ 'dueOn-day': '31', 'dueOn-month': 'April', 'dueOn-year': '2026' }, ['31 April 2026 does not exist']],
    [{ 'dueOn-day': '', 'dueOn-month': '', 'dueOn-year': '' }, []],
    [
      { 'dueOn-day': ['1', '2'], 'dueOn-month': '4', 'dueOn-year': '2026' },
      ['The due date must include a day'],
    ],
    [{ ownerId: '1; drop table people' }, ['Choose one of the list']],
    [{ email: 'nobody' }, ['Enter an email address in the right form, such as name@example.gov.uk']],
    [{ number: '6' }, ['The number must be 5 or fewer']],
    [{ number: '0' }, ['The number must be 1 or more']],
    [{ number: '1.5' }, ['The number must be a whole number']],
  ])('%j: %j', (body, messages) => expect(problem(body)).toEqual(messages));

  test.each([null, 'text', 7, [], undefined])('a body of %j is a form with nothing filled in', (body) => {
    expect(readForm(ExampleForm, body).form.list.map((error) => error.field)).toEqual(['title']);
  });

  it('lets a rule of class-validator stand beside ours', () => {
    class Mixed {
      @MaxLength(2, { message: 'Two at most' })
      @Text({ label: 'It', longest: 50 })
      it!: string;
    }
    expect(readForm(Mixed, { it: 'abc' }).form.list).toEqual([{ field: 'it', message: 'Two at most' }]);
  });
});

describe('reading the body of an API call', () => {
  it('refuses with every field by name', () => {
    expect(() => readBody(ExampleForm, { number: 9 })).toThrow(Refused);
    try {
      readBody(ExampleForm, { number: 9 });
    } catch (error) {
      expect((error as Refused).errors.map(({ field }) => field)).toEqual(['title', 'number']);
    }
  });

  it('a change reads only the fields it names, and clears one that is null', () => {
    expect(readChange(ExampleForm, { note: null, number: 3 })).toEqual({ note: null, number: 3 });
    expect(readChange(ExampleForm, {})).toEqual({});
    expect(() => readChange(ExampleForm, { title: null })).toThrow(Refused);
  });
});
