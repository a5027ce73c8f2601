import type { Sentiment } from './extraction.js';

const STRENGTH =
  /\b(strong(er|ly)?|strengths?|effective(ly)?|good|excellent|outstanding|exceptional|impressive|well[- ](supported|managed|established|led|coordinated|attended|used|resourced|embedded|matched|informed|prepared|understood|planned)|robust(ly)?|timely|prompt(ly)?|thorough(ly)?|comprehensive|skil(l)?ful(ly)?|sensitive(ly)?|positive(ly)?|proactive(ly)?|appropriate(ly)?|successful(ly)?|praise|enthusiastic|motivated|valued?|benefit(s)? from|clear(ly)?|committed|child-focused|purposeful|swift(ly)?|confident|ambitious|high[- ]quality|good[- ]quality|suitable|responsive|persistent|persistence|rigorous|help(s|ing)? them|make a (real |positive )?difference|well)\b/gi;
const PROGRESS =
  /\b(improv(ed|ing|ement|ements)|progress(ing|ed)?|strengthen(ed|ing)|develop(ing|ed)|recent(ly)?|beginning to|starting to|more consistent|increas(ed|ing)(ly)?|reduc(ed|ing)|introduced|new(ly)?|emerging|early stage|gradual(ly)?|better|now|stabilis(ed|ing)|gaining|accelerat(ed|ing)|on an upward)\b/gi;
const WEAKNESS =
  /\b(weak(ness|nesses|er|ly)?|poor(ly)?|inconsisten(t|tly|cy|cies)|not (yet |always |sufficiently |consistently |routinely |fully |well |effectively |enough |all |every |clear|robust|good|being|focused)|do(es)? not|did not|is not|are not|was not|were not|have not|has not|cannot|lack(s|ed|ing)?|absen(t|ce)|delay(s|ed)?|drift|insufficient(ly)?|inadequate(ly)?|too (many|few|long|often|much|variable|slow|high|late|irregular|limited)|variab(le|ility)|fail(s|ed|ure|ures|ing)?|gaps?|missed|missing opportunit|remains? (too |a )?|concerns?|however|unclear|unable|limited|little|few(er)? |shortfalls?|deficit(s)?|unacceptable|slow(ly)?|overly|hinder(s|ed)?|ineffective|only|confusing|rarely|unassessed|high caseloads|more (needs|work|remains)|further work|need(s)? to (be|improve|do)|not borne|face(s)? (significant )?challenges|challenge in|hinder|disrupt(ion|ed|ing)|not (providing|updated|providing|in place|taking place|take place)|less (well|developed|effective)|without)\b/gi;

function count(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** "Not routinely providing clear plans" praises nothing: what follows a denial, to the end of its clause, is left out. */
function withoutDenied(sentence: string): string {
  return sentence.replace(
    /\b(?:not|no longer|never|neither|unable to|cannot|without|lacks?|insufficient(?:ly)?|fails? to|need(?:s)? to|challenges? in|difficult(?:y|ies)? (?:in|to))\b.*?(?=[;:]|, (?:but|and|although|while|which)\b|\b(?:but|although|because)\b|$)/giu,
    ' ',
  );
}

const CONTRAST =
  /^(however|but|nevertheless|despite this|although|yet|overall,? (however|though)|this means that (some|not|too)|conversely|there (is|are) still|more (work|needs)|further work)\b/i;

/**
 * What a finding says: strength, progress or weakness; null where it only describes.
 * A mixed paragraph has the sentiment of the conclusion it draws: its opening sentence states the point, and a
 * contrast ("However, …") that is followed to the end takes it back.
 */
export function sentimentOf(text: string): Sentiment | null {
  const sentences = text.split(/(?<=[.!?])\s+(?=["'“‘]?\p{Lu})/u);
  let strength = 0;
  let progress = 0;
  let weakness = 0;
  let contrast = false;
  for (const [at, sentence] of sentences.entries()) {
    const affirmed = withoutDenied(sentence);
    if (CONTRAST.test(sentence)) contrast = true;
    else if (/^(positively|encouragingly|more recent|recently|as a result)\b/i.test(sentence))
      contrast = false;
    const weight = at === 0 ? 2 : contrast ? 1.2 : 1;
    const weak = count(WEAKNESS, sentence);
    strength += weight * (contrast ? 0.4 : 1) * count(STRENGTH, affirmed) * (weak > 1 ? 0.4 : 1);
    progress += weight * (contrast ? 0.4 : 1) * count(PROGRESS, affirmed) * (weak > 1 ? 0.5 : 1);
    weakness += weight * weak;
  }
  if (strength + progress + weakness < 1) return null;
  const opens = withoutDenied(sentences[0]!);
  const startsWell = count(STRENGTH, opens) > 0 && count(WEAKNESS, sentences[0]!) === 0;
  const weight = startsWell && !sentences.some((sentence) => CONTRAST.test(sentence)) ? 0.7 : 1.1;
  if (weakness * weight >= strength + progress * 0.9) return 'weakness';
  const opening = sentences[0]!;
  const moving =
    /\b(is|are|has been|have been) (making progress|improving|strengthening|developing|beginning)|\b(is|are) a developing|progress (is|has)|improv(ing|ed)\b/i.test(
      opening,
    );
  return moving || progress > strength * 1.15 ? 'progress' : 'strength';
}
