/** How English councils are called in print, and which of the names in a document is the council it is about. */

const WORD = String.raw`(?:St\.? )?\p{Lu}[\p{L}'’-]+`;
const NAME = String.raw`${WORD}(?:(?:[ -](?:and|upon|on|of|in|with|le|under|by|&|(?:in|of|on)[ -]the|the(?=[ -](?:Hill|Forest|Wold|Water|Marsh|Moor|Isle)))){0,2}[ -]${WORD}){0,7}`;
const SORT = String.raw`(?:(?:[Mm]etropolitan|[Rr]oyal|[Bb]orough|[Cc]ity|[Cc]ounty|[Dd]istrict|[Cc]ombined|[Uu]nitary) )*`;
/** "Bournemouth, Christchurch and Poole Council": three places, one council. */
const THREE = String.raw`\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’-]+ and \p{Lu}[\p{L}'’-]+`;
const CAPITALS = String.raw`\p{Lu}[\p{Lu}'’&-]+(?: (?:\p{Lu}[\p{Lu}'’-]+|&)){0,7}`;

const COUNCIL = new RegExp(
  [
    String.raw`(?<![\p{L}])(`,
    String.raw`(?:the )?Council of the (?:Isles of Scilly|City of ${WORD})`,
    String.raw`|(?:[Rr]oyal |[Ll]ondon |[Mm]etropolitan )?[Bb]orough of ${NAME}(?: Council)?`,
    String.raw`|City of London Corporation|City (?:and County )?of ${NAME}?(?: (?:Metropolitan |City |Borough |District )*Council)?`,
    String.raw`|${THREE} ${SORT}[Cc]ouncil`,
    String.raw`|${NAME} ${SORT}[Cc]ouncil`,
    String.raw`|${NAME} (?:MBC|MDC)`,
    String.raw`|${CAPITALS} COUNCIL`,
    String.raw`)(?!lor|s\b|[’']s tax)(?![\p{L}])`,
  ].join(''),
  'gu',
);

/** Bodies that run a council's services for it. */
const TRUST = new RegExp(
  String.raw`(?<![\p{L}])(${NAME} Children(?:[’']s)?(?: (?:and (?:Families|Young People)(?:[’']s)?))?(?: (?:Social Care |Services ))?(?: ?Trust| ?First)|Achieving for Children|Together for Children(?: ${WORD})?)(?![\p{L}])`,
  'gu',
);

/** Words that stand before a council's name on the same line and are no part of it. */
const BEFORE =
  /^.*\b(?:Services?|Director|Officer|Executive|Chair|Leaders?|Members?|Recently|Currently|Inspection|Re-inspection|Visit|Board|Famil(?:y|ies)|Care|Education|Skills|Learning|Lifelong|Commissioner|Mayor|Department|Directorate|Trust|Partnership|Inspectors?|Dear|Ofsted|People|Adults?|Health|Notice|Direction|Letter|Review|Report|Challenge|Authority|Children(?:[’']s)?)\b[,:]?(?: (?:of|to|for|at|in|from|by|and|the|with))* (?=\p{Lu})/u;
const NO_NAME =
  /^(?:(?:the|this|each|our|your|a|county|city|borough|district|local|parish|town|metropolitan|unitary|youth|children in care|in care|school|care|full|general|arts|research|privy|british|national|bar|medical|nursing|leaving|young people[’']?s|youth parliament|improvement|partner) )*council$|\b(?:in|leaving) care council|^(?:shadow|children|LAC|CLA|CiC|LSCB|looked|pupil|parent|patient|staff|youth|legal|general|research|social|health|participation|corporate|junior|student|school|sports?)\b.*council$/i;

function nameIn(found: string): string | null {
  let name = found.replace(
    /^(?:the|and|dear|at|in|of|for|from|to|by|since|when|while|both|however|as) /iu,
    '',
  );
  if (/^(?:London|Royal|Metropolitan|City|Council|Borough)\b/.test(name) === false) {
    const rest = name.replace(BEFORE, '');
    if (rest !== name && !NO_NAME.test(rest)) name = rest;
  }
  name = name.replace(/^The /, '').trim();
  return NO_NAME.test(name) || /^\p{Lu}+$/u.test(name) ? null : name;
}

/** Every council named in the text, as printed, in order. */
export function councilsIn(text: string): string[] {
  if (!/council|borough|city|\bM[BD]C\b/i.test(text)) return [];
  return [...text.matchAll(COUNCIL)].flatMap((found) => nameIn(found[1]!) ?? []);
}

/** Every trust or company that runs children's services, as printed, in order. */
export function trustsIn(text: string): string[] {
  return [...text.matchAll(TRUST)].map((found) => found[1]!.replace(/^The /, ''));
}

/** The line is a council's name and nothing else. */
export function isCouncil(line: string): boolean {
  const words = line.trim().replace(/^The /, '').replace(/[,.]$/, '');
  return councilsIn(words)[0] === words;
}

/** The name says itself that it is a council's, not only a place. */
export function saysCouncil(name: string): boolean {
  return /\b(council|borough of|city of|metropolitan borough|county of|mbc)\b/i.test(name);
}

/** The name that is printed most often of those that carry the place's name where one is given. */
export function mostNamed(names: readonly string[], place: string | null): string | null {
  const counts = new Map<string, { name: string; times: number }>();
  for (const name of names) {
    if (place !== null && !sameName(name).includes(sameName(place))) continue;
    const known = counts.get(sameName(name));
    if (known) known.times++;
    else counts.set(sameName(name), { name, times: 1 });
  }
  return [...counts.values()].sort((one, other) => other.times - one.times)[0]?.name ?? null;
}

function sameName(name: string): string {
  return name
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z]/g, '');
}
