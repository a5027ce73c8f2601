export const historyPaths = {
  of: (entity: string, id: string, cursor?: string) =>
    `/history/${encodeURIComponent(entity)}/${encodeURIComponent(id)}${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
} as const;
