export type ChildDetailKind = 'nhs_number' | 'upn' | 'date_of_birth' | 'case_reference' | 'postcode';

/** A place in a text that looks like a child's details: the writer is asked before it is saved. */
export interface ChildDetail {
  readonly kind: ChildDetailKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface WhereFound {
  /** Text that was typed; postcodes are looked for in it only. Uploads carry letterheads. */
  readonly isFreeText: boolean;
  /** Postcodes of organisations, the council's own for example, which may be written. */
  readonly organisationPostcodes?: readonly string[];
}

/**
 * What in a text looks like a child's details: an NHS number or a unique pupil number with a right check character,
 * a date said to be somebody's birth, a case reference, and in free text a postcode that is no organisation's. In the
 * order of the text. It points out; it never refuses: the writer may go on with a reason.
 */
export function childDetailsIn(text: string, where: WhereFound): readonly ChildDetail[] {
  const found = [
    ...matches(text, 'nhs_number', NHS_NUMBER, isNhsNumber),
    ...matches(text, 'upn', UPN, isUpn),
    ...matches(text, 'date_of_birth', DATE_OF_BIRTH),
    ...matches(text, 'case_reference', CASE_REFERENCE),
  ];
  if (where.isFreeText) {
    const own = new Set((where.organisationPostcodes ?? []).map(compact));
    found.push(
      ...matches(text, 'postcode', POSTCODE, (match) => isPostcode(match) && !own.has(compact(match))),
    );
  }
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

const NHS_NUMBER = /(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])/g;
const NHS_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** Ten digits of which the last is the check: weights 10 to 2, modulus 11. None begins with 0, as telephones do. */
export function isNhsNumber(text: string): boolean {
  const digits = compact(text);
  if (!/^[1-9]\d{9}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const sum = NHS_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}

const UPN = /(?<!\w)[A-Z]\d{11}[\dA-Z](?!\w)/gi;
/** The check letters of a unique pupil number: I, O and S are not used. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A check letter, eleven digits, and a digit or, in a temporary number, a letter: weights 2 to 13, modulus 23. */
export function isUpn(text: string): boolean {
  const upn = text.toUpperCase();
  if (!/^[A-Z]\d{11}[\dA-Z]$/.test(upn)) return false;
  let sum = 0;
  for (let index = 1; index < 13; index += 1) {
    const sign = upn[index] as string;
    const value = /\d/.test(sign) ? Number(sign) : UPN_LETTERS.indexOf(sign);
    if (value < 0) return false;
    sum += value * (index + 1);
  }
  return UPN_LETTERS[sum % 23] === upn[0];
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const ANY_DATE = [
  String.raw`\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})`,
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+${MONTH},?\s+\d{2,4}`,
].join('|');
/** A plan is full of dates: only one that is said to be a birth is pointed out. */
const DATE_OF_BIRTH = new RegExp(
  String.raw`\b(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s*date|birthday|born)[\s:,(=-]{0,4}(?:(?:is|was|on|the|in)\s+){0,2}(?:${ANY_DATE})(?!\w)`,
  'gi',
);

/** What a case system calls its records, a word for "number", and at least four digits. */
const CASE_REFERENCE = new RegExp(
  String.raw`\b(?:case|child|client|family|person|pupil|lac|cla|cin|cp|mosaic|lcs|liquid\s?logic|eclipse|care\s?first|framework\s?i|ics|ehm)` +
    String.raw`(?:['’]s)?\s+(?:system\s+)?(?:ref(?:erence)?s?|nos?|numbers?|id|identifier|record|#)(?:\s+(?:no|number|id))?[\s.:#=(-]{0,3}` +
    String.raw`[A-Z]{0,5}[-/ ]?\d[\d/-]{3,}\w*`,
  'gi',
);

const POSTCODE = /(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}(?!\w)/gi;
const POSTCODE_AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK ' +
    'FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN ' +
    'NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW ' +
    'UB W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);

function isPostcode(text: string): boolean {
  const area = /^[A-Z]+/i.exec(text)?.[0].toUpperCase() ?? '';
  // "M1 2nd lane" in small letters is an ordinal, not the second half of a postcode.
  const isOrdinal = /\d(?:st|nd|rd|th)$/.test(text);
  return POSTCODE_AREAS.has(area) && !isOrdinal;
}

function compact(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

function matches(
  text: string,
  kind: ChildDetailKind,
  pattern: RegExp,
  isOne: (match: string) => boolean = () => true,
): ChildDetail[] {
  return [...text.matchAll(pattern)]
    .filter(([match]) => isOne(match))
    .map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    }));
}
