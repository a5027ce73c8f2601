/** The URLs of the board page. */
export const boardPaths = {
  board: () => '/board',
  csv: () => '/board.csv',
  /** Shown by administration, which comes later in the order of features. */
  howItIsRated: () => '/settings/plan',
} as const;
