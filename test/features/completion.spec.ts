import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { ActionsRepository } from '../../src/features/actions/actions.repository.js';
import { AssuranceService } from '../../src/features/actions/assurance.service.js';
import { CancellationService } from '../../src/features/actions/cancellation.service.js';
import { CompletionService } from '../../src/features/actions/completion.service.js';
import { NotBorneOutService } from '../../src/features/actions/not-borne-out.service.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import { Forbidden, Refused, StateForbids } from '../../src/web/errors/refusals.js';
import {
  begun,
  board,
  completionScene,
  evidenced,
  IMPACT,
  item,
  proven,
  report,
  type Scene,
} from '../support/completion-scene.js';

let scene: Scene;
let completion: CompletionService;
let assurance: AssuranceService;
let notBorneOut: NotBorneOutService;

beforeAll(async () => {
  scene = await completionScene();
  completion = scene.app.get(CompletionService);
  assurance = scene.app.get(AssuranceService);
  notBorneOut = scene.app.get(NotBorneOutService);
});
afterAll(() => scene?.app.stop());
beforeEach(() => on('2026-11-23'));

const on = (day: string) => scene.app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const action = (id: string) =>
  scene.app.database.forAuthority(scene.people.manager.authority.id, { kind: 'sweep' }, async (tx) => {
    const found = await scene.app.get(ActionsRepository).byId(tx, id);
    return found!;
  });
const milestone = (id: string, title: string) =>
  scene.app.database.forAuthority(scene.people.manager.authority.id, { kind: 'import' }, async (tx) => {
    const row = await tx.row<{ id: string }>(
      `insert into milestones (authority_id, action_id, title, due_on, original_due_on)
       values ($1, $2, $3, '2026-11-20', '2026-11-20') returning id`,
      [tx.authorityId, id, title],
    );
    return row!.id;
  });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('reporting an action complete', () => {
  it('makes it complete and starts the clock of its proof; work is then known to have begun', async () => {
    const id = await begun(scene);
    await report(scene, id);
    expect(await action(id)).toMatchObject({
      status: 'complete',
      assurance: 'reported',
      reportedOn: '2026-11-23',
      provingFrom: '2026-11-23',
      begunOn: '2026-11-23',
      impactStatement: IMPACT,
      rating: 'green',
      ratingWord: 'complete, to be checked',
    });
  });

  it('needs to say what difference it made', async () => {
    const id = await begun(scene);
    const empty = completion.report(scene.people.owner, id, { impactStatement: ' ', milestones: [] });
    await expect(empty).rejects.toMatchObject({ code: 'impact_statement_missing' });
    expect(await action(id)).toMatchObject({ status: 'not_started' });
  });

  it('closes or explains every open milestone', async () => {
    const id = await begun(scene);
    const reached = await milestone(id, 'Rota agreed');
    const open = await milestone(id, 'Rota tried out');
    const one = { id: reached, reached: true, explanation: '' };
    const partly = completion.report(scene.people.owner, id, { impactStatement: IMPACT, milestones: [one] });
    await expect(partly).rejects.toMatchObject({ code: 'milestone_open' });
    const explained = { id: open, reached: false, explanation: 'The trial was not needed' };
    await completion.report(scene.people.owner, id, {
      impactStatement: IMPACT,
      milestones: [one, explained],
    });
    const { rows } = await scene.app.owner.query(
      `select title, done_on::text as done, explanation from milestones where action_id = $1 order by title`,
      [id],
    );
    expect(rows).toEqual([
      { title: 'Rota agreed', done: '2026-11-23', explanation: '' },
      { title: 'Rota tried out', done: null, explanation: 'The trial was not needed' },
    ]);
  });

  it.each(['viewer', 'manager', 'lead', 'quality'] as const)(
    'is not for the %s, who does not do it',
    async (who) => {
      const id = await begun(scene);
      await expect(report(scene, id, scene.people[who])).rejects.toBeInstanceOf(Forbidden);
    },
  );

  it('is evidenced at once when every required kind was accepted before', async () => {
    const id = await evidenced(scene);
    expect(await action(id)).toMatchObject({ assurance: 'evidenced', evidencedOn: '2026-11-23' });
  });

  it('without any accepted evidence turns amber 20 working days later, but not while something waits', async () => {
    const bare = await begun(scene);
    const waiting = await begun(scene);
    await report(scene, bare);
    await report(scene, waiting);
    on('2026-11-30');
    await scene.app.get(EvidenceService).supply(scene.people.owner, [waiting], item('audit'));
    on('2027-01-04');
    const reading = scene.app.get(ActionReadingService);
    expect(await reading.item(scene.people.owner, bare)).toMatchObject({
      rating: 'amber',
      ratingReasons: ['unproven'],
    });
    expect(await reading.item(scene.people.owner, waiting)).toMatchObject({ rating: 'green' });
  });
});

describe('refusing a completion', () => {
  it('puts the action back on its due date as if never reported; a second report keeps the first one’s clock', async () => {
    const id = await begun(scene);
    await report(scene, id);
    on('2026-12-07');
    await completion.refuse(scene.people.quality, id, 'The audit shows no change');
    expect(await action(id)).toMatchObject({
      status: 'in_progress',
      assurance: 'not_reported',
      reportedOn: null,
      dueOn: '2027-01-29',
      timesMoved: 0,
      timesRefused: 1,
      refusedOn: '2026-12-07',
    });
    on('2026-12-14');
    await report(scene, id);
    expect(await action(id)).toMatchObject({ reportedOn: '2026-12-14', provingFrom: '2026-11-23' });
  });

  it('needs a reason, and is not for what is verified', async () => {
    const id = await evidenced(scene);
    await expect(completion.refuse(scene.people.quality, id, ' ')).rejects.toBeInstanceOf(Refused);
    await assurance.verify(scene.people.quality, id, 'Ten records were read');
    expect(await code(completion.refuse(scene.people.quality, id, 'Too late'))).toBe('already_verified');
  });
});

describe('verifying and embedding', () => {
  it('is done by a quality assurance lead who had no hand in it, once its evidence is accepted', async () => {
    const id = await evidenced(scene);
    await assurance.verify(scene.people.quality, id, 'Ten records were read');
    expect(await action(id)).toMatchObject({
      assurance: 'verified',
      verifiedBy: scene.people.quality.personId,
      verifiedOn: '2026-11-23',
      ratingWord: 'complete, verified',
    });
  });

  it('waits for accepted evidence of every required kind', async () => {
    const id = await begun(scene);
    await proven(scene, id, ['audit']);
    await report(scene, id);
    expect(await code(assurance.verify(scene.people.quality, id, 'Seen'))).toBe('not_evidenced');
  });

  it('is refused to whoever ever owned it, even after it was handed over', async () => {
    const id = await begun(scene, { ownerId: scene.people.otherQuality.personId });
    const { version } = await action(id);
    const { ActionsService } = await import('../../src/features/actions/actions.service.js');
    await scene.app
      .get(ActionsService)
      .change(scene.people.manager, id, version, { ownerId: scene.people.owner.personId });
    await proven(scene, id);
    await report(scene, id);
    expect(await code(assurance.verify(scene.people.otherQuality, id, 'Seen'))).toBe(
      'was_owner_or_contributor',
    );
    expect(await code(assurance.verify(scene.people.quality, id, 'Seen'))).toBe('done');
  });

  it('is embedded no sooner than three months later, and then Blue', async () => {
    const id = await evidenced(scene);
    await assurance.verify(scene.people.quality, id, 'Ten records were read');
    on('2027-02-22');
    expect(await code(assurance.embed(scene.people.otherQuality, id, 'Seen'))).toBe('too_soon');
    on('2027-02-23');
    await assurance.embed(scene.people.otherQuality, id, 'It lasted');
    expect(await action(id)).toMatchObject({ assurance: 'embedded', rating: 'blue' });
  });

  it('of an enabling action ends at verified', async () => {
    const id = await evidenced(scene, { kind: 'enabling', requiredEvidence: ['record'] });
    await assurance.verify(scene.people.quality, id, 'The policy was read');
    on('2027-03-01');
    expect(await code(assurance.embed(scene.people.quality, id, 'Seen'))).toBe('enabling_ends_at_verified');
  });
});

describe('not borne out', () => {
  const embedded = async () => {
    on('2026-11-23');
    const id = await evidenced(scene);
    await assurance.verify(scene.people.quality, id, 'Seen');
    on('2027-02-23');
    await assurance.embed(scene.people.quality, id, 'It lasted');
    return id;
  };

  it('not sustained: reopened with a new due date; every clock counts anew and new proof is needed', async () => {
    const id = await embedded();
    on('2027-03-01');
    const reopening = { reason: 'The visit found drift', newDueOn: localDate('2027-06-30'), findingId: null };
    await notBorneOut.reopen(scene.people.manager, id, reopening);
    expect(await action(id)).toMatchObject({
      status: 'in_progress',
      assurance: 'not_reported',
      round: 2,
      dueOn: '2027-06-30',
      slipFrom: '2027-06-30',
      originalDueOn: '2027-01-29',
      timesMoved: 0,
      provingFrom: null,
      acceptedEvidenceOn: null,
      acceptedKinds: [],
      reopenedOn: '2027-03-01',
      rating: 'green',
      ratingWord: 'on track',
    });
    await report(scene, id);
    expect(await action(id)).toMatchObject({ assurance: 'reported', provingFrom: '2027-03-01' });
    await proven(scene, id);
    expect(await action(id)).toMatchObject({ assurance: 'evidenced' });
  });

  it('needs the new due date in the same step, after today', async () => {
    const id = await embedded();
    const reopen = (newDueOn: string | null) =>
      code(
        notBorneOut.reopen(scene.people.quality, id, {
          reason: 'Drift',
          newDueOn: newDueOn === null ? null : localDate(newDueOn),
          findingId: null,
        }),
      );
    expect(await reopen(null)).toBe('due_missing');
    expect(await reopen('2027-02-23')).toBe('due_not_after_reopening');
  });

  it('done, but not enough: loses Blue until the further action is verified', async () => {
    const id = await embedded();
    const served = { recommendationIds: [scene.recommendationIds[0] as string] };
    await notBorneOut.markNotEnough(scene.people.quality, id, { reason: 'Two teams only', findingId: null });
    expect(await action(id)).toMatchObject({
      rating: 'amber',
      ratingReasons: ['not_enough'],
      status: 'complete',
    });
    const further = await evidenced(scene, served);
    expect(await code(notBorneOut.closeNotEnough(scene.people.quality, id, further))).toBe(
      'further_action_not_verified',
    );
    await assurance.verify(scene.people.quality, further, 'Seen');
    await notBorneOut.closeNotEnough(scene.people.quality, id, further);
    expect(await action(id)).toMatchObject({ rating: 'blue', notEnoughSince: null });
  });

  it('another look a year later keeps it embedded', async () => {
    const id = await embedded();
    on('2028-02-23');
    await assurance.lookAgain(scene.people.otherQuality, id, 'Still so');
    expect(await action(id)).toMatchObject({ assurance: 'embedded', lookedOn: '2028-02-23' });
  });
});

describe('cancelling', () => {
  it('is asked for by the plan manager and decided by the chair between meetings', async () => {
    await board(scene);
    const cancellation = scene.app.get(CancellationService);
    const id = await begun(scene);
    const decision = { approve: true, words: 'Replaced', meetingId: null };
    expect(await code(cancellation.decide(scene.people.chair, id, decision))).toBe('not_asked');
    await cancellation.ask(scene.people.manager, id, 'Another action does the same');
    expect(await code(cancellation.ask(scene.people.manager, id, 'Again'))).toBe('already_asked');
    await expect(cancellation.decide(scene.people.director, id, decision)).rejects.toBeInstanceOf(Forbidden);
    await expect(cancellation.decide(scene.people.manager, id, decision)).rejects.toBeInstanceOf(Forbidden);
    await cancellation.decide(scene.people.chair, id, decision);
    expect(await action(id)).toMatchObject({
      status: 'cancelled',
      rating: 'grey',
      cancelledOn: '2026-11-23',
    });
  });

  it('refused with words, the action goes on', async () => {
    const cancellation = scene.app.get(CancellationService);
    const id = await begun(scene);
    await cancellation.ask(scene.people.manager, id, 'Too dear');
    const refuse = (words: string) =>
      cancellation.decide(scene.people.chair, id, { approve: false, words, meetingId: null });
    await expect(refuse('')).rejects.toBeInstanceOf(Refused);
    await refuse('It is needed');
    expect(await action(id)).toMatchObject({ status: 'not_started' });
    await expect(refuse('Again')).rejects.toBeInstanceOf(StateForbids);
  });
});

describe('an imported plan', () => {
  it('brings in what was complete as reported, without counting proof until it is asked for', async () => {
    const id = await begun(scene);
    await scene.app.database.forAuthority(scene.people.manager.authority.id, { kind: 'import' }, (tx) =>
      completion.importedComplete(tx, [id]),
    );
    expect(await action(id)).toMatchObject({ status: 'complete', assurance: 'reported', provingFrom: null });
    expect(await completion.askForProof(scene.people.manager, [id])).toBe(1);
    expect(await action(id)).toMatchObject({ provingFrom: '2026-11-23' });
  });
});
