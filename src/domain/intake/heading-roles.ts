import type { RecommendationPriority } from './extraction.js';
import { plainly } from './wording.js';

/** What stands under a heading. */
export type SectionRole =
  | 'recommendations'
  | 'strengths'
  | 'weaknesses'
  | 'progress'
  | 'summary'
  | 'contents'
  | 'chapter'
  | 'findings'
  /** A subject that names a chapter of findings or, in a list of recommendations, a theme. */
  | 'subject'
  | 'scope'
  | 'context'
  | 'about'
  | 'grades';

export interface HeadingMeaning {
  readonly role: SectionRole;
  readonly priority?: RecommendationPriority;
  /** Narrows the section before it (priority, time) and does not open one of another kind. */
  readonly part?: boolean;
  /** Only asks where the document has no plainer list: what stands there may be a finding. */
  readonly weak?: boolean;
}

interface Rule {
  readonly words: RegExp;
  readonly means: HeadingMeaning;
}

const asks = (priority: RecommendationPriority, part = false): HeadingMeaning => ({
  role: 'recommendations',
  priority,
  part,
});

/** First match wins; matched against the whole heading in lower case without numbering, marks and colon. */
const RULES: readonly Rule[] = [
  { words: /^contents( page)?$|^table of contents$|^index$/, means: { role: 'contents' } },
  { words: /^case study|^case example|^practice example/, means: { role: 'findings' } },
  {
    words:
      /^(priority and immediate actions?|(key )?areas? (for|of) (priority|immediate) (and immediate )?actions?|immediate actions?( required)?|priority actions?|urgent actions?( required)?|areas? requiring (priority|immediate|urgent) action)$/,
    means: asks('priority_action', true),
  },
  {
    words:
      /^(key |main |specific |further |other )?areas? (for|of) (further )?improvement( and development)?( \(.*\))?$|^areas? (in need of|requiring|that (need|require)) (further )?improvement$/,
    means: asks('area_for_improvement', true),
  },
  {
    words:
      /^(key |main |specific |further |other |our )*areas? (for|of) (further )?(development|consideration|focus)( and (improvement|development|consideration))?( \(.*\))?$|^(what )?(do )?we need to do( next| better)?$|^(what|where) (do )?we (want|need|plan) to (do|improve|be)( next| better| further)?\??$|^(points|issues|things|areas) (for|to) consider(ation)?$|^opportunities (for|to) (improvement|improve|develop(ment)?)$/,
    means: { ...asks('area_for_improvement'), weak: true },
  },
  {
    words:
      /^(what|areas (in which|where)) (does|do|must|should|needs?|is needed) ?.*\b(needs? to|to|must|should)? ?improve(d|ment|s)?( in this area of( social work)? practice| next| further)?\??$/,
    means: asks('area_for_improvement'),
  },
  { words: /^(what )?needs to improve\??$/, means: asks('area_for_improvement') },
  {
    words:
      /^(?!.*\b(was|were|have|has|had|been|met|previous|last|earlier)\b)(summary of |list of |full list of |consolidated |overarching |key |main |our |final |formal |the |strategic |national |local |specific |additional |further |priority |overall )*recommendations?( and (actions?|next steps|areas for (improvement|development|consideration)|required actions|action plan|learning points?|requirements))?( (for|to|from|arising|made|of|by|in)\b.*)?( \(.*\))?$/,
    means: asks('recommendation'),
  },
  {
    words:
      /^((conclusions?|findings|lessons|learning|next steps|key messages)( learned| learnt)?,? (and|&) )(key )?recommendations?$|^(required|agreed|recommended|proposed) actions?$|^actions? (required|needed|recommended)( (of|by|from|for)\b.*)?$|^requirements?( and recommendations?)?$/,
    means: asks('recommendation'),
  },
  {
    words:
      /^(?!.*\b(previous|last|earlier|progress|response|responding|implement\w*|status|track\w*|monitor\w*|follow\w*|past|outstanding|was|were|have|has|had|been|met)\b)([a-z'&/-]+ ){1,5}recommendations?$/,
    means: asks('recommendation'),
  },
  { words: /recommendations? (for|to) (the |all )?[a-z' ]{3,60}$/, means: asks('recommendation') },
  {
    words:
      /\b(strengths?|what is working well|what's working well|good practice|effective practice|positive practice)\b|^what is .*doing that is effective|^areas of effective practice/,
    means: { role: 'strengths' },
  },
  {
    words: /need(s)? to do better|^what are we worried about|^(key |main )?weaknesses$|^areas of concern$/,
    means: { role: 'weaknesses' },
  },
  {
    words:
      /progress (since|made since|against)|^progress$|^previous recommendations|^response to (the )?(previous|last)|^implementation of previous/,
    means: { role: 'progress' },
  },
  {
    words:
      /^(executive )?summary( of (the )?(key |main )?findings)?( for children.*)?$|^summary for |^key findings$|^at a glance$|^foreword$|^overall summary$/,
    means: { role: 'summary' },
  },
  {
    words:
      /^what (the )?(inspection )?judgements? mean|^the inspection judgements and what they mean|^grade descriptors|^grade characteristics|^what (do )?the (grades|judgements)/,
    means: { role: 'grades' },
  },
  {
    words:
      /^(inspection outcome|areas covered by the visit|scope( of (the )?(visit|inspection|review))?|focus of the (visit|inspection)|methodology|terms of reference|the inspection process|background|introduction)$/,
    means: { role: 'scope' },
  },
  {
    words:
      /^information about (this|the) (local authority|local area|area|authority|council)|^service information$|^previous (ofsted )?inspections|^local leadership$|^local authority context|^children (living|looked after) in this area|^child protection in this area|^other (ofsted inspections|information about)|^additional contextual information|^the casework model|^context$/,
    means: { role: 'context' },
  },
  {
    words:
      /^(about this|information about (this|the)) (inspection|review|report|visit)|^(the )?(inspection|review) team$|^about (this inspection|ofsted|us)|^(local area partnership|inspection report) details|^local area partnership details|^next steps$|^notes?$|^annex\b.*|^appendix\b.*|^appendices$|^glossary\b.*|^references$|^bibliography$|^acknowledge?ments?$|^complaints$|^copyright|^contact|^failure to comply\b/,
    means: { role: 'about' },
  },
  {
    words:
      /^the local authority$|^(the )?local safeguarding children('s)? board( \(\w+\))?( (is )?(outstanding|good|requires improvement|inadequate))?$/,
    means: { role: 'chapter' },
  },
  { words: /^record of main findings/, means: { role: 'about' } },
  {
    words:
      /^(main |key |inspection |our |detailed )?findings\b|^findings and evaluation|^overview$|^headline findings|^inspection judgements?( about)?|^key judgements?\b|^evaluation of progress|^what is it like to be|^how effective|^what did (we|inspectors) find|^main judgement|^analysis\b|^discussion\b|^conclusions?$|: (outstanding|good|requires improvement( to be good)?|inadequate)$/,
    means: { role: 'findings' },
  },
  {
    words:
      /^the experiences? and progress of|^experiences? and progress of|^the impact of leaders|^leadership,? (and )?management|^overall effectiveness|^capacity to improve|^outcomes for|^quality of provision|^the effectiveness of|^children and young people (looked after|who)|^adoption performance/,
    means: { role: 'subject' },
  },
];

/** The heading's own words: numbering in front ("4.", "Section 3:") and a colon behind are left out. */
export function headingWords(heading: string): string {
  return plainly(heading)
    .replace(/^(?:section|chapter|part|annex [a-z]|appendix [a-z\d]+)\s*\d*(?:\.\d+)*\s*[:.–-]\s*/, '')
    .replace(/^\(?\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=[a-z])/, '')
    .replace(/\s*[:.]\s*$/, '')
    .trim();
}

/** What the heading announces, or null when it is not one of the words that reports use for their parts. */
export function headingMeaning(heading: string): HeadingMeaning | null {
  if (heading.length > 200) return null;
  const words = headingWords(heading);
  if (words === '' || words.length > 140) return null;
  return RULES.find((rule) => rule.words.test(words))?.means ?? null;
}

/** "Immediately:", "Within three months", "By 31 March 2027": a time that boxes the items under it; null otherwise. */
export function timescaleOf(heading: string): string | null {
  const words = heading.trim().replace(/\s*[:.]\s*$/, '');
  return /^(immediately|immediate|as soon as possible|(with)?in (the next )?\S+ (working )?(days?|weeks?|months?|years?)( of .{3,60})?|by (the end of )?(\d{1,2} )?(january|february|march|april|may|june|july|august|september|october|november|december)( \d{4})?|(short|medium|long)[- ]term)$/i.test(
    words,
  )
    ? words
    : null;
}
