import { safePath } from '../../web/web.paths.js';
import { actionPaths } from '../actions/actions.paths.js';
import { measurePaths } from '../measures/measures.paths.js';
import { meetingsPaths } from '../meetings/meetings.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { ChallengeRow } from './challenge-row.js';
import { challengePaths } from './challenges.paths.js';

export const ABOUT_KINDS = ['action', 'recommendation', 'measure', 'meeting'] as const;
export type AboutKind = (typeof ABOUT_KINDS)[number];

/** What a challenge is about, where it is about one thing that has a page. */
export interface About {
  readonly kind: AboutKind;
  readonly id: string;
}

const PAGES: Readonly<Record<AboutKind, (id: string) => string>> = {
  action: actionPaths.action,
  recommendation: recommendationPaths.recommendation,
  measure: measurePaths.measure,
  meeting: meetingsPaths.meeting,
};
const LONGEST_PATH = 500;

/** The page of what a challenge is about. */
export function pageOf({ kind, id }: About): string {
  return PAGES[kind](id);
}

/** What a page is about: its action, recommendation, measure or meeting, also on a page below it; null for any other. */
export function aboutOfPage(path: string): About | null {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(path)?.[0];
  if (id === undefined) return null;
  const kind = ABOUT_KINDS.find((one) => {
    const page = PAGES[one](id);
    return path === page || path.startsWith(`${page}/`);
  });
  return kind === undefined ? null : { kind, id };
}

/** A page of ours that a challenge can be raised from; empty for one that tells nothing, and for what is no page. */
export function pageRaisedFrom(given: string | null | undefined): string {
  const path = safePath(given ?? '/').split(/[?#]/)[0] ?? '/';
  const own = challengePaths.list();
  const tellsNothing = path === '/' || path === own || path.startsWith(`${own}/`);
  return tellsNothing || path.length > LONGEST_PATH ? '' : path;
}

export function aboutOf({ aboutKind, aboutId }: ChallengeRow): About | null {
  return aboutKind === null || aboutId === null ? null : { kind: aboutKind, id: aboutId };
}
