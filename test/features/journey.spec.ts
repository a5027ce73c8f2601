import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JourneyModule } from '../../src/features/findings/journey/journey.module.js';
import { JourneyService } from '../../src/features/findings/journey/journey.service.js';
import { RaisedBeforeService } from '../../src/features/recommendations/raised-before.service.js';
import { planOfWestmarch, startWithActions, type PlanPeople } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let people: PlanPeople;
let later: string[];
let earlierDocument: string;
const part = { limit: 50, offset: 0 };

beforeAll(async () => {
  app = await startWithActions({ modules: [JourneyModule] });
  const plan = await planOfWestmarch(app);
  people = plan.people;
  later = plan.recommendationIds;
  await asMigration(
    `insert into judgements (authority_id, document_id, position, area, grade) values
       ($1, $2, 1, 'Overall effectiveness', 'Good'),
       ($1, $2, 2, 'The experiences and progress of children in care and care leavers', 'Requires improvement to be good')`,
    [plan.documentId],
  );
  const [document] = await asMigration(
    `insert into documents (authority_id, state, kind, title, received_on, file_name, media_type, byte_size, sha256,
            stored_as, accepted_at)
     values ($1, 'accepted', 'sif_inspection', 'Inspection of 2014', '2014-11-19', 'old.pdf', 'application/pdf', 1,
             repeat('b', 64), 'old', now()) returning id`,
    [],
  );
  earlierDocument = document!.id;
  await asMigration(
    `insert into judgements (authority_id, document_id, position, area, grade) values
       ($1, $2, 1, 'Overall effectiveness', 'Inadequate'),
       ($1, $2, 2, 'Children looked after and achieving permanence', 'Inadequate')`,
    [earlierDocument],
  );
  const earlier = await asMigration(
    `insert into recommendations (authority_id, document_id, position, number, priority, addressee, text, status, met_on)
     values ($1, $2, 1, '1', 'recommendation', 'Local authority', 'See children in time.', 'met', '2016-03-01'),
            ($1, $2, 2, '2', 'recommendation', 'Local authority', 'Publish thresholds.', 'open', null)
     returning id`,
    [earlierDocument],
  );
  await app.get(RaisedBeforeService).confirm(people.manager, later[0]!, earlier[0]!.id);
});
afterAll(() => app.stop());

function asMigration(sql: string, values: unknown[]): Promise<{ id: string }[]> {
  return app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, (tx) =>
    tx.rows(sql, [tx.authorityId, ...values]),
  );
}

describe('The journey', () => {
  it('puts the judgements of two frameworks beside each other', async () => {
    const { areas } = await app.get(JourneyService).read(people.viewer, part);
    expect(areas.map(({ area, grades }) => [area, grades.map(({ grade }) => grade)])).toEqual([
      ['Overall effectiveness', ['Inadequate', 'Good']],
      ['Children in care', ['Inadequate', 'Requires improvement to be good']],
      ['Care leavers', ['Requires improvement to be good']],
    ]);
  });

  it('says what became of each recommendation of the earlier inspection', async () => {
    const { documents } = await app.get(JourneyService).read(people.viewer, part);
    expect(documents).toMatchObject([
      { title: 'Inspection of 2014', recommendations: 2, met: 1, open: 1, raisedAgain: 1 },
      { title: 'Inspection of Westmarch', recommendations: 3, open: 3, raisedAgain: 0 },
    ]);
    const { rows } = await app.get(JourneyService).document(people.viewer, earlierDocument, part);
    expect(rows).toMatchObject([
      { number: '1', status: 'met', metOn: '2016-03-01', raisedAgain: [{ id: later[0] }] },
      { number: '2', status: 'open', raisedAgain: [] },
    ]);
  });

  it('lists what was raised again, with what the board had said of it', async () => {
    const { raisedAgain } = await app.get(JourneyService).read(people.viewer, part);
    expect(raisedAgain).toMatchObject({
      total: 1,
      rows: [{ earlierStatus: 'met', earlier: { number: '1' }, later: { id: later[0] } }],
    });
  });

  it('knows nothing of a document under embargo for those who may not', async () => {
    await asMigration(
      `update documents set publication = 'draft_under_embargo' where authority_id = $1 and id = $2`,
      [earlierDocument],
    );
    const seen = await app.get(JourneyService).read(people.viewer, part);
    expect([seen.areas[0]!.grades.length, seen.documents.length, seen.raisedAgain.total]).toEqual([1, 1, 0]);
    await expect(
      app.get(JourneyService).document(people.viewer, earlierDocument, part),
    ).rejects.toMatchObject({
      status: 404,
    });
    expect((await app.get(JourneyService).read(people.manager, part)).documents).toHaveLength(2);
  });
});
