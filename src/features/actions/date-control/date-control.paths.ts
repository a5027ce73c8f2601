/** The URLs of date control, milestones and what an action waits for. */
export const dateControlPaths = {
  ask: (actionId: string) => `/actions/${actionId}/date-changes/ask`,
  agreement: (actionId: string) => `/actions/${actionId}/date-changes/agreement`,
  request: (id: string) => `/date-changes/${id}`,
  decide: (id: string) => `/date-changes/${id}/decide`,
  accept: (id: string) => `/date-changes/${id}/accept`,
  drop: (id: string) => `/date-changes/${id}/drop`,
  addMilestone: (actionId: string) => `/actions/${actionId}/milestones/add`,
  milestone: (actionId: string, id: string) => `/actions/${actionId}/milestones/${id}`,
  doneMilestone: (actionId: string, id: string) => `/actions/${actionId}/milestones/${id}/done`,
  moveMilestone: (actionId: string, id: string) => `/actions/${actionId}/milestones/${id}/move`,
  explainMilestone: (actionId: string, id: string) => `/actions/${actionId}/milestones/${id}/explain`,
  withdrawMilestone: (actionId: string, id: string) => `/actions/${actionId}/milestones/${id}/withdraw`,
  addWait: (actionId: string) => `/actions/${actionId}/waits/add`,
  endWait: (actionId: string, id: string) => `/actions/${actionId}/waits/${id}/end`,
} as const;
