import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../domain/calendar/local-date.js';
import { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { planDueOf, planDueRule, planDueWarnings, planDutyOf } from './plan-due.js';

const calendar = new WorkingCalendar({ closedDays: [] });
const received = localDate('2016-08-02');

describe('What a document obliges the authority to send', () => {
  it.each([
    ['ilacs_inspection', ['recommendation'], 'action_plan'],
    ['sif_inspection', ['priority_action', 'area_for_improvement'], 'action_plan'],
    ['jtai', ['area_for_improvement'], 'action_plan'],
    ['focused_visit', ['priority_action'], 'action_plan'],
    ['area_send_inspection', ['priority_action'], 'send_priority_action_plan'],
  ] as const)('%s with %j: %s', (kind, priorities, duty) => {
    expect(planDutyOf(kind, priorities)).toBe(duty);
  });

  it.each([
    ['ilacs_inspection', []],
    ['focused_visit', ['area_for_improvement']],
    ['area_send_inspection', ['area_for_improvement']],
    ['monitoring_visit', ['recommendation']],
    ['peer_review', ['recommendation']],
  ] as const)('%s with %j: nothing with a deadline', (kind, priorities) => {
    expect(planDutyOf(kind, priorities)).toBeNull();
  });
});

describe('By when', () => {
  it('70 working days after receipt where nothing is printed', () => {
    expect(planDueOf('action_plan', { receivedOn: received, printed: null }, calendar)).toEqual({
      dueOn: '2016-11-09',
      basis: 'proposed',
    });
  });

  it.each([
    [
      'proposed',
      '2016-11-09',
      'Proposed, because no date is printed in the document. 70 working days from receipt on 2 August 2016: 9 November 2016.',
    ],
    ['printed', '2016-11-09', 'Printed in the document.'],
    [
      'printed',
      '2016-11-12',
      'Printed in the document. The rule would give another day. 70 working days from receipt on 2 August 2016: 9 November 2016.',
    ],
    [
      'entered',
      '2016-12-01',
      'Entered by the plan manager. The rule would give another day. 70 working days from receipt on 2 August 2016: 9 November 2016.',
    ],
  ] as const)('%s, %s: the page says by which rule', (basis, dueOn, words) => {
    const due = { basis, dueOn: localDate(dueOn) };
    expect(planDueRule(due, 'action_plan', received, calendar)).toBe(words);
  });

  it('as printed where a date is, whatever kind of document it is, and also on a Saturday', () => {
    expect(planDueOf(null, { receivedOn: received, printed: '2016-11-12' }, calendar)).toEqual({
      dueOn: '2016-11-12',
      basis: 'printed',
    });
  });

  it('a printed date that does not exist is none', () => {
    const due = planDueOf('action_plan', { receivedOn: received, printed: '2016-11-31' }, calendar);
    expect(due?.basis).toBe('proposed');
  });

  it('nothing where there is no duty', () => {
    expect(planDueOf(null, { receivedOn: received, printed: null }, calendar)).toBeNull();
  });

  it.each([
    ['2016-11-12', ['This is not a working day.']],
    ['2016-08-01', ['This is before the document was received.']],
    ['2016-11-09', []],
    [
      '2033-04-06',
      ['The bank holidays of that year are not published yet: they are counted by the standing rules.'],
    ],
    ['2999-01-01', ['This is beyond the years whose working days are known.']],
  ])('%s is warned about: %j', (dueOn, warnings) => {
    expect(planDueWarnings({ dueOn: localDate(dueOn), receivedOn: received }, calendar)).toEqual(warnings);
  });
});
