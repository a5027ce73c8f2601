import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DocumentHolds } from '../../src/features/documents/document-holds.js';
import {
  FindingAnswersService,
  type GivenAnswer,
} from '../../src/features/findings/finding-answers.service.js';
import { FindingChangesService } from '../../src/features/findings/finding-changes.service.js';
import { FindingsModule } from '../../src/features/findings/findings.module.js';
import { FindingsService } from '../../src/features/findings/findings.service.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import { SuggestionsService } from '../../src/features/findings/suggestions.service.js';
import { VisitsService } from '../../src/features/findings/visits.service.js';
import { begun, completionScene, evidenced, type Scene } from '../support/completion-scene.js';
import { visitLetter, type SaidInLetter } from '../support/visit-letter.js';

let scene: Scene;
let answers: FindingAnswersService;
let findings: FindingsService;
let documentId: string;
let findingIds: string[];

const LETTER: SaidInLetter[] = [
  { text: 'Children are seen in the time that their plan sets.', sentiment: 'strength' },
  { text: 'Supervision is regular. It is not yet recorded well.', sentiment: 'weakness' },
  { text: 'Children are again visited late.', sentiment: 'weakness' },
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
  scene = await completionScene({ modules: [FindingsModule] });
  const { app, people } = scene;
  answers = app.get(FindingAnswersService);
  findings = app.get(FindingsService);
  const authorityId = people.manager.authority.id;
  ({ documentId, findingIds } = await visitLetter(
    app,
    authorityId,
    'Monitoring visit of October',
    '2026-10-20',
    LETTER,
  ));
});
afterAll(() => scene.app.stop());

async function action(id: string): Promise<Record<string, unknown>> {
  const { rows } = await scene.app.owner.query(
    `select status, assurance, rating, rating_reasons, due_on::text, evidence_waiting_since::text,
            improving_not_yet_good_on::text, not_enough_since::text, not_borne_out_on::text, next_notice_on::text
       from actions where id = $1`,
    [id],
  );
  return rows[0];
}
async function doubtedSince(recommendationId: string): Promise<string | null> {
  const { rows } = await scene.app.owner.query(
    `select not_borne_out_on::text as since from recommendations where id = $1`,
    [recommendationId],
  );
  return rows[0].since;
}
const stateOf = async (id: string) => (await findings.view(scene.people.manager, id)).answer;

describe('Findings are evidence in both directions', () => {
  it('support becomes evidence that still has to be accepted by somebody who did not supply it', async () => {
    const { people, recommendationIds } = scene;
    const id = await begun(scene);
    await answers.answer(
      people.manager,
      findingIds[0]!,
      given({ recommendationIds: [recommendationIds[0]!], actionIds: [id] }),
    );
    expect(await stateOf(findingIds[0]!)).toBe('linked');
    expect(await action(id)).toMatchObject({ evidence_waiting_since: '2026-11-23' });
    const links = await scene.app.get(VisitsService).linksOf(people.viewer, findingIds[0]!);
    const evidenceId = links.find(({ actionId }) => actionId === id)!.evidenceId!;
    await scene.app.get(EvidenceService).decide(people.quality, evidenceId, {
      accept: true,
      reason: 'Inspectors saw it',
      actionId: id,
      fileNumber: null,
    });
    const { rows } = await scene.app.owner.query(`select accepted_kinds from actions where id = $1`, [id]);
    expect(rows[0].accepted_kinds).toEqual(['audit']);
  });

  it('is linked by those who may, to what is there, and once to each thing', async () => {
    const { people, recommendationIds } = scene;
    const again = given({ recommendationIds: [recommendationIds[0]!] });
    await expect(answers.answer(people.owner, findingIds[0]!, again)).rejects.toMatchObject({ status: 403 });
    await expect(answers.answer(people.manager, findingIds[0]!, again)).rejects.toMatchObject({
      code: 'linked_already',
    });
    await expect(answers.answer(people.manager, findingIds[1]!, given({}))).rejects.toMatchObject({
      code: 'nothing_chosen',
    });
    await expect(
      answers.answer(people.manager, findingIds[1]!, given({ recommendationIds: [documentId] })),
    ).rejects.toMatchObject({ code: 'unknown_subject' });
  });

  it('a weakness called support waits for a quality assurance lead, and nothing follows before', async () => {
    const { people } = scene;
    const id = await begun(scene);
    await answers.answer(people.manager, findingIds[1]!, given({ actionIds: [id], evidenceKind: 'staff' }));
    expect(await stateOf(findingIds[1]!)).toBe('waiting');
    expect(await action(id)).toMatchObject({ evidence_waiting_since: null });
    await expect(
      answers.decide(people.manager, findingIds[1]!, { agree: true, words: '' }),
    ).rejects.toMatchObject({ status: 403 });
    await answers.decide(people.quality, findingIds[1]!, { agree: true, words: 'It is on the way' });
    expect(await stateOf(findingIds[1]!)).toBe('linked');
    const { rows } = await scene.app.owner.query(
      `select e.kind, e.supplied_by from action_evidence u join evidence e on e.id = u.evidence_id where u.action_id = $1`,
      [id],
    );
    // Supplied by who linked it, so that who agreed may accept it.
    expect(rows).toEqual([{ kind: 'staff', supplied_by: people.manager.personId }]);
  });

  it('a weakness that is not agreed to be set aside is to be answered again', async () => {
    const { people } = scene;
    const id = findingIds[3]!;
    await answers.answer(people.manager, id, given({ answer: 'set_aside', note: 'Another service' }));
    expect(await stateOf(id)).toBe('waiting');
    await expect(answers.decide(people.quality, id, { agree: false, words: '' })).rejects.toMatchObject({
      code: 'words_missing',
    });
    await answers.decide(people.quality, id, { agree: false, words: 'It is our service' });
    expect(await stateOf(id)).toBe('open');
  });

  it('not borne out: effect not confirmed, and per action reopened with a date or not enough', async () => {
    const { people, recommendationIds } = scene;
    const fell = await evidenced(scene);
    const small = await evidenced(scene);
    const open = await begun(scene);
    const chosen = {
      answer: 'not_borne_out' as const,
      recommendationIds: [recommendationIds[0]!],
      actionIds: [fell, small, open],
      note: 'Late again in two teams',
    };
    await expect(answers.answer(people.manager, findingIds[2]!, given(chosen))).rejects.toMatchObject({
      code: 'outcome_missing',
    });
    await answers.answer(
      people.manager,
      findingIds[2]!,
      given({
        ...chosen,
        outcomes: new Map([
          [fell, { outcome: 'not_sustained', newDueOn: localDate('2027-02-26') }],
          [small, { outcome: 'not_enough', newDueOn: null }],
        ]),
      }),
    );
    expect(await action(fell)).toMatchObject({
      status: 'in_progress',
      assurance: 'not_reported',
      due_on: '2027-02-26',
      next_notice_on: '2026-11-23',
    });
    expect(await action(small)).toMatchObject({
      status: 'complete',
      rating: 'amber',
      rating_reasons: ['not_enough'],
    });
    expect(await action(open)).toMatchObject({ status: 'not_started', not_borne_out_on: '2026-11-23' });
    expect(await doubtedSince(recommendationIds[0]!)).toBe('2026-11-23');

    // Support by a later letter ends the doubt; the one of the same day did not.
    const later = await visitLetter(
      scene.app,
      people.manager.authority.id,
      'Visit of November',
      '2026-11-18',
      [{ text: 'Visits are in time now.', sentiment: 'strength' }],
    );
    await answers.answer(
      people.manager,
      later.findingIds[0]!,
      given({ recommendationIds: [recommendationIds[0]!], actionIds: [small] }),
    );
    expect(await doubtedSince(recommendationIds[0]!)).toBeNull();
    expect(await action(small)).toMatchObject({ not_enough_since: null });
  });

  it('improving, not yet good keeps from Blue; the link ended, it no longer does', async () => {
    const { people } = scene;
    const id = await begun(scene);
    const letter = await visitLetter(scene.app, people.manager.authority.id, 'Visit of July', '2026-07-01', [
      { text: 'Plans are better.', sentiment: 'progress' },
    ]);
    const [linkId] = await answers.answer(
      people.manager,
      letter.findingIds[0]!,
      given({ answer: 'improving', actionIds: [id] }),
    );
    expect(await action(id)).toMatchObject({ improving_not_yet_good_on: '2026-11-23' });
    await answers.end(people.manager, linkId!, 'It spoke of another team');
    expect(await action(id)).toMatchObject({ improving_not_yet_good_on: null });
    expect(await stateOf(letter.findingIds[0]!)).toBe('open');
  });

  it('a new concern becomes a recommendation of that document, and the visit is then answered', async () => {
    const { people } = scene;
    const visits = scene.app.get(VisitsService);
    await answers.answer(
      people.manager,
      findingIds[3]!,
      given({ answer: 'new_concern', concern: 'See that young carers are assessed in time.' }),
    );
    await answers.answer(
      people.manager,
      findingIds[4]!,
      given({ answer: 'set_aside', note: 'Says nothing about the plan' }),
    );
    const { rows } = await scene.app.owner.query(
      `select text, status from recommendations where document_id = $1`,
      [documentId],
    );
    expect(rows).toEqual([{ text: 'See that young carers are assessed in time.', status: 'open' }]);
    const { visit } = await visits.read(people.viewer, documentId);
    expect(visit).toMatchObject({ findings: 5, open: 0, waiting: 0 });
  });

  it('proposes at most five, best first, with the words, and links nothing by itself', async () => {
    const { people, recommendationIds } = scene;
    const { suggested } = await scene.app.get(SuggestionsService).of(people.quality, findingIds[1]!);
    expect(suggested.length).toBeLessThanOrEqual(5);
    expect(suggested[0]).toMatchObject({ of: { kind: 'recommendation', id: recommendationIds[1] } });
    expect(suggested[0]!.words).toContain('supervision');
  });

  it('is split at a sentence; the first part keeps its links, the second wants an answer of its own', async () => {
    const { people } = scene;
    const changes = scene.app.get(FindingChangesService);
    const { version, text } = await findings.view(people.manager, findingIds[1]!);
    await expect(changes.split(people.manager, findingIds[1]!, version, 3)).rejects.toMatchObject({
      code: 'not_a_sentence',
    });
    const second = await changes.split(people.manager, findingIds[1]!, version, text.indexOf('It is'));
    expect(second).toMatchObject({
      text: 'It is not yet recorded well.',
      answer: 'open',
      sentiment: 'weakness',
    });
    expect(await findings.view(people.manager, findingIds[1]!)).toMatchObject({
      text: 'Supervision is regular.',
      answer: 'linked',
    });
    await expect(
      changes.correct(people.manager, second.id, second.version, { sentiment: 'progress' }),
    ).rejects.toMatchObject({ code: 'quality_decides' });
    const { rows } = await scene.app.get(FindingsService).list(
      people.manager,
      { documentId: [documentId] },
      {
        limit: 3,
        offset: 0,
      },
    );
    expect(rows.map((row) => row.id)).toEqual([findingIds[0], findingIds[1], second.id]);
  });

  it('can be typed in for an audit or a practice week', async () => {
    const { people } = scene;
    const changes = scene.app.get(FindingChangesService);
    const blank = {
      text: 'Seven of ten files had a recent chronology.',
      sentiment: 'progress',
      section: 'Recording',
      documentId: null,
      documentTitle: 'Practice week of November',
      documentKind: 'other',
      documentDate: localDate('2026-11-20'),
      coveredAreas: 'Recording\nSupervision',
    } as const;
    const first = await changes.add(people.quality, blank);
    const second = await changes.add(people.quality, {
      ...blank,
      text: 'Managers sign every one.',
      documentId: first.documentId,
      documentTitle: null,
    });
    expect(second).toMatchObject({ documentId: first.documentId, number: '2', isTyped: true });
    await expect(changes.add(people.quality, { ...blank, documentTitle: null })).rejects.toMatchObject({
      code: 'wrong_document',
    });
  });

  it('holds the acceptance of its document', async () => {
    const holds = await scene.app.database.forAuthority(
      scene.people.manager.authority.id,
      { kind: 'migration' },
      (tx) => scene.app.get(DocumentHolds).on(tx, documentId),
    );
    expect(holds.map(({ name }) => name)).toContain('finding 3');
  });

  it('is guarded by the database too: a weakness is not set aside past quality assurance', async () => {
    await scene.app.owner.query(`select set_config('app.actor', 'migration', false)`);
    await expect(
      scene.app.owner.query(
        `insert into finding_links (authority_id, finding_id, link, note, state, linked_by, linked_on, linked_at)
         values ($1, $2, 'set_aside', 'No', 'standing', $3, '2026-11-23', now())`,
        [scene.people.manager.authority.id, findingIds[3], scene.people.manager.personId],
      ),
    ).rejects.toThrow(/agreement of a quality assurance lead/);
  });
});
