/** How reports word what they ask for. */

const IMPERATIVES = new Set(
  `accelerate accept achieve act adapt address adopt agree align allocate amend appoint apply arrange assess assure audit
  be bring build carry challenge clarify collaborate collate commission communicate complete conduct confirm consider
  consolidate consult continue coordinate co-ordinate create define deliver demonstrate design determine develop devise
  disseminate draw drive educate embed enable encourage engage enhance ensure establish evaluate examine expand expedite explore
  extend finalise focus follow formalise formulate fully further give hold identify implement improve include increase
  inform instigate institute integrate introduce invest investigate involve issue keep lead learn liaise listen maintain
  make manage map maximise measure minimise monitor narrow negotiate obtain offer optimise overhaul plan prepare prioritise
  produce progress promote promptly provide publish pursue put quickly raise re-establish rationalise reassure reconsider record
  recruit redesign reduce refine refresh reinforce reinvigorate remind renew report request require resolve respond
  restructure retain revise revisit review rigorously robustly routinely safeguard satisfy scrutinise secure seek set share
  significantly simplify specify stabilise standardise stop streamline strengthen submit substantially support sustain swiftly
  tackle take target tighten track train undertake update urgently use utilise validate work write`.split(
    /\s+/,
  ),
);

/** Worded as something to be done: an imperative, or somebody who should or must. */
export function isAsk(text: string): boolean {
  const first = /^["'“‘(]*([\p{L}-]+)/u.exec(text)?.[1]?.toLowerCase() ?? '';
  if (IMPERATIVES.has(first)) return true;
  if (
    /^(with|together with|working with|in (partnership|conjunction|collaboration|order)|through|as a matter of|by|where|when|within|alongside)\b/i.test(
      text,
    )
  ) {
    return true;
  }
  return /\b(should|must|needs? to|is to|are to|shall|ought to|is asked to|are asked to|we recommend|is recommended|requires? to|required to)\b/i.test(
    text.slice(0, 400),
  );
}

/** A sentence that only introduces the items after it ("The local authority should:"). */
export function isLeadIn(text: string): boolean {
  if (text.length > 420) return false;
  const trimmed = text.trim();
  if (trimmed.length > 170 && isAsk(trimmed.slice(0, 110)) && !/\bfollowing\b/i.test(trimmed)) return false;
  if (
    /\b(the )?following( \w+){0,6}\s*[:.]?$/i.test(trimmed) &&
    /\b(should|must|need|recommend|action|improve|require)/i.test(trimmed)
  )
    return true;
  if (
    /\b(should|must|shall|needs? to|is required to|are required to|is asked to|are asked to|recommends? that|will)\s*[:…]?$/i.test(
      trimmed,
    )
  )
    return true;
  return (
    trimmed.endsWith(':') &&
    (/\b(should|must|need|needs|recommend|recommends|recommendations|required|asked|ask)\b/i.test(trimmed) ||
      trimmed.length < 60) &&
    !/^\p{Lu}\p{Ll}+ that (all|every|each)\b/u.test(trimmed)
  );
}

const MODAL = /^(should|must|shall|ought|will)$/i;
const NAME_WORD =
  /^(?:[\p{Lu}&(][\p{L}\d'’&.()/-]*,?|and|of|for|the|in|at|across|its|all|local|area|authority|council|partnership|partners|board|police|force|leaders|government|national|service|services|children[’']s|safeguarding|integrated|care|health|senior|agencies)$/u;

/** Somebody made responsible at the start of a sentence: "Westmarch Police should …" gives "Westmarch Police". */
export function actorOf(text: string): string | null {
  const sentence = text
    .replace(/^(?:immediately|(?:with)?in [^,]{3,30}|by [^,]{3,30}),\s*/i, '')
    .replace(/^that\s+/i, '');
  const name: string[] = [];
  for (const word of sentence.split(/\s+/, 16)) {
    if (MODAL.test(word) || (/^needs?$/.test(word) && name.length > 0)) {
      return name.length === 0 ? null : name.join(' ').replace(/^the\s+/i, '');
    }
    if (!NAME_WORD.test(word) && !(name.length === 0 && /^the$/i.test(word))) return null;
    name.push(word);
  }
  return null;
}

const WHOLE_PARTNERSHIP =
  /partnership|partners\b|^leaders$|^leaders across|^(senior )?leaders|^they$|^all agencies/i;
const BODY =
  /\b(council|police|constabulary|nhs|icb|ccg|trust|board|department|ofsted|home office|ministry|government|probation|service|services|commissioner|hospital|college|schools?|cafcass|agency|authority|commission|secretary of state|association|inspectorate|university|lscb)\b/i;

/** The addressee that the words name, or null when they name the usual one of the document. */
export function addresseeNamed(words: string, usual: string): string | null {
  const body = words
    .replace(/^(?:all\s+)?(?:senior\s+)?leaders (?:at|in|of|from|within)\s+/i, '')
    .replace(/^the\s+/i, '')
    .trim();
  if (/^(local authority|council|authority)$/i.test(body)) return 'Local authority';
  if (/^(lscb|board|(local )?safeguarding (children )?board)$/i.test(body)) return 'LSCB';
  if (WHOLE_PARTNERSHIP.test(body) && !/[A-Z]\w+ (?:\w+ )*Partnership/.test(body)) return usual;
  if (body.length > 90 || body.split(' ').length > 12) return null;
  return BODY.test(body) ? body : null;
}

/** Words that name a body and nothing else, such as a sub-heading in a list of recommendations. */
export function isBody(words: string): boolean {
  return BODY.test(words) && words.length < 70 && /^[\p{Lu}]/u.test(words) && !isAsk(words);
}
