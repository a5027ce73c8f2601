import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { CompletionService } from '../../src/features/actions/completion.service.js';
import { EvidenceModule } from '../../src/features/evidence/evidence.module.js';
import type { NewEvidence } from '../../src/features/evidence/evidence.repository.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import type { ActionContent } from '../../src/features/actions/actions.service.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
import type { EvidenceKind } from '../../src/domain/lifecycle/publishing.js';
import type { Person } from '../../src/web/person.js';
import { planOfWestmarch, publishedAction, startWithActions, type PlanPeople } from './plan-of-westmarch.js';
import type { TestApp, TestAppOptions } from './test-app.js';

export interface Scene {
  readonly app: TestApp;
  readonly people: PlanPeople & {
    readonly quality: Person;
    readonly otherQuality: Person;
    readonly chair: Person;
  };
  readonly recommendationIds: string[];
}

/** The plan of Westmarch with two quality assurance leads and a chair, on Monday 23 November 2026. */
export async function completionScene(
  options: { at?: string; modules?: TestAppOptions['modules'] } = {},
): Promise<Scene> {
  const app = await startWithActions({
    at: options.at ?? '2026-11-23T09:00:00Z',
    modules: [EvidenceModule, ...(options.modules ?? [])],
  });
  const { people, recommendationIds } = await planOfWestmarch(app);
  const quality = await app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  const otherQuality = await app.person({ email: 'other.quality@westmarch.example', roles: ['quality'] });
  const chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  return { app, people: { ...people, quality, otherQuality, chair }, recommendationIds };
}

export const IMPACT = 'Visits happen in time: 38 of 40 audited records show it, and children say so.';

/** What one item of a kind says about October 2026. */
export function item(kind: EvidenceKind, change: Partial<NewEvidence> = {}): NewEvidence {
  return {
    form: 'link',
    kind,
    shows: `The ${kind} of October shows visits in time`,
    periodFrom: localDate('2026-10-01'),
    periodTo: localDate('2026-10-31'),
    link: `https://westmarch.example/${kind}`,
    measureValueId: null,
    findingId: null,
    ...change,
  };
}

/** A published practice action that began in November and needs audit and data. */
export function begun({ app, people }: Scene, change: Partial<ActionContent> = {}): Promise<string> {
  return publishedAction(app, people, { startOn: localDate('2026-11-02'), ...change });
}

/** Accepted evidence of each kind that the action needs. */
export async function proven(scene: Scene, id: string, kinds: readonly EvidenceKind[] = ['audit', 'data']) {
  const evidence = scene.app.get(EvidenceService);
  for (const kind of kinds) {
    const itemId = await evidence.supply(scene.people.owner, [id], item(kind));
    await evidence.decide(scene.people.quality, itemId, {
      accept: true,
      reason: 'It shows it',
      actionId: id,
      fileNumber: null,
    });
  }
}

export function report(scene: Scene, id: string, person: Person = scene.people.owner): Promise<void> {
  return scene.app.get(CompletionService).report(person, id, { impactStatement: IMPACT, milestones: [] });
}

/** Reported complete with everything accepted. */
export async function evidenced(scene: Scene, change: Partial<ActionContent> = {}): Promise<string> {
  const id = await begun(scene, change);
  await proven(scene, id, change.requiredEvidence);
  await report(scene, id);
  return id;
}

/** An improvement board, so that decisions can be recorded. */
export async function board({ app, people }: Scene): Promise<void> {
  await app.get(BoardsService).add(people.manager, { name: 'Improvement board', kind: 'improvement' });
}
