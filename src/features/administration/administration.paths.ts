export const administrationPaths = {
  home: () => '/administration',
  plan: () => '/settings/plan',
  changePlan: () => '/settings/plan/change',
  preset: () => '/settings/plan/preset',
  tryPreset: (name: string) => `/settings/plan/preset?to=${name}`,
  closedDays: () => '/settings/closed-days',
  addClosedDay: () => '/settings/closed-days/add',
  withdrawClosedDay: (id: string) => `/settings/closed-days/${id}/withdraw`,
} as const;
