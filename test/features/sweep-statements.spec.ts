import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { EvidenceModule } from '../../src/features/evidence/evidence.module.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import { DigestSender } from '../../src/features/notices/digest.sender.js';
import { SweepService } from '../../src/features/notices/sweep.service.js';
import { item } from '../support/completion-scene.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

const MOST = 20;
const query = pg.Client.prototype.query;

let post: MorningPost;
beforeEach(async () => {
  post = await MorningPost.start({ modules: [EvidenceModule] });
});
afterEach(async () => {
  pg.Client.prototype.query = query;
  await post.stop();
});

/** Everything that is said to the database, the beginning and the end of the transaction counted. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
    const [first] = asked as [string | { text: string }];
    said.push((typeof first === 'string' ? first : first.text).replace(/\s+/g, ' ').trim());
    return (query as (...all: unknown[]) => unknown).apply(this, asked);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return said;
}

const sweep = (day: string) =>
  post.app.get(SweepService).sweep({ authorityId: post.authorityId, on: post.moveTo(day) });

/** Twelve actions due at the end of January, begun and never updated. */
async function begun(): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const owner = await post.app.person({ email: `owner.${n}@westmarch.example`, roles: ['owner'] });
    ids.push(await publishedAction(post.app, post.people, { ownerId: owner.personId }));
  }
  await post.change(`update actions set status = 'in_progress', begun_on = start_on`);
  return ids;
}

describe('what a morning says to the database', () => {
  it('is at most twenty statements, however many actions are due', async () => {
    await begun();
    await sweep('2026-11-23');
    await sweep('2027-01-28');
    for (const day of ['2027-01-29', '2027-02-01', '2027-02-08']) {
      let written = 0;
      const said = await statementsOf(async () => {
        written = (await sweep(day)).written;
      });
      expect({ day, said: said.length > MOST ? said : [] }).toEqual({ day, said: [] });
      expect(written > 0 || day === '2027-01-29').toBe(true);
    }
  });

  it('is at most twenty when requests, evidence and documents wait beside them', async () => {
    const ids = await begun();
    await post.change(
      `update documents set plan_due_on = '2027-02-12' where authority_id = $1`,
      post.authorityId,
    );
    await sweep('2026-11-23');
    const own = await publishedAction(post.app, post.people, { startOn: localDate('2026-11-02') });
    await post.app.get(EvidenceService).supply(post.people.owner, [own], item('audit'));
    await post.app.get(DateChangeAsking).ask(post.people.owner, own, {
      newDueOn: localDate('2027-02-26'),
      reason: 'capacity',
      words: 'Too few people',
      meanwhile: 'The rota stands',
    });
    await sweep('2026-11-24');
    await post.change(`update digests set state = 'sent'`);
    const said = await statementsOf(() => sweep('2027-02-01'));
    expect(said.length > MOST ? said : []).toEqual([]);
    expect(ids).toHaveLength(12);
  });

  it('is no more for fifty readers than for two, but for the record of each mail', async () => {
    await begun();
    await sweep('2026-11-23');
    const { digestIds } = await sweep('2027-02-01');
    const send = (ids: readonly string[]) =>
      statementsOf(() => post.app.get(DigestSender).sendAll(post.authorityId, ids));
    const few = await send(digestIds.slice(0, 2));
    const many = await send(digestIds.slice(2, 12));
    const reading = (said: readonly string[]) => said.filter((one) => one.startsWith('select')).length;
    expect(digestIds.length).toBeGreaterThanOrEqual(12);
    expect(reading(many)).toBe(reading(few));
  });
});
