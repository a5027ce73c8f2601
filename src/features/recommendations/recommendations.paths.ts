/** The URLs of recommendations. The page of one is shown with the actions towards it. */
export const recommendationPaths = {
  list: (
    filter: {
      documentId?: string;
      withoutAction?: boolean;
      noLead?: boolean;
      noSentence?: boolean;
      workstreamId?: string;
      status?: string;
      priority?: string;
    } = {},
  ) => {
    const query = new URLSearchParams();
    if (filter.documentId) query.set('documentId', filter.documentId);
    if (filter.status) query.set('status', filter.status);
    if (filter.priority) query.set('priority', filter.priority);
    if (filter.workstreamId) query.set('workstreamId', filter.workstreamId);
    if (filter.withoutAction) query.set('withoutAction', 'true');
    if (filter.noLead) query.set('noLead', 'true');
    if (filter.noSentence) query.set('noSentence', 'true');
    return query.size === 0 ? '/recommendations' : `/recommendations?${query}`;
  },
  recommendation: (id: string) => `/recommendations/${id}`,
  change: (id: string) => `/recommendations/${id}/change`,
  propose: (id: string) => `/recommendations/${id}/propose-met`,
  withdrawProposal: (id: string) => `/recommendations/${id}/propose-met/withdraw`,
  decideMet: (id: string) => `/recommendations/${id}/met`,
  reopen: (id: string) => `/recommendations/${id}/reopen`,
  supersede: (id: string) => `/recommendations/${id}/supersede`,
  sentence: (id: string) => `/recommendations/${id}/sentence`,
  restrict: (id: string) => `/recommendations/${id}/restrict`,
  /** Pages of later features on what is shown here. */
  coverage: () => '/coverage',
  readyForVisit: () => '/ready-for-a-visit',
  /** The page of a measure, which a later feature shows. */
  measure: (id: string) => `/measures/${id}`,
  add: () => '/recommendations/new',
  correct: (id: string) => `/recommendations/${id}/correct`,
  withdraw: (id: string) => `/recommendations/${id}/withdraw`,
  /** Likely repeats to decide, of one document or of all. */
  raisedBeforeOffers: (documentId: string | null = null) =>
    `/recommendations/raised-before${documentId === null ? '' : `?documentId=${documentId}`}`,
  raisedBefore: (id: string) => `/recommendations/${id}/raised-before`,
  confirmRaised: (id: string) => `/recommendations/${id}/raised-before/confirm`,
  setAsideRaised: (id: string) => `/recommendations/${id}/raised-before/set-aside`,
} as const;
