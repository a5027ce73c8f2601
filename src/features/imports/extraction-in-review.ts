import type { Document } from '../documents/document.entity.js';
import type { DocumentItem } from './document-item.entity.js';

/** What was found, in the shape that `tracker extract` prints, as it stands in review: corrections in, what is left out not. */
export function extractionInReview(document: Document, items: readonly DocumentItem[]) {
  const of = (part: DocumentItem['part']) => items.filter((item) => item.part === part && !item.leftOut);
  return {
    file: document.fileName,
    document: {
      kind: document.kind,
      title: document.title,
      authority: document.authorityName,
      inspectorate: document.inspectorate,
      inspectedFrom: document.inspectedFrom,
      inspectedTo: document.inspectedTo,
      published: document.publishedOn,
    },
    judgements: of('judgement').map((item) => ({ area: item.area, grade: item.grade })),
    recommendations: of('recommendation').map((item) => ({
      number: item.number,
      priority: item.priority,
      addressee: item.addressee,
      theme: item.theme,
      text: item.text,
      timescale: item.timescale,
      paragraphRefs: item.paragraphRefs,
      ...(item.frameworkRef !== null && { frameworkRef: item.frameworkRef }),
      page: item.page,
    })),
    findings: of('finding').map((item) => ({
      number: item.number,
      section: item.section,
      sentiment: item.sentiment,
      text: item.text,
      recommendationRefs: item.recommendationRefs,
      page: item.page,
    })),
    warnings: document.warnings.map(({ code, message }) => ({ code, message })),
  };
}

export type ExtractionInReview = ReturnType<typeof extractionInReview>;
