import { formatLongDate } from '../../domain/calendar/long-date.js';
import { FINDING_ANSWERS } from '../../domain/lifecycle/finding-answer.js';
import { actionPaths } from '../actions/actions.paths.js';
import { SENTIMENT_NAMES } from '../documents/document-words.js';
import { documentPaths } from '../documents/documents.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { LinkView, SaidOf } from './finding-links.repository.js';
import type { FindingInTurn } from './finding-turns.service.js';
import { ANSWER_HINTS, ANSWER_NAMES, ANSWER_STATE_NAMES, OUTCOME_NAMES } from './finding-words.js';
import { findingPaths } from './findings.paths.js';
import type { FindingView } from './findings.repository.js';

const LONGEST_NAME = 110;

export function shortened(text: string, most = LONGEST_NAME): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')} …`;
}

/** A finding as a card shows it. */
export function findingModel(finding: FindingView) {
  return {
    id: finding.id,
    number: finding.number,
    section: finding.section,
    sentiment: finding.sentiment,
    sentimentName: finding.sentiment && SENTIMENT_NAMES[finding.sentiment],
    text: finding.text,
    answer: finding.answer,
    answerName: ANSWER_STATE_NAMES[finding.answer],
    page: finding.page,
    sourceHref: finding.fromPage
      ? documentPaths.text(finding.documentId, finding.fromPage, finding.fromLine)
      : null,
    answerHref: findingPaths.answer(finding.id),
  };
}

/** A link in one line: what it says, of what, by whom. */
export function linkModel(link: LinkView) {
  const isAction = link.actionId !== null;
  const isRecommendation = link.recommendationId !== null;
  return {
    id: link.id,
    findingId: link.findingId,
    link: link.link,
    name: ANSWER_NAMES[link.link],
    isWaiting: link.state === 'waiting',
    isOver: link.state === 'refused' || link.state === 'ended',
    overText:
      link.state === 'refused'
        ? `Not agreed by ${link.agreedByName}: ${link.agreementWords}`
        : link.endedBecause && `Ended: ${link.endedBecause}`,
    // A restricted item is not there for everybody: the link says only that it is one.
    subject: isAction
      ? `${link.reference} ${link.title}`
      : isRecommendation
        ? `${link.recommendationNumber === null ? '' : `${link.recommendationNumber} `}${shortened(link.recommendationText ?? '')}`
        : null,
    href: isAction
      ? actionPaths.action(link.actionId!)
      : isRecommendation
        ? recommendationPaths.recommendation(link.recommendationId!)
        : null,
    isAction,
    actionId: link.actionId,
    recommendationId: link.recommendationId,
    rating: link.rating,
    note: link.note,
    outcome:
      link.outcome === null
        ? null
        : `${OUTCOME_NAMES[link.outcome]}${link.newDueOn === null ? '' : `, new due date ${formatLongDate(link.newDueOn)}`}`,
    by: `${link.linkedByName}, ${formatLongDate(link.linkedOn)}${link.agreedByName && link.state === 'standing' ? `, agreed by ${link.agreedByName}` : ''}`,
    endHref: findingPaths.endLink(link.id),
  };
}

/** What was said of a recommendation or an action, from its own page. */
export function saidModel(said: SaidOf) {
  return {
    ...linkModel(said),
    findingNumber: said.findingNumber,
    findingText: shortened(said.findingText, 400),
    documentTitle: said.documentTitle,
    documentOn: said.documentOn,
    visitHref: `${findingPaths.visit(said.documentId)}#finding-${said.findingId}`,
  };
}

/** The screen of one finding: what it says, what it may speak about, where one is. */
export function turnModel(turn: FindingInTurn, mayAgree: boolean) {
  const { finding, visit, steps } = turn;
  const nth = steps.findIndex(({ id }) => id === finding.id);
  const at = (index: number) => (steps[index] ? findingPaths.answer(steps[index].id) : null);
  const links = turn.links.map(linkModel);
  return {
    finding: findingModel(finding),
    visit: { title: visit.title, href: findingPaths.visit(visit.id) },
    nth: nth + 1,
    of: steps.length,
    answered: steps.filter(({ answer }) => answer === 'linked' || answer === 'set_aside').length,
    waiting: steps.filter(({ answer }) => answer === 'waiting').length,
    previous: at(nth - 1),
    next: at(nth + 1),
    jumps: steps.map((step, index) => ({
      href: findingPaths.answer(step.id),
      name: step.number ?? `no. ${index + 1}`,
      words: shortened(step.text, 60),
      isCurrent: step.id === finding.id,
      answerName: ANSWER_STATE_NAMES[step.answer],
      isDone: step.answer === 'linked' || step.answer === 'set_aside',
    })),
    links: links.filter(({ isOver }) => !isOver),
    over: links.filter(({ isOver }) => isOver),
    decideHref: mayAgree && links.some(({ isWaiting }) => isWaiting) ? findingPaths.decide(finding.id) : null,
    suggested: suggestedModel(turn),
    // One common word alone says little: "quality", "plan".
    isWeak: turn.suggestions.suggested.every(({ words }) => words.length < 2),
    earlier: turn.suggestions.earlier.map(({ of, words }) => ({
      text: shortened(of.text, 200),
      about: `${of.documentTitle}${of.number === null ? '' : `, ${of.number}`}`,
      words: words.join(', '),
      href: findingPaths.answer(of.id),
    })),
    recommendations: turn.choices.recommendations,
    actions: turn.choices.actions,
    answers: FINDING_ANSWERS.map((value) => ({
      value,
      text: ANSWER_NAMES[value],
      hint: ANSWER_HINTS[value],
    })),
    correctHref: findingPaths.correct(finding.id),
    splitHref: findingPaths.split(finding.id),
    keysHref: findingPaths.keys(),
    formPath: findingPaths.answer(finding.id),
  };
}

/** At most five, each with the words that made it think so, and with a recommendation the actions towards it. */
function suggestedModel({ suggestions }: FindingInTurn) {
  const shown = new Set<string>();
  return suggestions.suggested.map(({ of, words, towards }) => {
    shown.add(of.id);
    const others = towards.filter(({ id }) => {
      const isNew = !shown.has(id) && !suggestions.suggested.some((one) => one.of.id === id);
      shown.add(id);
      return isNew;
    });
    return {
      id: of.id,
      field: of.kind === 'action' ? 'actionIds' : 'recommendationIds',
      kindName: of.kind === 'action' ? 'Action' : 'Recommendation',
      text:
        of.kind === 'action'
          ? `${of.reference} ${of.title}`
          : `${of.number === null ? '' : `${of.number} `}${of.text}`,
      about: of.kind === 'action' ? null : of.documentTitle,
      words: words.join(', '),
      towards: others.map(({ id, reference, title, rating }) => ({ id, reference, title, rating })),
    };
  });
}
