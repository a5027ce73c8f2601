import type { Sentiment } from './extraction.js';
import {
  CIRCUMSTANCE,
  AS_IT_WAS,
  DENIAL,
  MOVES,
  PROGRESS,
  RELIEF,
  STRENGTH,
  SUBJECT_MATTER,
  TURNS_AGAINST,
  TURNS_BACK,
  WEAKNESS,
} from './sentiment-words.js';
import { plainly } from './wording.js';

interface Weight {
  strength: number;
  progress: number;
  weakness: number;
}

/** How much the parts of a sentence and the sentences of a paragraph count. */
const CONCEDED = 0.35;
const BEFORE_BUT = 0.6;
/** "…, although …": the main point, then the last word. */
const BEFORE_ALTHOUGH = 0.85;
const OPENING = 1.8;
const CONTRAST = 1.4;
const CONCLUSION = 1.2;
/** What came before a contrast that was not taken back. */
const TAKEN_BACK = 0.6;
/** How things were before is not what is found. */
const HISTORY = 0.5;

/**
 * What a finding says: strength, progress or weakness; null where it only describes.
 * A mixed paragraph has the sentiment of the conclusion it draws: its opening sentence states the point, and a
 * contrast ("However, …") that is followed to the end takes it back. Praise that is denied ("not consistently good") is
 * fault, and fault that is denied ("without delay") is praise.
 */
export function sentimentOf(text: string): Sentiment | null {
  const sentences = text.split(/(?<=[.!?]['"’”)]?)\s+(?=['"“‘]?[\p{Lu}\d])/u).map((one) => plainly(one));
  const total: Weight = { strength: 0, progress: 0, weakness: 0 };
  let against = false;
  for (const [at, sentence] of sentences.entries()) {
    const turns = TURNS_AGAINST.test(sentence);
    const back = TURNS_BACK.test(sentence);
    if (turns && !back && at > 0) {
      total.strength *= TAKEN_BACK;
      total.progress *= TAKEN_BACK;
    }
    against = turns ? !back || against : against && !back;
    const factor =
      (at === 0 ? OPENING : 1) *
      (turns ? CONTRAST : 1) *
      (AS_IT_WAS.test(sentence) ? HISTORY : 1) *
      (at > 0 && at === sentences.length - 1 ? CONCLUSION : 1);
    for (const { words, part } of partsOf(sentence)) {
      const weighed = weigh(words);
      const faulty = weighed.weakness >= 2 ? 0.6 : 1;
      total.strength += factor * part * weighed.strength * faulty * (against ? 0.7 : 1);
      total.progress += factor * part * weighed.progress * faulty * (against ? 0.6 : 1);
      total.weakness += factor * part * weighed.weakness;
    }
  }
  return concluded(total, sentences[0] ?? '');
}

/** Reports are polite: one fault outweighs one good word, and movement is told in more words than either. */
const WEAKNESS_WEIGHS = 1.65;
const PROGRESS_WEIGHS = 1.25;

function concluded({ strength, progress, weakness }: Weight, opening: string): Sentiment | null {
  if (strength + progress + weakness < 0.8) return null;
  if (weakness * WEAKNESS_WEIGHS > strength + progress * 0.8) return 'weakness';
  const moves = MOVES.test(opening) && progress > strength * 0.35;
  return moves || progress > strength * 1.1 ? 'progress' : 'strength';
}

/** A sentence in its parts: what is conceded counts less than what is said in the end. */
function partsOf(sentence: string): { words: string; part: number }[] {
  const said = sentence.replace(CIRCUMSTANCE, '');
  const concession =
    /^(?:although|while|whilst|despite|though|even though|notwithstanding|in spite of)\b([^,;]{3,200}),\s*(.+)$/.exec(
      said,
    );
  if (concession) return [{ words: concession[1]!, part: CONCEDED }, ...partsOf(concession[2]!)];
  const but = /^(.{10,}?)(?:,| –| -)? (?:but|(?<!not )(?<!as )yet)\b(?! also| to)(.+)$/.exec(said);
  if (but) return [{ words: but[1]!, part: BEFORE_BUT }, ...partsOf(but[2]!)];
  const after = /^(.{10,}?),? (?:although|though|even though|while|whilst|despite)\b(.+)$/.exec(said);
  if (after)
    return [
      { words: after[1]!, part: BEFORE_ALTHOUGH },
      { words: after[2]!, part: 1 },
    ];
  return [{ words: said, part: 1 }];
}

const PLAIN_DENIAL = /^(?:not|never|no|none|cannot|neither|nor)$/;
/** What is not done, not in place or not had. */
const REFUSAL =
  /\b(?:do|does|did|is|are|was|were|has|have|had|can)(?:(?: \w+)? not|not\b|n't)(?! (?:only|afraid|have to|need))/;

/** Counts the words of each kind, clause by clause, a denial turning those that follow it. */
function weigh(words: string): Weight {
  const weight: Weight = { strength: 0, progress: 0, weakness: 0 };
  for (const clause of words
    .replace(SUBJECT_MATTER, ' ')
    .split(/[;:]|,(?= (?:which|and|who|so|with|as|resulting|leading|meaning)\b)/)) {
    const denial = DENIAL.exec(clause);
    const denied = (at: number) => denial !== null && at > denial.index;
    let deniedPraise = 0;
    for (const found of clause.matchAll(STRENGTH)) {
      if (denied(found.index)) deniedPraise++;
      else weight.strength++;
    }
    for (const found of clause.matchAll(PROGRESS)) if (!denied(found.index)) weight.progress++;
    for (const found of clause.matchAll(WEAKNESS)) {
      if (RELIEF.test(clause.slice(0, found.index))) weight.strength += 0.7;
      else weight.weakness++;
    }
    if (REFUSAL.test(clause)) weight.weakness += 1;
    else if (PLAIN_DENIAL.test(denial?.[0] ?? '')) weight.weakness += deniedPraise > 0 ? 1 : 0.3;
    else if (deniedPraise > 0) weight.weakness += 0.3;
  }
  // Two good words in one breath are not twice the praise.
  weight.strength = Math.sqrt(weight.strength) * 1.2;
  weight.progress = Math.sqrt(weight.progress) * PROGRESS_WEIGHS;
  return weight;
}
