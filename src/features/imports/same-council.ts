/** Words of council names that do not tell one council from another. */
const COMMON = new Set(
  `the of and on upon council councils borough metropolitan royal london city county district unitary authority local
   mbc cc bc area partnership children childrens services service trust combined safeguarding board s`.split(
    /\s+/,
  ),
);

/**
 * Whether a printed name can be that of the authority: "Rotherham Metropolitan Borough Council" is Rotherham. Names
 * are told apart by the words that are not in every council's name; one name may be the longer.
 */
export function isSameCouncil(printed: string, authority: string): boolean {
  const one = wordsOf(printed);
  const other = wordsOf(authority);
  if (one.size === 0 || other.size === 0)
    return printed.trim().toLowerCase() === authority.trim().toLowerCase();
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return [...few].every((word) => many.has(word));
}

function wordsOf(name: string): Set<string> {
  const words = name
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word !== '' && !COMMON.has(word)));
}
