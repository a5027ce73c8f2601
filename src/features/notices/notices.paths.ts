/** The URLs of notices. */
export const noticePaths = {
  list: (query: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
    return search.size === 0 ? '/notices' : `/notices?${search}`;
  },
  digest: (id: string) => `/notices/digests/${id}`,
  sendAgain: (id: string) => `/notices/digests/${id}/send-again`,
  mails: (query: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
    return search.size === 0 ? '/notices/mails' : `/notices/mails?${search}`;
  },
  summaries: () => '/notices/days',
  next: () => '/notices/next',
  mine: () => '/notices/mine',
  withoutAddress: () => '/notices/without-address',
  lateWhenPublished: () => '/notices/late-when-published',
  ladder: () => '/settings/ladder',
  changeLadder: (preset?: string) =>
    preset === undefined ? '/settings/ladder/change' : `/settings/ladder/change?preset=${preset}`,
  previewLadder: () => '/settings/ladder/preview',
} as const;
