import { headingMeaning } from '../../domain/intake/heading-roles.js';

/** What the heading above a finding is about; "Findings and evaluation of progress" is about nothing. */
export function themeIn(section: string | null): string | null {
  if (section === null) return null;
  return headingMeaning(section)?.role === 'findings' ? null : section;
}
