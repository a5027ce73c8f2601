const LONGEST = 31;

/** Names of sheets as a workbook allows them: 31 characters, none of []:*?/\ in them, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const clean =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^[' ]+|[' ]+$/g, '') || 'Table';
    for (let copy = 1; ; copy += 1) {
      const mark = copy === 1 ? '' : ` ${copy}`;
      const short = clean.slice(0, LONGEST - mark.length).trim() + mark;
      if (taken.has(short.toLowerCase())) continue;
      taken.add(short.toLowerCase());
      return short;
    }
  });
}
