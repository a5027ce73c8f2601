/** Why a file cannot be read: a stable code and one line that says what to do. */
export interface Refusal {
  readonly refused: true;
  readonly code: RefusalCode;
  readonly message: string;
}

export type RefusalCode =
  | 'not_found'
  | 'empty'
  | 'too_large'
  | 'wrong_type'
  | 'macros'
  | 'encrypted'
  | 'scanned'
  | 'damaged'
  | 'changed'
  | 'unreadable';

export function refusal(code: RefusalCode, message: string): Refusal {
  return { refused: true, code, message };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value && value.refused === true;
}
