/** The URLs of the board page. */
export const boardPaths = {
  board: () => '/board',
  csv: () => '/board.csv',
} as const;
