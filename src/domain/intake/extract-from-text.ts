import { blocksOf } from './blocks.js';
import { kindOf } from './document-kind.js';
import { allLines, type DocumentText } from './document-text.js';
import type { Extraction } from './extraction.js';
import { findingsIn } from './findings.js';
import { head, titleOf } from './document-title.js';
import { frontMatterOf } from './front-matter.js';
import { judgementsIn } from './judgements.js';
import { outlineOf } from './outline.js';
import { planDueIn } from './plan-due.js';
import { readingLines } from './page-furniture.js';
import { recommendationsIn } from './recommendations.js';
import { warningsOf } from './intake-warnings.js';

/**
 * From the positioned lines of a document to what it says: lines → blocks → kind → sections → items.
 * Never refuses: what it could not find is null, empty or a warning.
 */
export function extractFromText(text: DocumentText, fileName: string): Extraction {
  const lines = readingLines(text);
  const outline = outlineOf(blocksOf(text, lines));
  const { description, sure } = kindOf(titleOf(lines), head(lines), outline);
  const walked = recommendationsIn(outline, description, text.paged);
  const front = frontMatterOf(description.kind, lines, outline, allLines(text));
  const priorities = walked.items.map((item) => item.priority);
  const found = {
    file: fileName,
    document: { ...front, planDue: planDueIn(description.kind, priorities, front.responseDue) },
    judgements: judgementsIn(description.kind, lines, outline),
    recommendations: walked.items,
    findings: findingsIn(outline, description, walked.used, walked.items, text.paged),
  };
  return { ...found, warnings: warningsOf(found, walked, sure, outline) };
}
