/** The URLs of the journey, and of what became of one document's recommendations. */
export const journeyPaths = {
  journey: () => '/journey',
  document: (id: string) => `/journey/${id}`,
} as const;
