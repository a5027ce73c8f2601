/** The URLs of existing plans. */
export const planSheetPaths = {
  list: () => '/plan-sheets',
  upload: () => '/plan-sheets/upload',
  template: () => '/plan-sheets/template.xlsx',
  sheet: (id: string) => `/plan-sheets/${id}`,
  original: (id: string) => `/plan-sheets/${id}/original`,
  columns: (id: string) => `/plan-sheets/${id}/columns`,
  problems: (id: string) => `/plan-sheets/${id}/problems`,
  proposals: (id: string) => `/plan-sheets/${id}/proposals`,
  people: (id: string) => `/plan-sheets/${id}/people`,
  recommendations: (id: string) => `/plan-sheets/${id}/recommendations`,
  defaults: (id: string, workstream?: string) =>
    `/plan-sheets/${id}/defaults${workstream ? `?${new URLSearchParams({ workstream })}` : ''}`,
  changes: (id: string) => `/plan-sheets/${id}/changes`,
  apply: (id: string) => `/plan-sheets/${id}/apply`,
  withdraw: (id: string) => `/plan-sheets/${id}/withdraw`,
  answerComplete: (actionId: string) => `/actions/${actionId}/said-complete`,
} as const;
