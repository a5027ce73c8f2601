import { documentPaths } from '../documents/documents.paths.js';
import type { DocumentItem } from './document-item.entity.js';
import { importPaths } from './imports.paths.js';
import { itemModel } from './item.page.js';
import type { ReviewOverview } from './review.service.js';
import {
  isAboutTheDocument,
  lineOrder,
  placedWarnings,
  warningsBetween,
  type PlacedWarning,
} from './review-warnings.js';
import { companyModel } from './reviewers.page.js';
import { SHOWN_ITEMS, SHOWN_NAMES, type ShownItems } from './shown-items.js';

/** What was found in a document, for the first page of its review. */
export function overviewModel(found: ReviewOverview, show: ShownItems) {
  const { document, counts } = found;
  const id = document.id;
  const warnings = placedWarnings(document.warnings);
  const all = [...found.judgements, ...found.recommendations];
  const recommendations = found.recommendations.filter((item) => item.mergedInto === null);
  const between = warningsBetween(all, warnings);
  const first = recommendations.find((item) => !item.leftOut && item.checkedAt === null);
  return {
    documentId: id,
    warnings: document.warnings.filter(isAboutTheDocument).map(({ message, source }) => ({
      message,
      href: source && `${importPaths.page(id, source.page)}#line-${source.page}-${source.fromLine}`,
    })),
    judgements: found.judgements.map((item) => itemModel(item, warnings)),
    rows: rowsOf(recommendations, between, warnings, show, id),
    recommendationCount: recommendations.length,
    shown: SHOWN_ITEMS.map((choice) => ({
      text: SHOWN_NAMES[choice],
      count: recommendations.filter((item) => isShown(item, choice)).length,
      href: `${importPaths.review(id, undefined, choice)}#recommendations`,
      isCurrent: choice === show,
    })),
    checked: recommendations.filter((item) => !item.leftOut && item.checkedAt !== null).length,
    kept: recommendations.filter((item) => !item.leftOut).length,
    goOn: first ? { href: importPaths.item(id, first.id), isFirst: first === recommendations[0] } : null,
    counts,
    company: companyModel(id, found.company),
    factsHref: importPaths.facts(id),
    findingsHref: importPaths.findings(id),
    pageByPage: importPaths.page(id, 1),
    addJudgement: importPaths.add(id, 'judgement'),
    addRecommendation: importPaths.add(id, 'recommendation'),
    addFinding: importPaths.add(id, 'finding'),
    acceptHref: importPaths.accept(id),
    withdraw: importPaths.withdraw(id),
    original: documentPaths.original(id),
    keys: importPaths.keys(id),
    list: documentPaths.list(),
  };
}

/** The recommendations that are shown, and between them what the reading could not place, each where it stands. */
function rowsOf(
  items: readonly DocumentItem[],
  between: readonly PlacedWarning[],
  warnings: readonly PlacedWarning[],
  show: ShownItems,
  id: string,
) {
  const rows = items
    .filter((item) => isShown(item, show))
    .map((item) => ({
      item: itemModel(item, warnings, show),
      order: item.fromPage === null ? null : lineOrder(item.fromPage, item.fromLine ?? 0),
    }));
  const loose = show === 'all' || show === 'warnings' ? between : [];
  const placed: { item?: ReturnType<typeof itemModel>; warning?: object }[] = rows.map(({ item }) => ({
    item,
  }));
  // From the last to the first, so that the places counted before stay true.
  for (const warning of [...loose].reverse()) {
    const { fromPage, fromLine, toPage, toLine } = warning.place;
    const order = lineOrder(fromPage, fromLine);
    const after = rows.findLastIndex((row) => row.order !== null && row.order < order);
    placed.splice(after + 1, 0, {
      warning: {
        name: warning.name,
        message: warning.message,
        page: fromPage,
        href: `${importPaths.page(id, fromPage)}#line-${fromPage}-${fromLine}`,
        add: importPaths.add(id, 'recommendation', {
          page: fromPage,
          from: `${fromPage}-${fromLine}`,
          to: `${toPage}-${toLine}`,
        }),
      },
    });
  }
  return placed;
}

function isShown(item: DocumentItem, show: ShownItems): boolean {
  if (show === 'warnings') return !item.leftOut && item.warning !== null;
  if (show === 'unchecked') return !item.leftOut && item.checkedAt === null;
  return show === 'all' || item.leftOut;
}
