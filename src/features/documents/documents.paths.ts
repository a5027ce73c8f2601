/** The URLs of documents, their original files and their text. */
export const documentPaths = {
  list: () => '/documents',
  /** Pages of later features on what documents said. */
  visits: () => '/visits',
  journey: () => '/journey',
  withdrawn: () => '/documents/withdrawn',
  document: (id: string) => `/documents/${id}`,
  publication: (id: string) => `/documents/${id}/publication`,
  original: (id: string) => `/documents/${id}/original`,
  /** The text of one page; with a line, that line comes into view. */
  text: (id: string, page: number, line?: number | null) =>
    `/documents/${id}/text/${page}${line ? `#line-${page}-${line}` : ''}`,
} as const;
