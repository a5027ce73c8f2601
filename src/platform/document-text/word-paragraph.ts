import type { FlowParagraph } from './flow.js';
import type { WordNumber } from './word-numbering.js';
import { plainLook, type WordLook } from './word-styles.js';

/** Share of the letters that must be bold for the paragraph to be. */
const MOSTLY = 0.85;

/** A paragraph of a Word file while its pieces come in. */
export class WordParagraph {
  text = '';
  style: string | null = null;
  readonly look = plainLook();
  private bold = 0;
  private italic = 0;
  private letters = 0;
  private readonly sizes = new Map<number, number>();

  constructor(public page: number) {}

  add(text: string, look: WordLook): void {
    this.text += text;
    const letters = text.replace(/[^\p{L}\d]/gu, '').length;
    if (letters === 0) return;
    this.letters += letters;
    if (look.bold) this.bold += letters;
    if (look.italic) this.italic += letters;
    // Ten points are what Word takes where nothing is said.
    const size = look.size ?? 10;
    this.sizes.set(size, (this.sizes.get(size) ?? 0) + letters);
  }

  /** The whole paragraph, with the look its style gives it and the number it is shown with. */
  drawn(look: WordLook, number: WordNumber | null, space: number): FlowParagraph {
    const letters = Math.max(1, this.letters);
    return {
      kind: 'paragraph',
      text: this.text,
      mark: number?.mark ?? null,
      heading: look.heading ?? 0,
      left: this.look.left ?? number?.left ?? look.left ?? 0,
      bold: this.bold >= letters * MOSTLY,
      italic: this.italic >= letters * MOSTLY,
      size: [...this.sizes].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0,
      page: this.page,
      space,
      sameParagraph: false,
      footnote: false,
    };
  }
}
