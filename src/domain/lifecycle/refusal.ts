/** What the rulebook answers instead of doing something: a stable code, which a page or the API puts into words. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
}

export function refuse<Code extends string>(code: Code): Refusal<Code> {
  return { refused: code };
}

export function isRefusal<Answer extends object, Code extends string>(
  answer: Answer | Refusal<Code>,
): answer is Refusal<Code> {
  return 'refused' in answer;
}

export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}
