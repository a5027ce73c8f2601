import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LADDER_PRESETS } from '../../src/domain/ladder/ladder-preset.js';
import { LadderSettingsService } from '../../src/features/notices/ladder-settings/ladder-settings.service.js';
import { previewSentence } from '../../src/features/notices/ladder-settings/ladder.page.js';
import { NoticesModule } from '../../src/features/notices/notices.module.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
let ladder: LadderSettingsService;
/** Published on 23 November 2026, begun, due on Friday 29 January 2027. */
let id: string;

beforeEach(async () => {
  post = await MorningPost.start({ modules: [NoticesModule] });
  ladder = post.app.get(LadderSettingsService);
  id = await publishedAction(post.app, post.people);
  await post.sweep('2026-11-23');
  await post.change(
    `update actions set status = 'in_progress', begun_on = start_on, next_notice_on = '2026-11-24' where id = $1`,
    id,
  );
});
afterEach(() => post.stop());

const wanted = (preset: 'strict' | 'standard' | 'gentle', more: object = {}) => ({
  preset,
  numbers: {},
  off: [],
  reason: '',
  ...more,
});
const told = async (step: string) => (await post.lines()).filter((line) => line.startsWith(step));

describe('the ladder of a plan', () => {
  it('begins with its first version, and a notice names the version that decided it', async () => {
    const { versions } = await ladder.read(post.people.manager);
    expect(versions).toMatchObject([{ number: 1, preset: 'standard', numbers: {}, setBy: null }]);
    const { rows } = await post.app.owner.query('select distinct ladder_version_id as id from notices');
    expect(rows).toEqual([{ id: versions[0]!.id }]);
  });

  it('says what another would send in the next ten working days, and changes nothing by it', async () => {
    post.moveTo('2027-01-18');
    await post.sweep('2027-01-19');
    const before = await post.app.owner.query('select * from actions');
    const strict = await ladder.preview(post.people.manager, wanted('strict'));
    expect(strict.days).toHaveLength(10);
    expect([strict.days[0], strict.days.at(-1)]).toEqual(['2027-01-20', '2027-02-02']);
    expect(previewSentence(strict)).toBe(
      'This change would send the same notices in the next 10 working days',
    );
    const close = {
      numbers: { ...LADDER_PRESETS.standard, dueSoon: [7, 5, 2], escalation2: 2, escalation2OnShortClock: 2 },
    };
    const changed = await ladder.preview(post.people.manager, wanted('standard', close));
    expect(previewSentence(changed)).toBe(
      'This change would send 3 more notices to 2 people in the next 10 working days; 1 notice would come on another day',
    );
    expect((await post.app.owner.query('select * from actions')).rows).toEqual(before.rows);
  });

  it('decides by the new numbers from the next morning on, and keeps what stood before', async () => {
    await post.sweep('2027-02-01');
    post.moveTo('2027-02-02', '09:00');
    const one = await ladder.change(post.people.manager, 1, wanted('strict', { reason: 'The board asked' }));
    expect(one).toMatchObject({
      number: 2,
      preset: 'strict',
      setOn: '2027-02-02',
      reason: 'The board asked',
    });
    await post.sweep('2027-02-03');
    expect(await told('escalation_2')).toEqual(['escalation_2 3 → director sent']);
    await expect(ladder.change(post.people.manager, 1, wanted('gentle'))).rejects.toMatchObject({
      currentVersion: 2,
    });
    const { rows } = await post.app.owner.query(
      `select v.number, v.preset from notices n join ladder_versions v on v.id = n.ladder_version_id
        where n.step = 'escalation_2'`,
    );
    expect(rows).toEqual([{ number: 2, preset: 'strict' }]);
    const plan = await post.app.owner.query('select ladder_preset from plans');
    expect(plan.rows[0]).toEqual({ ladder_preset: 'strict' });
  });

  it('leaves a step out, and starts it at its first when it is used again', async () => {
    await ladder.change(post.people.manager, 1, wanted('standard', { off: ['escalation_1', 'turned_red'] }));
    await post.sweep('2027-02-01');
    await post.sweep('2027-02-08');
    expect(await told('escalation_1')).toEqual([]);
    post.moveTo('2027-02-09', '09:00');
    await ladder.change(post.people.manager, 2, wanted('standard'));
    await post.sweep('2027-02-10');
    expect(await told('escalation_1')).toEqual(['escalation_1 1 → lead sent']);
    expect(await told('turned_red')).toEqual([]);
    expect(await told('escalation_2')).toEqual(['escalation_2 6 → director sent']);
  });

  it('refuses numbers that cannot be, and people who do not manage the plan', async () => {
    const late = { numbers: { ...LADDER_PRESETS.standard, escalation1: 9 } };
    await expect(ladder.change(post.people.manager, 1, wanted('standard', late))).rejects.toMatchObject({
      code: 'bad_ladder',
      errors: [{ field: 'escalation2' }],
    });
    await expect(ladder.change(post.people.owner, 1, wanted('strict'))).rejects.toMatchObject({
      status: 403,
    });
    await expect(ladder.preview(post.people.director, wanted('strict'))).rejects.toMatchObject({
      status: 403,
    });
  });
});
