import type { Extraction, ExtractionWarning, SourcePlace } from '../../domain/intake/extraction.js';
import type { DocumentItem, ItemPlace } from './document-item.entity.js';

/** A row to be reviewed, before it has an id. */
export type NewItem = Omit<
  DocumentItem,
  'authorityId' | 'id' | 'documentId' | 'version' | 'position' | 'mergedInto' | 'checkedBy' | 'checkedAt'
> & { readonly position: number };

const BLANK = {
  number: null,
  priority: null,
  addressee: null,
  theme: null,
  timescale: null,
  section: null,
  sentiment: null,
  text: '',
  area: null,
  grade: null,
  paragraphRefs: [],
  recommendationRefs: [],
  frameworkRef: null,
  origin: 'read',
  leftOut: false,
} as const;

/** What was read, as rows to review: in the order of the document, each with the warnings about its lines. */
export function itemsOf(extraction: Extraction, paged: boolean): NewItem[] {
  const about = (source: SourcePlace) => ({
    ...placeOf(source),
    warning: warningAbout(source, extraction.warnings),
  });
  return [
    ...extraction.judgements.map((it, index): NewItem => ({
      ...blankItem(),
      part: 'judgement',
      position: index + 1,
      area: it.area,
      grade: it.grade,
      page: paged ? it.source.page : null,
      ...about(it.source),
    })),
    ...extraction.recommendations.map((it, index): NewItem => ({
      ...blankItem(),
      part: 'recommendation',
      position: index + 1,
      number: it.number,
      priority: it.priority,
      addressee: it.addressee,
      theme: it.theme,
      timescale: it.timescale,
      text: it.text,
      paragraphRefs: [...it.paragraphRefs],
      frameworkRef: it.frameworkRef ?? null,
      page: it.page,
      ...about(it.source),
    })),
    ...extraction.findings.map((it, index): NewItem => ({
      ...blankItem(),
      part: 'finding',
      position: index + 1,
      number: it.number,
      section: it.section,
      sentiment: it.sentiment,
      text: it.text,
      recommendationRefs: [...it.recommendationRefs],
      page: it.page,
      ...about(it.source),
    })),
  ];
}

/** An item of which nothing is known yet. */
export function blankItem() {
  return { ...BLANK, paragraphRefs: [] as string[], recommendationRefs: [] as string[] };
}

function placeOf(source: SourcePlace): ItemPlace {
  return {
    fromPage: source.page,
    fromLine: source.fromLine,
    toPage: source.toPage,
    toLine: source.toLine,
  };
}

function warningAbout(place: SourcePlace, warnings: readonly ExtractionWarning[]): string | null {
  const messages = warnings
    .filter((warning) => warning.source !== undefined && overlap(warning.source, place))
    .map((warning) => warning.message);
  return messages.length === 0 ? null : [...new Set(messages)].join(' ');
}

function overlap(one: SourcePlace, other: SourcePlace): boolean {
  const starts = (it: SourcePlace) => it.page * 1e6 + it.fromLine;
  const ends = (it: SourcePlace) => it.toPage * 1e6 + it.toLine;
  return starts(one) <= ends(other) && starts(other) <= ends(one);
}
