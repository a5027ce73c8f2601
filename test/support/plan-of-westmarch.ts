import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionsService, type ActionContent } from '../../src/features/actions/actions.service.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
import type { Person } from '../../src/web/person.js';
import { FilesModule } from '../../src/platform/files/files.module.js';
import { ActionsModule } from '../../src/features/actions/actions.module.js';
import { TestApp, type TestAppOptions } from './test-app.js';

export interface PlanPeople {
  readonly manager: Person;
  readonly owner: Person;
  readonly lead: Person;
  readonly director: Person;
  readonly member: Person;
  readonly viewer: Person;
}

/** The application with actions and what they use. */
export function startWithActions(options: TestAppOptions = {}): Promise<TestApp> {
  const files = FilesModule.at(`file:${join(tmpdir(), 'improvement-plan-tracker-tests')}`);
  return TestApp.start({ ...options, modules: [files, ActionsModule, ...(options.modules ?? [])] });
}

/** An open plan with a document of three recommendations, the first a priority action, and the people of the plan. */
export async function planOfWestmarch(
  app: TestApp,
): Promise<{ people: PlanPeople; authorityId: string; documentId: string; recommendationIds: string[] }> {
  const manager = await app.person({ email: 'manager@westmarch.example', roles: ['plan_manager'] });
  const owner = await app.person({ email: 'owner@westmarch.example', roles: ['owner'] });
  const lead = await app.person({ email: 'lead@westmarch.example', roles: ['lead'] });
  const director = await app.person({ email: 'director@westmarch.example', roles: ['director'] });
  const member = await app.person({ email: 'member@westmarch.example', roles: ['member'] });
  const viewer = await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] });
  const authorityId = manager.authority.id;
  const { documentId, recommendationIds } = await app.database.forAuthority(
    authorityId,
    { kind: 'migration' },
    async (tx) => {
      await tx.rows(
        `insert into plans (authority_id, title, opened_on) values ($1, 'Improvement plan', '2026-09-01')
         on conflict do nothing`,
        [authorityId],
      );
      const document = await tx.row<{ id: string }>(
        `insert into documents (authority_id, state, kind, title, received_on, file_name, media_type, byte_size,
                                sha256, stored_as, accepted_at)
         values ($1, 'accepted', 'ilacs_inspection', 'Inspection of Westmarch', '2026-09-01', 'report.pdf',
                 'application/pdf', 1, repeat('a', 64), 'report', now()) returning id`,
        [authorityId],
      );
      const rows = await tx.rows<{ id: string }>(
        `insert into recommendations (authority_id, document_id, position, number, priority, addressee, text)
         select $1, $2, r.position, r.position::text, r.priority, 'Local authority', r.text
           from (values
             (1, 'priority_action', 'Make sure that children are seen within the time that their plan sets.'),
             (2, 'area_for_improvement', 'Improve the supervision of social workers, so that it is regular and recorded.'),
             (3, 'area_for_improvement', 'Strengthen the voice of children in plans.')) r(position, priority, text)
         returning id`,
        [authorityId, document!.id],
      );
      return { documentId: document!.id, recommendationIds: rows.map(({ id }) => id) };
    },
  );
  return {
    people: { manager, owner, lead, director, member, viewer },
    authorityId,
    documentId,
    recommendationIds,
  };
}

/** What a draft needs to be published: two months of practice work from 1 December 2026. */
export function wholeAction(people: PlanPeople, change: Partial<ActionContent> = {}) {
  return {
    title: 'See every child within ten days',
    kind: 'practice' as const,
    ownerId: people.owner.personId,
    accountableLeadId: people.lead.personId,
    startOn: localDate('2026-12-01'),
    dueOn: localDate('2027-01-29'),
    successMeasure: '95% of visits are in time',
    requiredEvidence: ['audit' as const, 'data' as const],
    ...change,
  };
}

/** A published action; gives its id. */
export function publishedAction(
  app: TestApp,
  people: PlanPeople,
  change: Partial<ActionContent> = {},
): Promise<string> {
  return app.get(ActionsService).create(people.manager, wholeAction(people, change), { publish: true });
}
