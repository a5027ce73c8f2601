/** The URLs of packs, of their commentary and of the explanations that owners give. */
export const packPaths = {
  packs: () => '/packs',
  pack: (id: string, part: 1 | 2 = 1) => (part === 2 ? `/packs/${id}?part=2` : `/packs/${id}`),
  since: (id: string, part: 1 | 2 = 1) => (part === 2 ? `/packs/${id}/since?part=2` : `/packs/${id}/since`),
  preview: (id: string, part: 1 | 2 = 1) =>
    part === 2 ? `/packs/${id}/preview?part=2` : `/packs/${id}/preview`,
  open: (id: string) => `/packs/${id}/open`,
  commentary: (id: string) => `/packs/${id}/commentary`,
  clear: (id: string) => `/packs/${id}/clear`,
  openAgain: (id: string) => `/packs/${id}/open-again`,
  issue: (id: string) => `/packs/${id}/issue`,
  correct: (id: string) => `/packs/${id}/correct`,
  begin: (meetingId: string) => `/meetings/${meetingId}/pack`,
  explain: (actionId: string) => `/actions/${actionId}/explain`,
} as const;
