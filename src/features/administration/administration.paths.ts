export const administrationPaths = {
  home: () => '/administration',
} as const;
