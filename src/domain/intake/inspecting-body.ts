import type { DocumentKind } from './extraction.js';

interface Body {
  readonly name: string;
  readonly words: RegExp;
}

/** Who inspects, reviews and directs; the name is the one that is given out. */
const BODIES: readonly Body[] = [
  { name: 'Ofsted', words: /\bofsted\b|office for standards in education/gi },
  { name: 'Care Quality Commission', words: /\bcare quality commission\b|\bCQC\b/g },
  {
    name: 'HMICFRS',
    words: /\bHMICFRS\b|\bHMIC\b|inspectorate of constabulary/gi,
  },
  { name: 'HM Inspectorate of Probation', words: /inspectorate of probation|\bHMI Probation\b|\bHMIP\b/gi },
  { name: 'HM Inspectorate of Prisons', words: /inspectorate of prisons|\bHMI Prisons\b/gi },
  { name: 'Care Inspectorate Wales', words: /care inspectorate wales|\bCIW\b|\bCSSIW\b/gi },
  { name: 'Care Inspectorate', words: /\bcare inspectorate\b(?! wales)/gi },
  { name: 'Estyn', words: /\bestyn\b/gi },
  { name: 'Local Government Association', words: /local government association|\bLGA\b/gi },
  {
    name: 'Department for Education',
    words: /department for education|\bDfE\b|secretary of state for education/gi,
  },
];

const OFSTED: readonly DocumentKind[] = [
  'sif_inspection',
  'ilacs_inspection',
  'monitoring_visit',
  'focused_visit',
  'looked_after_children_inspection',
  'safeguarding_progress_inspection',
  'jtai',
  'area_send_inspection',
];

const bodiesIn = (text: string): string[] =>
  BODIES.flatMap(({ name, words }) => {
    const first = text.search(new RegExp(words.source, words.flags.replace('g', '')));
    return first < 0 ? [] : [{ name, times: text.match(words)!.length, first }];
  })
    .sort((one, other) => other.times - one.times || one.first - other.first)
    .map(({ name }) => name);

/**
 * Whose document it is. Reviews and audits name Ofsted without being Ofsted's, so only the first page counts for
 * them; a joint inspection is Ofsted's with others.
 */
export function inspectingBody(kind: DocumentKind, firstPage: string, whole: string): string | null {
  if (OFSTED.includes(kind)) {
    const named = bodiesIn(whole);
    return named.includes('Ofsted') ? 'Ofsted' : (bodiesIn(firstPage)[0] ?? 'Ofsted');
  }
  switch (kind) {
    case 'improvement_notice':
    case 'statutory_direction':
      return 'Department for Education';
    case 'peer_review':
      return bodiesIn(whole).includes('Local Government Association') ? 'Local Government Association' : null;
    case 'adviser_review':
      return bodiesIn(firstPage).includes('Department for Education') ? 'Department for Education' : null;
    case 'public_inquiry':
      return chairOf(firstPage);
    case 'case_review':
    case 'audit':
    case 'self_evaluation':
      return null;
    default:
      return bodiesIn(firstPage)[0] ?? null;
  }
}

/** An inquiry is its chair's: "Chair: Dame Ann Example", "by Lord Example". */
function chairOf(firstPage: string): string | null {
  const name = String.raw`((?:(?:Sir|Dame|Lord|Lady|Baroness|Professor|Dr|Judge|The Rt Hon\.?|His Honour|Her Honour) )?(?:\p{Lu}[\p{L}’'-]+|\p{Lu}\.?)(?: (?:\p{Lu}[\p{L}’'-]+|\p{Lu}\.?|of|de)){0,4})`;
  const found =
    new RegExp(
      String.raw`\b(?:Chair(?:man|woman|ed by)?|Chair of the [Ii]nquiry)(?: of the [Ii]nquiry)?\s*[:,]?\s*(?:by )?${name}`,
      'u',
    ).exec(firstPage) ??
    new RegExp(String.raw`\b(?:[Ii]nquiry|[Rr]eport)\b.{0,20}?\bby ${name}`, 'u').exec(firstPage) ??
    new RegExp(
      String.raw`((?:Sir|Dame|Lord|Lady|Baroness|Professor|Judge) \p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)*)`,
      'u',
    ).exec(firstPage);
  return found?.[1]?.replace(/ (?:of|de)$/, '').trim() ?? null;
}
