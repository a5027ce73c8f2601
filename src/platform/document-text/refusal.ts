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

/** More text than thousands of pages: no report, whatever it is. */
export function overfull(fileName: string): Refusal {
  return refusal('too_large', `${fileName} holds more text than any report: send the report alone.`);
}
