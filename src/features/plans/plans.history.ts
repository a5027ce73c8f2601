import { may } from '../../domain/access/policy.js';
import { isUuid } from '../../web/api/ids.js';
import type { HistorySubject } from '../history/history.subjects.js';
import type { WorkstreamsRepository } from '../recommendations/workstreams.repository.js';
import { VERSION_STATE_NAMES } from './plan-words.js';
import type { PlanVersionsRepository } from './plan-versions.repository.js';

export function historyOfWorkstreams(workstreams: WorkstreamsRepository): HistorySubject {
  return {
    entity: 'workstreams',
    noun: 'workstream',
    fields: {
      name: { label: 'Name' },
      sponsor_id: { label: 'Sponsor', as: { row: 'people' } },
      what_will_be_different: { label: 'What will be different for children' },
      position: { label: 'Place in the plan' },
      archived_at: { label: 'Archived', as: 'moment' },
    },
    find: async (tx, person, id) =>
      may('plan.read', person) && isUuid(id) && (await workstreams.row(tx, id)) ? {} : null,
  };
}

/** Of a version only what became of it: what it says never changes. */
export function historyOfPlanVersions(versions: PlanVersionsRepository): HistorySubject {
  return {
    entity: 'plan_versions',
    noun: 'version of the plan',
    fields: {
      name: { label: 'Name' },
      state: { label: 'State', as: { words: VERSION_STATE_NAMES } },
      approved_by: { label: 'Approved by', as: { row: 'people' } },
      submitted_to: { label: 'Submitted to' },
      submitted_on: { label: 'Submitted on', as: 'day' },
      response_from: { label: 'Response from' },
      response: { label: 'Response' },
    },
    find: async (tx, person, id) => {
      if (!may('plan.read', person) || !isUuid(id)) return null;
      const version = await versions.one(tx, id);
      if (version === null) return null;
      const isOut = version.state === 'approved' || version.state === 'submitted';
      return isOut || may('plan.manage', person) || may('plan.approve', person) ? {} : null;
    },
  };
}
