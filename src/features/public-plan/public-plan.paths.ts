/** The URLs of the public version of the plan: where it is published, and where everybody reads it. */
export const publicPlanPaths = {
  manage: () => '/plan/public',
  preview: () => '/plan/public/preview',
  setting: () => '/plan/public/setting',
  publish: () => '/plan/public/publish',
  withdraw: () => '/plan/public/withdraw',
  page: (slug: string) => `/public/${slug}`,
  csv: (slug: string) => `/public/${slug}/plan.csv`,
} as const;
