import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTION_STATES, ACTION_VERBS, type ActionState } from '../../src/domain/access/who-may-do-what.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionsRepository } from '../../src/features/actions/actions.repository.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { AssuranceService } from '../../src/features/actions/assurance.service.js';
import { CallsService } from '../../src/features/actions/calls.service.js';
import { CancellationService } from '../../src/features/actions/cancellation.service.js';
import { CompletionService } from '../../src/features/actions/completion.service.js';
import { NotBorneOutService } from '../../src/features/actions/not-borne-out.service.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import { Refused, StateForbids } from '../../src/web/errors/refusals.js';
import {
  begun,
  board,
  completionScene,
  evidenced,
  item,
  report,
  type Scene,
} from '../support/completion-scene.js';
import { wholeAction } from '../support/plan-of-westmarch.js';

let scene: Scene;

beforeAll(async () => {
  scene = await completionScene();
  await board(scene);
});
afterAll(() => scene?.app.stop());

const on = (day: string) => scene.app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const service = <T>(type: abstract new (...args: never[]) => T) => scene.app.get(type);
const approve = { approve: true, words: 'So decided', meetingId: null };

/** An action in each state, made as people make it. */
const IN_STATE: Record<string, () => Promise<string>> = {
  draft: () => service(ActionsService).create(scene.people.manager, wholeAction(scene.people)),
  'not started': () => begun(scene),
  'in progress': async () => {
    const id = await begun(scene);
    await report(scene, id);
    await service(CompletionService).refuse(scene.people.quality, id, 'Not yet');
    return id;
  },
  reported: async () => {
    const id = await begun(scene);
    await report(scene, id);
    return id;
  },
  evidenced: () => evidenced(scene),
  verified: async () => {
    const id = await evidenced(scene);
    await service(AssuranceService).verify(scene.people.quality, id, 'Seen');
    return id;
  },
  embedded: async () => {
    const id = await evidenced(scene);
    await service(AssuranceService).verify(scene.people.quality, id, 'Seen');
    on('2027-03-01');
    await service(AssuranceService).embed(scene.people.quality, id, 'Lasted');
    return id;
  },
  cancelled: async () => {
    const id = await begun(scene);
    await service(CancellationService).ask(scene.people.manager, id, 'Replaced');
    await service(CancellationService).decide(scene.people.chair, id, approve);
    return id;
  },
};

/** Each verb of the table, done by somebody who may, with nothing but the state in its way. */
const DO: Record<string, (id: string) => Promise<unknown>> = {
  Publish: (id) => service(ActionsService).publish(scene.people.manager, id),
  Change: async (id) => {
    const { version } = await scene.app.database.forAuthority(
      scene.people.manager.authority.id,
      { kind: 'sweep' },
      async (tx) => (await service(ActionsRepository).byId(tx, id))!,
    );
    await service(ActionsService).change(scene.people.manager, id, version, { title: 'Changed' });
  },
  Update: (id) =>
    service(UpdatesService).record(scene.people.owner, id, {
      answer: 'yes',
      forecastOn: null,
      begunOn: null,
      noChange: false,
      whatChanged: 'Something',
      inTheWay: '',
      whoRemovesIt: '',
    }),
  'Call it worse': (id) =>
    service(CallsService).callWorse(scene.people.director, id, { colour: 'red', reason: 'So' }),
  'Supply evidence': (id) => service(EvidenceService).supply(scene.people.owner, [id], item('voice')),
  'Report complete': (id) => report(scene, id),
  'Refuse the completion': (id) => service(CompletionService).refuse(scene.people.quality, id, 'Not yet'),
  Verify: (id) => service(AssuranceService).verify(scene.people.quality, id, 'Seen'),
  'Call a practice action embedded': (id) =>
    service(AssuranceService).embed(scene.people.quality, id, 'Seen'),
  'Look at it again': (id) => service(AssuranceService).lookAgain(scene.people.quality, id, 'Seen'),
  'Reopen (not sustained)': (id) =>
    service(NotBorneOutService).reopen(scene.people.quality, id, {
      reason: 'Drift',
      newDueOn: localDate('2027-12-01'),
      findingId: null,
    }),
  'Mark as done, but not enough': (id) =>
    service(NotBorneOutService).markNotEnough(scene.people.quality, id, { reason: 'More', findingId: null }),
  'Ask the board to cancel it': (id) =>
    service(CancellationService).ask(scene.people.manager, id, 'Replaced'),
};

describe('the table of who may do what is what happens', () => {
  it.each(ACTION_STATES.map((state): [string, ActionState] => [state.name, state]))(
    '%s',
    async (_, state) => {
      on('2026-11-23');
      let id = await IN_STATE[state.name]!();
      const happened: Record<string, boolean> = {};
      for (const name of Object.keys(DO)) {
        // Far enough on for a second check.
        on('2027-03-01');
        happened[name] = await DO[name]!(id).then(
          () => true,
          (error: unknown) => {
            if (error instanceof StateForbids || error instanceof Refused) return false;
            throw error;
          },
        );
        if (!happened[name]) continue;
        on('2026-11-23');
        id = await IN_STATE[state.name]!();
      }
      const inTable = ACTION_VERBS.filter(({ name }) => name in DO);
      expect(happened).toEqual(
        Object.fromEntries(inTable.map((verb) => [verb.name, verb.isPossible(state)])),
      );
    },
  );
});
