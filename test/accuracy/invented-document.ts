import type { ExtractedDocument, Sentiment } from '../../src/domain/intake/extraction.js';

/** A document written by us, with the answers a careful reader would give. */
export interface InventedDocument {
  readonly shape: string;
  readonly text: string;
  /** What of its front matter is checked. */
  readonly document: Partial<ExtractedDocument>;
  /** One for each finding, in order; left out where findings are not checked. */
  readonly sentiments?: readonly (Sentiment | null)[];
  readonly recommendations?: number;
}
