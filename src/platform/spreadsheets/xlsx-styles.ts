/** What the format of a number makes of it, as far as a plan needs it. */
export interface NumberFormat {
  /** A day; without `showsDay` only its month is shown. */
  readonly isDate: boolean;
  readonly showsDay: boolean;
  readonly isPercent: boolean;
  /** Digits after the point that are always shown; null: as many as there are. */
  readonly decimals: number | null;
  /** Digits before the point that are always shown. */
  readonly digits: number;
}

export const GENERAL: NumberFormat = {
  isDate: false,
  showsDay: false,
  isPercent: false,
  decimals: null,
  digits: 0,
};

/** Formats that every workbook has without naming them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'dd/mm/yyyy hh:mm',
};

/** The format by its number, or by its code where the workbook defines one. */
export function numberFormat(id: number, defined: ReadonlyMap<number, string>): NumberFormat {
  const code =
    defined.get(id) ?? BUILT_IN[id] ?? ((id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'd/m/yyyy' : '');
  return formatOf(code);
}

/** Only the first section counts: the others are for negative numbers, nought and text. */
function formatOf(code: string): NumberFormat {
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?:\$[^\]]*|[a-z]{3,10}|[<>=][^\]]*)\]/gi, '')
    .split(';')[0]!
    .toLowerCase();
  if (plain === '' || plain === 'general' || plain === '@') return GENERAL;
  const isDate = /[yd]/.test(plain) || (/m/.test(plain) && !/[hs0#?]/.test(plain));
  if (isDate) return { ...GENERAL, isDate: true, showsDay: /d/.test(plain) };
  const fixed = /^(#,##)?(0+)(?:\.(0+))?(%?)$/.exec(plain.trim());
  if (!fixed) return { ...GENERAL, isPercent: plain.includes('%') };
  return {
    ...GENERAL,
    isPercent: fixed[4] === '%',
    decimals: fixed[3]?.length ?? 0,
    digits: fixed[2]!.length,
  };
}

/** A number as the sheet shows it: 1.1 as "1.10" where two digits are always shown, 0.5 as "50%". */
export function shownNumber(value: number, format: NumberFormat): string {
  const scaled = format.isPercent ? value * 100 : value;
  const text =
    format.decimals === null ? String(Number(scaled.toPrecision(12))) : scaled.toFixed(format.decimals);
  const [whole = '', part] = text.split('.');
  const padded = whole.padStart(format.digits, '0') + (part === undefined ? '' : `.${part}`);
  return format.isPercent ? `${padded}%` : padded;
}
