import { describe, expect, it, test } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';
import { planDueIn } from './plan-due.js';

describe('by when the plan is due, as the document alone tells', () => {
  test.each([
    ['ilacs_inspection', ['area_for_improvement'], '70 working days after the document is received.'],
    ['jtai', ['area_for_improvement'], '70 working days after the document is received.'],
    ['area_send_inspection', ['priority_action'], '35 working days after the document is received.'],
  ] as const)('%s with %s: %s', (kind, priorities, rule) => {
    expect(planDueIn(kind, priorities, null)).toMatchObject({ date: null, basis: 'proposed' });
    expect(planDueIn(kind, priorities, null)?.rule).toContain(rule);
  });

  it('a focused visit with a priority action also wants an early draft', () => {
    expect(planDueIn('focused_visit', ['priority_action'], null)?.rule).toBe(
      '70 working days after the document is received. Nothing is printed in it. An early draft: 20 working days after it.',
    );
  });

  test.each([
    ['focused_visit', ['area_for_improvement']],
    ['monitoring_visit', []],
    ['ilacs_inspection', []],
    ['case_review', ['recommendation']],
  ] as const)('%s with %p has no deadline of its own', (kind, priorities) => {
    expect(planDueIn(kind, priorities, null)).toBeNull();
  });

  const letter = (day: string) =>
    extractFromText(
      printed(`
        Joint targeted area inspection of Westmarch

        What needs to improve?

        Areas for improvement

        • The quality of plans.

        Next steps

        The council should send a written statement of proposed action by ${day}.
      `),
      'letter.txt',
    );

  it('the printed date wins and is never corrected; one that is no working day is pointed out at its place', () => {
    const found = letter('18 July 2026');
    expect(found.document.planDue).toEqual({
      date: '2026-07-18',
      basis: 'printed',
      rule: 'As printed in the document.',
    });
    const warning = found.warnings.find(({ code }) => code === 'plan_due_no_working_day');
    expect(warning?.message).toContain('Saturday 18 July 2026');
    expect(warning?.source).toMatchObject({ page: 1, fromLine: 11 });
  });

  it('a working day needs no warning', () => {
    expect(letter('17 July 2026').warnings.map(({ code }) => code)).not.toContain('plan_due_no_working_day');
  });
});
