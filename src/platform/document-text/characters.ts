const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'ft',
  ﬆ: 'st',
};
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Ligatures opened, odd spaces made plain, invisible characters and stray control characters left out. */
export function plainCharacters(text: string): string {
  return text
    .replace(/[ﬀ-ﬆ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '')
    .replace(/\u00AD(?=\S)/g, '')
    .replace(/[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g, '')
    .replace(/[\uE000-\uF8FF\uFFFD]/g, '•');
}

/** A footnote number as raised digits, which is how every reader hands them on. */
export function raised(digits: string): string {
  return digits.replace(/\d/g, (digit) => RAISED[Number(digit)]!).replace(/[^⁰¹²³⁴-⁹]/g, '');
}
