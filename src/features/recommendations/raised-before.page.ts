import type { EarlierRaise, RaisedLink, RaisedRecommendation } from './raised-before.repository.js';
import { recommendationPaths } from './recommendations.paths.js';

/** "Raised in 2014 as 14", with where it leads. */
export function raisedMark(earlier: EarlierRaise) {
  return {
    text: `Raised in ${raisedIn(earlier)}`,
    documentTitle: earlier.documentTitle,
    href: recommendationPaths.recommendation(earlier.id),
  };
}

/** All of them in one: "Raised in 2018 as 4 and in 2014 as 14". */
export function raisedMarks(earlier: readonly EarlierRaise[]): string | null {
  if (earlier.length === 0) return null;
  const all = earlier.map(raisedIn);
  const last = all.pop()!;
  return `Raised in ${all.length > 0 ? `${all.join(', in ')} and in ` : ''}${last}`;
}

/** A pair as the screen for deciding shows it. */
export function linkModel(link: RaisedLink) {
  return {
    later: sideModel(link.later),
    earlier: sideModel(link.earlier),
    words: link.words.join(', '),
    state: link.state,
    decidedBy: link.decidedByName,
    decidedAt: link.decidedAt,
    confirm: recommendationPaths.confirmRaised(link.later.id),
    setAside: recommendationPaths.setAsideRaised(link.later.id),
  };
}

function sideModel(side: RaisedRecommendation) {
  return {
    id: side.id,
    text: side.text,
    theme: side.theme,
    year: side.year,
    number: side.number,
    // Without a number its first words name it, for whoever hears the buttons one after another.
    name: side.number === null ? `“${firstWords(side.text)}”` : `Recommendation ${side.number}`,
    documentTitle: side.documentTitle,
    href: recommendationPaths.recommendation(side.id),
  };
}

function firstWords(text: string): string {
  return text.length <= 50 ? text : `${text.slice(0, text.lastIndexOf(' ', 50)).trimEnd()}…`;
}

function raisedIn({ year, number }: EarlierRaise): string {
  return number === null ? String(year) : `${year} as ${number}`;
}
