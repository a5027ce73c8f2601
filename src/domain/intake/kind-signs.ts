import type { DocumentKind } from './extraction.js';

/**
 * What tells one kind of document from another, as evidence with a weight. Documents name each other all the time (an
 * improvement notice names the inspection it answers), so what a document says of itself weighs most, and a mere
 * mention nothing. A new kind is a new entry; matched against plain lower-case text.
 */
export interface KindSign {
  /** `title`: the title; `front`: its first page; `headings`: any of its headings; `text`: all its running text. */
  readonly in: 'title' | 'front' | 'headings' | 'text';
  readonly words: RegExp;
  readonly weight: number;
}

const sign =
  (where: KindSign['in']) =>
  (weight: number, words: RegExp): KindSign => ({ in: where, words, weight });
const title = sign('title');
const front = sign('front');
const headings = sign('headings');
const text = sign('text');

export const KIND_SIGNS: Readonly<Record<Exclude<DocumentKind, 'other'>, readonly KindSign[]>> = {
  monitoring_visit: [
    title(10, /\bmonitoring (visit|letter|report)\b|\bmonitoring inspection of/),
    front(
      8,
      /\b(findings|outcome) (of|from) (the|our|this|a|an|your) ([a-z-]+ ){0,3}monitoring visit|(this|the) (visit )?(was|is) the [a-z-]+ (ofsted )?monitoring visit/,
    ),
    headings(3, /findings and evaluation of progress/),
    headings(2, /^areas covered by (the|this) (monitoring )?visit/),
    text(2, /\bnext monitoring visit|since the (previous|last|first|second|third) monitoring visit/),
    text(2, /(monitoring )?visit since the (local authority|council|authority|service)s? (was|were) judged/),
  ],
  focused_visit: [
    title(10, /\bfocus+ed (assurance )?visit\b|\bassurance visit (to|of)\b/),
    front(8, /\b(findings|outcome) (of|from) (the|our|this|a|an|your) ([a-z0-9-]+ ){0,3}focus+ed visit/),
    headings(3, /what needs to improve in this area of (social work )?practice/),
    text(3, /findings from this (focus+ed )?visit into account when planning/),
  ],
  area_send_inspection: [
    title(
      12,
      /area send (inspection|re-?visit|monitoring|thematic)|\bsend (re-?visit|inspection)\b|(local )?area (partnership )?(send|special educational needs)|special educational needs and(\/or)? (disabilit(y|ies)|disabled).{0,80}(inspection|re-?visit)|(inspection|re-?visit).{0,120}special educational needs|local area partnership report/,
    ),
    title(6, /effectiveness of the (local )?area/),
    front(
      6,
      /joint (area )?(send )?(inspection|revisit|re-visit) of the local area|effectiveness of the (local )?area (partnership )?in (implementing|identifying|improving)|special educational needs and\/or disabilities \(send\) arrangements/,
    ),
    headings(
      3,
      /child or young person with send in this area|^what (is|does) the area partnership|^effectiveness of the local area in|^local area partnership details/,
    ),
    headings(
      2,
      /^what is the area partnership doing that is effective|^what does the area partnership need to do better/,
    ),
    text(1, /\behc plans?\b/),
    text(
      1,
      /written statement of action|priority action plan \(area send\)|local area nominated officer|send reforms/,
    ),
  ],
  jtai: [
    title(11, /joint targeted area inspection|\bjtai\b|joint (thematic|multi-agency) (area )?inspection/),
    front(
      8,
      /(findings|outcome) (of|from) (the|this|our|a) (joint )?(targeted )?(area )?(joint )?inspection \(jtai\)|(undertook|carried out) a joint (targeted area )?inspection of the multi-agency response/,
    ),
    front(5, /joint targeted area inspection/),
    text(2, /section 20 of the children act 2004|principal authority/),
    text(
      2,
      /\(jtai\)|joint targeted area inspection|(children'?s social care|the police|health).{0,80}are (invited|required) to|statement of (proposed )?action should be/,
    ),
    text(1, /multi-agency (partnership )?response to/),
  ],
  improvement_notice: [
    title(10, /\bimprovement notice\b(?! (was|in|had|has|of|board))/),
    front(
      8,
      /\bthis (revised |amended )?(improvement )?notice (is (issued|given|addressed)|sets out|covers|should be read)/,
    ),
    front(4, /improvement notice/),
    text(6, /fail(ure|s|ed)? to comply with (the|this) (improvement )?notice/),
    text(
      3,
      /(must|should|will) (comply|be complied) with (the |this )?notice|lift(ing)? (of )?(the|this) notice/,
    ),
  ],
  statutory_direction: [
    title(
      10,
      /\bstatutory direction|^(the )?(revised |further |new |amended )*directions?\b|\bdirections? (issued |given |made )?(under|to|in relation to)\b/,
    ),
    front(
      8,
      /(section|s\.?) ?497a|secretary of state (for education )?(hereby |now |therefore )*directs|exercise of (his|her|the|their) powers? (conferred|under)/,
    ),
    text(
      4,
      /\bhereby directs?|in pursuance of (his|her|the) powers|this direction (comes|shall|will|is|takes)/,
    ),
    text(3, /comply with (any )?(instructions|directions?) of the secretary of state/),
  ],
  safeguarding_progress_inspection: [
    title(
      12,
      /progress (made )?in (the )?provision of safeguarding|safeguarding progress inspection|progress inspection of safeguarding|inspection of progress/,
    ),
    front(6, /inspection of progress made in (the )?provision of safeguarding/),
  ],
  looked_after_children_inspection: [
    title(
      10,
      /inspection of (the )?((services|arrangements) for )?(safeguarding and )?(services for )?(looked[- ]after children|children looked after)(?! and care leavers)/,
    ),
    title(8, /safeguarding and (services for )?(looked[- ]after children|children looked after)/),
    front(5, /inspection of (safeguarding and )?(looked[- ]after children|children looked after) services/),
    headings(2, /^capacity (to|for) improve(ment)?|^record of main findings/),
    headings(3, /^outcomes for looked after children|^overall effectiveness of services for looked after/),
    headings(1, /^outcomes for children|^quality of provision|^ambition and prioritisation/),
  ],
  sif_inspection: [
    title(
      11,
      /inspection of services for children in need of help and protection|effectiveness of the local safeguarding children'?s? board|single inspection/,
    ),
    front(7, /inspection of services for children in need of help and protection, children looked after/),
    front(3, /children looked after and achieving permanence/),
    headings(
      2,
      /^inspection judgements about the local authority|^what does the (local authority|lscb) need to improve|^the local safeguarding children'?s? board/,
    ),
    headings(4, /children looked after and achieving permanence/),
    headings(2, /^(the )?experiences and progress of care leavers|^leadership, management and governance/),
  ],
  ilacs_inspection: [
    title(
      10,
      /inspection of .{0,90}(local authority children'?s services|children'?s (social care )?services)|^inspection of children'?s (social care )?services|\bilacs\b|(short|standard) inspection of/,
    ),
    front(3, /the impact of leaders on social work practice/),
    front(1, /^lead inspector|\blead inspector:/),
    headings(
      4,
      /the impact of leaders on (the )?social work practice|^the experiences and progress of children (who need help and protection|in care)(?! and achieving)/,
    ),
    text(1, /\(ilacs\) framework|inspection of local authority children'?s services \(ilacs\)/),
  ],
  case_review: [
    title(
      10,
      /\b(serious )?case review|safeguarding (children )?practice review|child practice review|\blcspr\b|\bcspr\b|\bscr\b|learning (lessons )?review|domestic homicide review|domestic abuse related death review|rapid review|(multi-agency|partnership|critical incident|serious incident|significant incident|adult|appreciative inquiry) (learning )?review|overview report|safeguarding adults? review|thematic (case |practice )?review/,
    ),
    title(
      6,
      /^(child|family|young person|baby|children) (["'“‘]?[a-z]["'”’]?|[a-z]+)$|child death|(death|injur(y|ies)) of/,
    ),
    front(
      5,
      /\b(this|the) (serious case review|(local )?child safeguarding practice review|practice review)\b/,
    ),
    front(
      3,
      /serious case review|safeguarding practice review|(independent|lead|overview) (reviewer|author)/,
    ),
    headings(
      2,
      /^(the )?(key )?(learning|lessons)\b|circumstances (leading|of) |^family (structure|composition|background)|^key (lines of enquiry|practice episodes)|^terms of reference/,
    ),
    text(1, /working together to safeguard children/),
  ],
  public_inquiry: [
    title(10, /\binquiry\b(?! (response|into our))|^report of the committee of inquiry/),
    front(
      5,
      /inquiries act 2005|\bchair(ed|man|woman)?( of)?( the)? inquiry|inquiry (was )?(chaired|established|set up|commissioned)|(the|this) (independent |public )?inquiry('s)? (report|into)|report of (an|the) (independent |public |statutory )?inquiry/,
    ),
    front(2, /presented to parliament|ordered by the house of commons|\binquiry\b/),
    headings(2, /^(the )?inquiry\b|\binquiry('s)? (process|terms|findings|conclusions)|^the witnesses/),
  ],
  peer_review: [
    title(
      10,
      /\bpeer[- ](review|challenge|diagnostic|assessment|inspection|support|to[- ]peer|visit|led)|corporate peer|\blga\b.{0,50}(review|challenge|diagnostic|health ?check|feedback)|sector[- ]led (review|improvement)|safeguarding (peer|diagnostic)|care practice diagnostic/,
    ),
    front(6, /\b(the|our|this|lga) peer (team|review|challenge|diagnostic|reviewers)|peer review(ers)? team/),
    front(2, /local government association/),
    text(2, /\bpeer team\b|peers (heard|found|saw|met)/),
  ],
  adviser_review: [
    title(
      10,
      /commissioner'?s? ?(progress |final |first |second |interim |six[- ]month )*(report|review|letter)|report (of|by|from|to) .{0,40}commissioner|(improvement|dfe|department for education|independent|intervention) advis[eo]r|advis[eo]r'?s? (report|review|visit|feedback|letter|update)|six[- ]month(ly)? (progress )?review|(dfe|department for education|ministerial|departmental) (\w+ )?review|diagnostic (review|report|assessment|visit)|improvement partner|stocktake/,
    ),
    front(
      6,
      /\b(appointed|appointment) (as|of|by).{0,80}(commissioner|improvement advis[eo]r)|(my|this) (report|review|letter) (as|in my (role|capacity) as) .{0,40}(commissioner|advis[eo]r)|^(children'?s services )?commissioner (for|in|to)/,
    ),
    front(
      4,
      /(dfe|department for education) (improvement )?advis[eo]r|children'?s (services|social care) commissioner/,
    ),
    headings(
      2,
      /alternative delivery|recommendations? to the (secretary of state|minister)|capacity (and|&) capability/,
    ),
  ],
  self_evaluation: [
    title(
      10,
      /self[- ](evaluation|assessment|review|appraisal)|\bsef\b|position statement|annual (conversation|engagement meeting)/,
    ),
    front(5, /\b(this|our) self[- ](evaluation|assessment)/),
    headings(
      3,
      /what (do )?we know about (the )?(quality|our)|^how (do )?we know( it)?$|what (are )?our plans|our plans? for the next (12|twelve) months|^what we are (proud|worried) (of|about)|^where we (are|want to be)/,
    ),
  ],
  audit: [
    title(
      9,
      /\b(internal|external|thematic|case|case ?file|multi-agency|practice|dip[- ]sample|follow[- ]up|records?|section 11)? ?audit\b(?! (committee|commission))|\bdip[- ]sampl/,
    ),
    front(
      5,
      /\binternal audit\b|audit (opinion|objective|assurance)|(substantial|reasonable|adequate|limited|minimal|no|full|significant|moderate) assurance|(cases?|files?|records?) (were|was) audited/,
    ),
    headings(
      2,
      /^audit (findings|opinion|objectives?|scope|sample|methodology)|management (response|actions?)|^agreed actions?|assurance (opinion|rating|level)/,
    ),
  ],
};
