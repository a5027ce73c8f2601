import { childDetailsIn, type ChildDetailKind } from '../../domain/privacy/child-details.js';
import { Refused, type FieldError } from '../errors/refusals.js';

/** The field in which a writer says why a text stays as it is. */
export const PRIVACY_REASON = 'privacyReason';
export const LOOKS_LIKE_A_CHILDS_DETAILS = 'looks_like_a_childs_details';
const LONGEST_REASON = 500;

export const KIND_WORDS: Readonly<Record<ChildDetailKind, string>> = {
  nhs_number: 'an NHS number',
  upn: 'a unique pupil number',
  date_of_birth: 'a date of birth',
  case_reference: 'a case reference',
  postcode: 'a postcode',
};

export interface CheckedText {
  readonly field: string;
  /** How the sentence begins: "What has changed", or the name of a file. */
  readonly label: string;
  readonly text: string;
  /** Typed by somebody; false for the text of an upload, whose letterhead may have a postcode. */
  readonly isTyped: boolean;
}

export interface FoundDetails {
  readonly field: string;
  readonly label: string;
  readonly kinds: readonly ChildDetailKind[];
}

/** That a writer went on: which field, what kind, and why. Never what was written. */
export interface PrivacyOverride {
  readonly field: string;
  readonly kinds: readonly ChildDetailKind[];
  readonly reason: string;
}

/** 422, with a sentence beside each field; sent again with a reason in `privacyReason` it is taken. */
export class LooksLikeAChildsDetails extends Refused {
  constructor(errors: readonly FieldError[]) {
    super(LOOKS_LIKE_A_CHILDS_DETAILS, 'Something looks like a child’s details', errors);
  }
}

/** Which of these texts look like a child's details. */
export function findChildDetails(texts: readonly CheckedText[]): FoundDetails[] {
  return texts.flatMap(({ field, label, text, isTyped }) => {
    const kinds = [...new Set(childDetailsIn(text, { isFreeText: isTyped }).map(({ kind }) => kind))];
    return kinds.length === 0 ? [] : [{ field, label, kinds }];
  });
}

/**
 * What stands in the way of saving what was found: nothing when a reason is given, which is then noted beside the body
 * of the request and recorded once the request has done its work.
 */
export function problemsOf(found: readonly FoundDetails[], body: unknown): FieldError[] {
  if (found.length === 0) return [];
  const reason = reasonIn(body);
  if (reason === null)
    return found.map(({ field, label, kinds }) => ({ field, message: pointOut(label, kinds) }));
  if (reason.length > LONGEST_REASON) {
    return [{ field: PRIVACY_REASON, message: `The reason must be ${LONGEST_REASON} characters or fewer` }];
  }
  if (childDetailsIn(reason, { isFreeText: true }).length > 0) {
    return [{ field: PRIVACY_REASON, message: 'The reason must not hold the details themselves' }];
  }
  note(
    body,
    found.map(({ field, kinds }) => ({ field, kinds, reason })),
  );
  return [];
}

/** For what is read from an upload: refuses unless a reason came with the form. */
export function refuseChildDetails(texts: readonly CheckedText[], body: unknown): void {
  const problems = problemsOf(findChildDetails(texts), body);
  if (problems.length > 0) throw new LooksLikeAChildsDetails(problems);
}

export function reasonIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, PRIVACY_REASON)) return null;
  const reason = (body as Record<string, unknown>)[PRIVACY_REASON];
  return typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null;
}

/** Beside the body that they came with, so that nobody has to hand them on. */
const noted = new WeakMap<object, PrivacyOverride[]>();

function note(body: unknown, overrides: readonly PrivacyOverride[]): void {
  if (typeof body !== 'object' || body === null) return;
  const before = (noted.get(body) ?? []).filter((one) => !overrides.some(({ field }) => field === one.field));
  noted.set(body, [...before, ...overrides]);
}

export function overridesOf(body: unknown): readonly PrivacyOverride[] {
  return typeof body === 'object' && body !== null ? (noted.get(body) ?? []) : [];
}

function pointOut(label: string, kinds: readonly ChildDetailKind[]): string {
  const words = kinds.map((kind) => KIND_WORDS[kind]);
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0];
  return `${label} looks as if it holds a child’s details: ${list}. Take them out, or say why they must stay`;
}
