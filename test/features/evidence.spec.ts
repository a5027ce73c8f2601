import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionsRepository } from '../../src/features/actions/actions.repository.js';
import { AssuranceService } from '../../src/features/actions/assurance.service.js';
import { EvidenceReadingService } from '../../src/features/evidence/evidence-reading.service.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import type { Tx } from '../../src/platform/database/database.js';
import { Forbidden, NotFound, StateForbids } from '../../src/web/errors/refusals.js';
import {
  begun,
  completionScene,
  evidenced,
  item,
  proven,
  report,
  type Scene,
} from '../support/completion-scene.js';

let scene: Scene;
let evidence: EvidenceService;
let reading: EvidenceReadingService;

beforeAll(async () => {
  scene = await completionScene();
  evidence = scene.app.get(EvidenceService);
  reading = scene.app.get(EvidenceReadingService);
});
afterAll(() => scene?.app.stop());
beforeEach(() => on('2026-11-23'));

const on = (day: string) => scene.app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const asApp = <T>(work: (tx: Tx) => Promise<T>) =>
  scene.app.database.forAuthority(scene.people.manager.authority.id, scene.people.manager.actor, work);
const action = (id: string) => asApp(async (tx) => (await scene.app.get(ActionsRepository).byId(tx, id))!);
const judge = (id: string, accept: boolean, actionId: string | null = null) =>
  evidence.decide(scene.people.quality, id, {
    accept,
    reason: 'Read and compared',
    actionId,
    fileNumber: null,
  });
const file = (text: string, fileName = 'audit.csv') => ({ fileName, bytes: Buffer.from(text) });
const aFile = { form: 'file', link: null } as const;

describe('an item of evidence', () => {
  it('waits to be checked from the day it was supplied, for every action it serves', async () => {
    const [one, two] = [await begun(scene), await begun(scene)];
    const id = await evidence.supply(scene.people.owner, [one, two], item('audit'));
    expect(await action(one)).toMatchObject({ evidenceWaitingSince: '2026-11-23', acceptedEvidenceOn: null });
    on('2026-12-01');
    await judge(id, true, one);
    expect(await action(one)).toMatchObject({
      evidenceWaitingSince: null,
      acceptedEvidenceOn: '2026-12-01',
      acceptedKinds: ['audit'],
    });
    expect(await action(two)).toMatchObject({ evidenceWaitingSince: '2026-11-23' });
    await judge(id, false, two);
    expect((await reading.one(scene.people.owner, id)).actions.map(({ state }) => state)).toEqual([
      'accepted',
      'refused',
    ]);
  });

  it('is decided once, by a quality assurance lead who did not supply it', async () => {
    const id = await begun(scene);
    const itemId = await evidence.supply(scene.people.owner, [id], item('audit'));
    for (const who of ['owner', 'manager', 'director'] as const) {
      const trying = evidence.decide(scene.people[who], itemId, {
        accept: true,
        reason: 'So',
        actionId: id,
        fileNumber: null,
      });
      await expect(trying).rejects.toBeInstanceOf(Forbidden);
    }
    await judge(itemId, true);
    await expect(judge(itemId, false)).rejects.toBeInstanceOf(StateForbids);
  });

  it('is read by those who may read one of its actions, and by nobody else', async () => {
    const id = await begun(scene);
    const itemId = await evidence.supply(scene.people.owner, [id], item('data'));
    const agencyId = await asApp(async (tx) => {
      const row = await tx.row<{ id: string }>(
        `insert into agencies (authority_id, name, kind) values ($1, 'Westmarch NHS', 'partner') returning id`,
        [tx.authorityId],
      );
      return row!.id;
    });
    const partner = await scene.app.person({ email: 'p@westmarch.example', roles: ['owner'], agencyId });
    await expect(reading.one(partner, itemId)).rejects.toBeInstanceOf(NotFound);
    expect((await reading.list(partner, {}, { limit: 50, cursor: null })).rows).toEqual([]);
    expect((await reading.one(scene.people.viewer, itemId)).shows).toBe(
      'The data of October shows visits in time',
    );
  });

  it('withdrawn, proves nothing more and is kept; what a verified action rests on is not withdrawn', async () => {
    const id = await begun(scene);
    await proven(scene, id);
    await report(scene, id);
    const { rows } = await reading.list(scene.people.owner, { actionId: [id] }, { limit: 50, cursor: null });
    await evidence.withdraw(scene.people.owner, rows[0]!.id, 'The figures were wrong');
    expect(await action(id)).toMatchObject({ assurance: 'reported', evidencedOn: null });
    await proven(scene, id, [rows[0]!.kind]);
    await scene.app.get(AssuranceService).verify(scene.people.quality, id, 'Seen');
    const holding = (
      await reading.list(
        scene.people.owner,
        { actionId: [id], state: ['accepted'] },
        { limit: 50, cursor: null },
      )
    ).rows;
    await expect(evidence.withdraw(scene.people.owner, holding[0]!.id, 'Why')).rejects.toMatchObject({
      code: 'proves_verified',
    });
  });
});

describe('a file', () => {
  it('is kept with its checksum, and each version of it', async () => {
    const id = await begun(scene);
    const itemId = await evidence.supply(
      scene.people.owner,
      [id],
      item('data', aFile),
      file('month,in time\nOctober,38\n'),
    );
    await judge(itemId, false);
    on('2026-11-30');
    expect(await evidence.supplyAgain(scene.people.owner, itemId, file('month,in time\nOctober,39\n'))).toBe(
      2,
    );
    const row = await reading.one(scene.people.owner, itemId);
    expect(row.files.map(({ number, mediaType }) => [number, mediaType])).toEqual([
      [2, 'text/csv; charset=utf-8'],
      [1, 'text/csv; charset=utf-8'],
    ]);
    expect(row.actions[0]).toMatchObject({ state: 'waiting', waitingSince: '2026-11-30' });
    const first = await reading.file(scene.people.owner, itemId, 1);
    const { rows } = await scene.app.owner.query(
      `select sha256 = encode(sha256($2), 'hex') as same from evidence_files where evidence_id = $1 and number = 1`,
      [itemId, Buffer.concat(await first.content.toArray())],
    );
    expect(rows).toEqual([{ same: true }]);
  });

  it('that was accepted is not replaced, and a decision is about the version that was seen', async () => {
    const id = await begun(scene);
    const itemId = await evidence.supply(scene.people.owner, [id], item('data', aFile), file('a,b\n1,2\n'));
    await evidence.supplyAgain(scene.people.owner, itemId, file('a,b\n1,3\n'));
    const old = { accept: true, reason: 'Seen', actionId: id, fileNumber: 1 };
    await expect(evidence.decide(scene.people.quality, itemId, old)).rejects.toMatchObject({
      code: 'newer_version',
    });
    await evidence.decide(scene.people.quality, itemId, { ...old, fileNumber: 2 });
    await expect(evidence.supplyAgain(scene.people.owner, itemId, file('x'))).rejects.toMatchObject({
      code: 'already_accepted',
    });
  });

  it.each([
    ['a program called .pdf', 'audit.pdf', Buffer.from('MZ\u0000\u0000program')],
    ['a web page called .txt', 'audit.txt', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing with code', 'chart.svg', Buffer.from('<svg onload="alert(1)"></svg>')],
    ['nothing', 'audit.csv', Buffer.from('')],
  ])('%s is refused by its content', async (_, fileName, bytes) => {
    const id = await begun(scene);
    const trying = evidence.supply(scene.people.owner, [id], item('data', aFile), { fileName, bytes });
    await expect(trying).rejects.toMatchObject({ status: 422 });
  });
});

/** Every way round the services that the application's role could try. */
describe('the database refuses', () => {
  const refused = async (work: (tx: Tx) => Promise<unknown>, words: RegExp) =>
    expect(asApp(work)).rejects.toThrow(words);

  it.each([
    [
      'complete without a report',
      `status = 'complete', assurance = 'reported', reported_on = '2026-11-23'`,
      /report of its completion/,
    ],
    ['complete without assurance', `status = 'complete'`, /complete_is_reported/],
    [
      'verified without evidence',
      `status = 'complete', assurance = 'verified', reported_on = '2026-11-23', verified_on = '2026-11-23', verified_by = owner_id`,
      /evidence of every required kind|report of its completion/,
    ],
    ['cancelled without the board', `status = 'cancelled'`, /decision of the board/],
    ['reopened without a mark', `round = round + 1`, /reason and a new due date/],
  ])('an action %s', async (_, set, words) => {
    const id = await begun(scene);
    await refused(
      (tx) => tx.rows(`update actions set ${set} where authority_id = $1 and id = $2`, [tx.authorityId, id]),
      words,
    );
  });

  it('evidenced without evidence, verified without a check, embedded too soon', async () => {
    const bare = await begun(scene);
    await report(scene, bare);
    const set = (id: string, change: string) => (tx: Tx) =>
      tx.rows(`update actions set ${change} where authority_id = $1 and id = $2`, [tx.authorityId, id]);
    await refused(set(bare, `assurance = 'evidenced'`), /every required kind is missing/);
    const id = await evidenced(scene);
    const by = scene.people.quality.personId;
    const verified = `assurance = 'verified', verified_on = '2026-11-23', verified_by = '${by}'`;
    await refused(set(id, verified), /check that verified/);
    await scene.app.get(AssuranceService).verify(scene.people.quality, id, 'Seen');
    await refused(
      set(id, `assurance = 'embedded', embedded_on = '2027-02-22', embedded_by = '${by}'`),
      /embedded_is_signed/,
    );
    await refused(
      set(id, `assurance = 'embedded', embedded_on = '2027-02-23', embedded_by = '${by}'`),
      /second check/,
    );
  });

  it.each(['owner', 'viewer', 'manager'] as const)('a check by the %s', async (who) => {
    const id = await evidenced(scene);
    await refused(
      (tx) =>
        tx.rows(
          `insert into assurance_checks (authority_id, action_id, round, step, checked_by, checked_on)
           values ($1, $2, 1, 'verified', $3, '2026-11-23')`,
          [tx.authorityId, id, scene.people[who].personId],
        ),
      /never had a hand/,
    );
  });

  it('a check by whoever supplied evidence, reported or contributed, also long ago', async () => {
    const id = await evidenced(scene);
    const check = (tx: Tx) =>
      tx.rows(
        `insert into assurance_checks (authority_id, action_id, round, step, checked_by, checked_on)
         values ($1, $2, 1, 'verified', $3, '2026-11-23')`,
        [tx.authorityId, id, scene.people.otherQuality.personId],
      );
    await asApp((tx) =>
      tx.rows(
        `insert into action_contributors (authority_id, action_id, person_id, ended_at) values ($1, $2, $3, now())`,
        [tx.authorityId, id, scene.people.otherQuality.personId],
      ),
    );
    await refused(check, /never had a hand/);
    await refused(
      (tx) => tx.rows(`delete from action_hands where action_id = $1`, [id]),
      /permission denied/,
    );
  });

  it('accepted evidence taken back, decided by its supplier, or changed in its file', async () => {
    const id = await begun(scene);
    const itemId = await evidence.supply(scene.people.owner, [id], item('audit', aFile), file('a,b\n'));
    const decide = (state: string, by: string) => (tx: Tx) =>
      tx.rows(
        `update action_evidence set state = $3, decided_by = $4, decided_on = '2026-11-23', decision_reason = 'So'
          where authority_id = $1 and evidence_id = $2`,
        [tx.authorityId, itemId, state, by],
      );
    await refused(decide('accepted', scene.people.owner.personId), /never had a hand/);
    await judge(itemId, true);
    await refused(decide('refused', scene.people.quality.personId), /what was decided/);
    await refused((tx) => tx.rows(`update evidence_files set sha256 = repeat('0', 64)`), /permission denied/);
    await refused((tx) => tx.rows(`delete from evidence where id = $1`, [itemId]), /permission denied/);
  });

  it('evidence withdrawn under an evidenced action that stays evidenced', async () => {
    const id = await evidenced(scene);
    await refused(
      (tx) =>
        tx.rows(
          `update evidence e set withdrawn_on = '2026-11-23', withdrawn_by = supplied_by, withdrawn_because = 'So'
            where authority_id = $1 and id in (select evidence_id from action_evidence where action_id = $2)`,
          [tx.authorityId, id],
        ),
      /every required kind is missing/,
    );
  });
});

describe('what waits to be checked', () => {
  it('is listed longest waiting first, with what this person may not check marked', async () => {
    on('2026-11-02');
    const old = await begun(scene, { title: 'Waits longest' });
    await evidence.supply(
      scene.people.owner,
      [old],
      item('audit', { periodFrom: null, periodTo: null, kind: 'record' }),
    );
    on('2026-11-23');
    const { rows, total } = await reading.toCheck(scene.people.quality, { limit: 100, offset: 0 });
    expect(total).toBe(rows.length);
    expect(rows[0]).toMatchObject({ wanted: 'evidence', since: '2026-11-02', title: 'Waits longest' });
    const days = rows.map(({ since }) => since);
    expect(days).toEqual(days.toSorted());
    expect(rows.some(({ wanted }) => wanted === 'completion')).toBe(true);
    expect(await reading.toCheckCount(scene.people.owner)).toBe(0);
    await expect(reading.toCheck(scene.people.owner, { limit: 10, offset: 0 })).rejects.toBeInstanceOf(
      Forbidden,
    );
  });

  it('has the second check from three months after verification', async () => {
    const id = await evidenced(scene, { title: 'Second check wanted' });
    await scene.app.get(AssuranceService).verify(scene.people.quality, id, 'Seen');
    const wanted = async () =>
      (await reading.toCheck(scene.people.quality, { limit: 200, offset: 0 })).rows.some(
        (row) => row.wanted === 'second_check' && row.actionId === id,
      );
    on('2027-02-22');
    expect(await wanted()).toBe(false);
    on('2027-02-23');
    expect(await wanted()).toBe(true);
  });

  it('has the yearly look at what is embedded for a priority action', async () => {
    const recommendationIds = [scene.recommendationIds[0] as string];
    const id = await evidenced(scene, { recommendationIds });
    await scene.app.get(AssuranceService).verify(scene.people.quality, id, 'Seen');
    on('2027-02-23');
    await scene.app.get(AssuranceService).embed(scene.people.quality, id, 'Lasted');
    on('2028-02-23');
    const { rows } = await reading.toCheck(scene.people.quality, { limit: 200, offset: 0 });
    expect(rows.filter((row) => row.wanted === 'look').map(({ actionId }) => actionId)).toEqual([id]);
  });
});
