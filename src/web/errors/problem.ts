import type { FieldError } from './refusals.js';

/** RFC 9457 problem details, with our stable `code` and, for 422, the fields. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** What to quote when reporting a fault; it stands in the log beside the cause. */
  readonly reference?: string;
  /** For 412: the version that stands now. */
  readonly currentVersion?: number;
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Sign in needed',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'The state forbids it',
  412: 'Changed by somebody else',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  428: 'Precondition required',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
};

export function problem(
  status: number,
  code: string,
  more: Omit<Partial<Problem>, 'status' | 'code'> = {},
): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Refused', status, code, ...more };
}
