import { describe, expect, test } from '@jest/globals';
import { actorOf, addresseeNamed, isAsk, isLeadIn } from './asking.js';

describe('how reports ask', () => {
  test.each([
    'Ensure that plans are kept.',
    'With partners, improve the front door.',
    'Leaders must agree a plan.',
  ])('"%s" asks for something', (text) => {
    expect(isAsk(text)).toBe(true);
  });

  test.each(['Social workers know children well.', 'Ofsted inspected the council in May.'])(
    '"%s" does not',
    (text) => {
      expect(isAsk(text)).toBe(false);
    },
  );

  test.each([
    'The local authority should:',
    'In order to improve services, the local authority should take the following action.',
    'Within three months, Westmarch Police should:',
    'The review makes the following recommendations:',
  ])('"%s" only leads in', (text) => {
    expect(isLeadIn(text)).toBe(true);
  });

  test.each(['Ensure that all plans: are clear; and are kept.', 'The council should agree a plan.'])(
    '"%s" is an item',
    (text) => {
      expect(isLeadIn(text)).toBe(false);
    },
  );

  test.each([
    ['Westmarch Police should review its files.', 'Westmarch Police', 'Westmarch Police'],
    ['The council must agree a plan.', 'council', 'Local authority'],
    [
      'Leaders at the NHS Westmarch ICB must keep the pace.',
      'Leaders at the NHS Westmarch ICB',
      'NHS Westmarch ICB',
    ],
    [
      'Leaders across the partnership must agree a plan.',
      'Leaders across the partnership',
      'Local area partnership',
    ],
  ])('"%s" is for %s, that is %s', (text, actor, addressee) => {
    expect(actorOf(text)).toBe(actor);
    expect(addresseeNamed(actor, 'Local area partnership')).toBe(addressee);
  });

  test.each([
    'Children should wait less.',
    'Ensure that leaders should know.',
    'When plans fail, the council should act.',
  ])('"%s" names nobody at its start who could act', (text) => {
    const actor = actorOf(text);
    expect(actor === null ? null : addresseeNamed(actor, 'usual')).toBeNull();
  });
});
