import { beginsWithOrder } from './imperatives.js';

/** How reports word what they ask for. */

/** Worded as something to be done: an imperative, or somebody who should or must. */
export function isAsk(text: string): boolean {
  if (beginsWithOrder(text)) return true;
  if (OPENS_WITH_PHRASE.test(text)) {
    const main = text
      .slice(0, 300)
      .split(/[,;:–]\s*/)
      .slice(1);
    if (main.length === 0 || main.some(beginsWithOrder)) return true;
  }
  return MUST.test(text.slice(0, 400).replace(/^(should|must)\b/i, ''));
}

const OPENS_WITH_PHRASE =
  /^(with|together with|working with|in (partnership|conjunction|collaboration|order)|through|as a matter of|as part of|by|where|when|within|alongside|following)\b/i;
const MUST =
  /\b(should|must|needs? to|is to|are to|shall|ought to|is asked to|are asked to|we recommend|is recommended|recommends? that|requires? to|required to)\b/i;

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
    (/\b(should|must|need|needs|recommend|recommends|recommended|recommendations|required|asked|ask)\b/i.test(
      trimmed,
    ) ||
      trimmed.length < 60) &&
    !/^\p{Lu}\p{Ll}+ that (all|every|each)\b/u.test(trimmed)
  );
}

const MODAL = /^(should|must|shall|ought|will|needs?)$/i;
const NAME_WORD =
  /^(?:[\p{Lu}&(][\p{L}\d'’&.()/-]*,?|and|of|for|the|in|at|across|its|all|both|local|area|authority|council|partnership|partners|board|police|force|leaders|government|national|service|services|children[’']s|safeguarding|integrated|care|health|senior|agencies|chief|constable|chair|management|trust|social|primary|clinical|commissioning|group|foundation|mental|schools?)$/u;
const RECOMMENDS =
  /^(?:(?:it is|we|i|the \p{L}+|this \p{L}+)(?: therefore| also| further)? recommend(?:s|ed)?|that)\s+(?:that,?\s+)?/iu;

/**
 * Somebody made responsible at the start of a sentence: "Westmarch Police should …", "It is recommended that
 * Westmarch Police reviews …" and "That Westmarch Police reviews …" all give "Westmarch Police".
 */
export function actorOf(text: string): string | null {
  const timed = /^(?:immediately|(?:with)?in [^,]{3,30}|by [^,]{3,30}),\s*/i;
  const sentence = text.replace(timed, '').replace(RECOMMENDS, '').replace(timed, '');
  const recommended = sentence.length < text.length && RECOMMENDS.test(text.replace(timed, ''));
  const name: string[] = [];
  for (const printed of sentence.split(/\s+/, 18)) {
    const word = printed.replace(/:$/, '');
    if (MODAL.test(word)) return name.length === 0 ? null : nameOf(name);
    if (!NAME_WORD.test(word) && !(name.length === 0 && /^the$/i.test(word))) {
      return recommended && name.some((one) => /^\p{Lu}/u.test(one)) ? nameOf(name) : null;
    }
    name.push(word);
    if (printed.endsWith(':')) return recommended ? nameOf(name) : null;
  }
  return null;
}

function nameOf(words: readonly string[]): string | null {
  const name = words
    .join(' ')
    .replace(/^the\s+/i, '')
    .replace(/,$/, '');
  return name === '' ? null : name;
}

const WHOLE_PARTNERSHIP =
  /partnership|partners\b|^leaders$|^leaders across|^(senior )?leaders|^they$|^all agencies/i;
const BODY =
  /\b(council|police|constabulary|nhs|icb|ccg|trust|board|department|ofsted|home office|ministry|government|probation|service|services|commissioner|hospitals?|college|schools?|cafcass|agency|authority|commission|secretary of state|ministers?|chief constable|association|inspectorate|university|lscb|social care|gps?|general practi(?:ce|tioners?)|ambulance|midwifery|health visiting|housing)\b/i;

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
  if (/\b(?:multi|single|inter|each)[- ]agency\b|\bagencies\b/i.test(words)) return false;
  return BODY.test(words) && words.length < 70 && /^[\p{Lu}]/u.test(words) && !isAsk(words);
}
