/** The URLs of findings. */
export const findingPaths = {
  list: (documentId?: string) => (documentId ? `/findings?documentId=${documentId}` : '/findings'),
} as const;
