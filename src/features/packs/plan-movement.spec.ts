import { describe, expect, it } from '@jest/globals';
import type { ChangeKind, PlanChange } from '../actions/plan-figures.repository.js';
import { movementOf } from './plan-movement.js';

let minute = 0;
function change(
  kind: ChangeKind,
  actionId: string,
  from: string | null = null,
  to: string | null = null,
): PlanChange {
  minute += 1;
  const at = new Date(Date.UTC(2026, 10, 20, 9, 60 - minute));
  return { kind, actionId, reference: actionId, title: `Action ${actionId}`, at, from, to, reasons: [] };
}
const told = (changes: PlanChange[]) =>
  movementOf(changes).map((group) => [group.kind, group.movements.map((m) => [m.reference, m.from, m.to])]);

describe('What changed in the plan', () => {
  it('groups changes in the order the board reads them', () => {
    const changes = [
      change('moved', 'A2', '2026-11-30', '2026-12-18'),
      change('turned_red', 'A1', 'green', 'red'),
      change('new', 'A3'),
    ];
    expect(told(changes)).toEqual([
      ['new', [['A3', null, null]]],
      ['turned_red', [['A1', 'green', 'red']]],
      ['moved', [['A2', '2026-11-30', '2026-12-18']]],
    ]);
  });

  it('tells an action moved twice as one move from the first date to the last', () => {
    const changes = [
      change('moved', 'A1', '2026-12-18', '2027-01-29'),
      change('moved', 'A1', '2026-11-30', '2026-12-18'),
    ];
    expect(told(changes)).toEqual([['moved', [['A1', '2026-11-30', '2027-01-29']]]]);
  });

  it('leaves out a date that was moved and moved back', () => {
    const changes = [
      change('moved', 'A1', '2026-12-18', '2026-11-30'),
      change('moved', 'A1', '2026-11-30', '2026-12-18'),
    ];
    expect(told(changes)).toEqual([]);
  });

  it('tells only where a colour ended: amber on the way to red is one turn to red, from green', () => {
    const changes = [
      change('turned_red', 'A1', 'amber', 'red'),
      change('turned_amber', 'A1', 'green', 'amber'),
    ];
    expect(told(changes)).toEqual([['turned_red', [['A1', 'green', 'red']]]]);
  });

  it('says nothing of a colour that ended as it began', () => {
    const changes = [change('recovered', 'A1', 'red', 'green'), change('turned_red', 'A1', 'green', 'red')];
    expect(told(changes)).toEqual([]);
  });
});
