import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { CoverageModule } from '../../src/features/findings/coverage/coverage.module.js';
import {
  PackFindingsRepository,
  type AskedOfFindings,
} from '../../src/features/findings/coverage/pack-findings.repository.js';
import {
  FindingAnswersService,
  type GivenAnswer,
} from '../../src/features/findings/finding-answers.service.js';
import { FindingsModule } from '../../src/features/findings/findings.module.js';
import { begun, completionScene, type Scene } from '../support/completion-scene.js';
import { visitLetter, type SaidInLetter } from '../support/visit-letter.js';

let scene: Scene;
let findingIds: string[];

const LETTER: SaidInLetter[] = [
  { text: 'Children are seen in the time that their plan sets.', sentiment: 'strength' },
  { text: 'Supervision is not yet recorded well.', sentiment: 'weakness' },
  { text: 'Young carers wait for an assessment.', sentiment: 'weakness' },
  { text: 'The visit was announced.', sentiment: null },
];

const given = (change: Partial<GivenAnswer>): GivenAnswer => ({
  answer: 'supports',
  recommendationIds: [],
  actionIds: [],
  note: '',
  evidenceKind: 'audit',
  outcomes: new Map(),
  concern: '',
  concernPriority: 'recommendation',
  ...change,
});

beforeAll(async () => {
  scene = await completionScene({ modules: [FindingsModule, CoverageModule] });
  const { app, people } = scene;
  ({ findingIds } = await visitLetter(
    app,
    people.manager.authority.id,
    'Monitoring visit of October',
    '2026-10-20',
    LETTER,
  ));
});
afterAll(() => scene.app.stop());

describe('What inspectors said, for the pack', () => {
  const asked: AskedOfFindings = { since: null, asAt: localDate('2026-11-23'), part: 1 };
  const read = <T>(work: (pack: PackFindingsRepository, tx: never) => Promise<T>) =>
    scene.app.database.forAuthority(scene.people.manager.authority.id, scene.people.manager.actor, (tx) =>
      work(scene.app.get(PackFindingsRepository), tx as never),
    );

  it('tells each answer once with everything it is about, and every weakness put aside with who agreed', async () => {
    const { people, recommendationIds, app } = scene;
    const answers = app.get(FindingAnswersService);
    const id = await begun(scene);
    await answers.answer(
      people.manager,
      findingIds[0]!,
      given({ recommendationIds: [recommendationIds[0]!], actionIds: [id], note: 'As we said' }),
    );
    await answers.answer(people.manager, findingIds[1]!, given({ actionIds: [id] }));
    await answers.answer(
      people.manager,
      findingIds[2]!,
      given({ answer: 'set_aside', note: 'Not our service' }),
    );
    await answers.decide(people.quality, findingIds[2]!, { agree: true, words: 'Health will answer' });
    const said = await read((pack, tx) => pack.findingsFor(tx, asked));
    expect(said).toMatchObject([
      {
        document: 'Monitoring visit of October',
        on: '2026-10-20',
        number: '1',
        text: LETTER[0]!.text,
        link: 'supports',
        note: 'As we said',
      },
    ]);
    expect(said[0]!.about).toHaveLength(2);
    expect(await read((pack, tx) => pack.setAsideFor(tx, asked))).toMatchObject([
      { number: '2', how: 'linked_as_support', by: people.manager.name, agreedBy: null },
      {
        number: '3',
        how: 'set_aside',
        reason: 'Not our service',
        agreedBy: people.quality.name,
        on: '2026-11-23',
      },
    ]);
    expect(await read((pack, tx) => pack.figuresFor(tx, asked))).toEqual({
      supports: 1,
      improving: 0,
      notBorneOut: 0,
      newConcern: 0,
      setAside: 1,
      toAnswer: 1,
      toAgree: 1,
    });
  });

  it('tells nothing that was answered before the last pack or after this one', async () => {
    const since = { ...asked, since: localDate('2026-11-24') };
    expect(await read((pack, tx) => pack.findingsFor(tx, since))).toEqual([]);
    const earlier = { ...asked, asAt: localDate('2026-11-20') };
    expect(await read((pack, tx) => pack.setAsideFor(tx, earlier))).toEqual([]);
    expect(await read((pack, tx) => pack.figuresFor(tx, earlier))).toMatchObject({
      supports: 0,
      toAnswer: 1,
    });
  });

  it('leaves out of Part 1 what is restricted', async () => {
    await restricted(true);
    expect(await read((pack, tx) => pack.findingsFor(tx, asked))).toEqual([]);
    expect(await read((pack, tx) => pack.findingsFor(tx, { ...asked, part: 2 }))).toHaveLength(1);
    await restricted(false);
  });
});

/** Every recommendation and action, or none, is for the private part. */
function restricted(is: boolean): Promise<void> {
  const { app, people } = scene;
  return app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, async (tx) => {
    await tx.rows(`update recommendations set restricted = $1 where authority_id = $2`, [is, tx.authorityId]);
    await tx.rows(`update actions set restricted = $1 where authority_id = $2`, [is, tx.authorityId]);
  });
}
