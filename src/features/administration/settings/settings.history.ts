import { may } from '../../../domain/access/policy.js';
import type { HistorySubject } from '../../history/history.subjects.js';
import type { PlanSettingsRepository } from './plan-settings.repository.js';
import { PRESET_TITLES } from './plan-settings.page.js';

/** What the history of a plan's settings tells: to whoever reads the plan. */
export function historyOfPlans(plans: PlanSettingsRepository): HistorySubject {
  return {
    entity: 'plans',
    noun: 'plan',
    fields: {
      title: { label: 'Name' },
      rating_preset: { label: 'Rated by', as: { words: PRESET_TITLES } },
      ladder_preset: { label: 'Notices by', as: { words: PRESET_TITLES } },
      colour_words: { label: 'Words of the colours' },
      answers_by_link: { label: 'Owners may answer by a link', as: 'yes_no' },
      shown_to_public: { label: 'Public version', as: 'yes_no' },
      closed_on: { label: 'Closed', as: 'day' },
    },
    find: async (tx, person, id) => {
      if (!may('plan.read', person)) return null;
      const plan = await plans.openPlan(tx);
      return plan?.id === id ? {} : null;
    },
  };
}
