import { bodyInHeading } from './addressees.js';
import { isAsk, isLeadIn } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import { tells } from './imperatives.js';
import { isTitle } from './item-labels.js';
import { ListItems, type Ledger } from './list-items.js';
import { itemRowsAt, readItemTable } from './item-tables.js';
import { askFollows, itemMarksFollow, listFollows, numberFollows, onlyLeadsIn } from './look-ahead.js';
import type { OutlinedBlock } from './outline.js';
import { isBackwards, type Item, type Section } from './recommendation-section.js';
import { endsSentence, startsLowerCase } from './wording.js';

/** Takes the items of one open list, block by block, until something shows that the list has ended. */
export class ListReader {
  private readonly items: ListItems;

  constructor(
    private readonly outline: readonly OutlinedBlock[],
    private readonly kind: KindDescription,
    readonly section: Section,
    private readonly ledger: Ledger,
  ) {
    this.items = new ListItems(kind, section, ledger);
  }

  /** Takes one block below the heading; answers the index of the last block it used, or null: the list has ended. */
  content(at: number, entry: OutlinedBlock): number | null {
    const { block } = entry;
    const rows = itemRowsAt(this.outline, at);
    if (rows.length > 0) return this.table(at, rows);
    if (this.items.takesOpen(block)) return at;
    let goesOn: boolean;
    if (block.kind === 'numbered') goesOn = this.numbered(at, entry);
    else if (block.kind === 'bullet') goesOn = this.bullet(at, entry);
    else goesOn = this.paragraph(at, entry);
    return goesOn ? at : null;
  }

  /** A heading inside the list: the theme or the body of the items that follow. */
  theme(text: string, entry: OutlinedBlock): void {
    this.items.theme(text, entry);
  }

  private table(at: number, rows: readonly Block[]): number {
    const { section } = this;
    for (const row of readItemTable(rows)) {
      const addressee = row.addressee
        ? (bodyInHeading(`for ${row.addressee}`, this.kind, section.addressee) ?? row.addressee)
        : section.addressee;
      this.items.push(row.block, row.number, row.text, {
        addressee,
        timescale: row.timescale,
        place: row.place,
        ...(row.theme === null ? {} : { theme: row.theme }),
      });
    }
    for (const row of rows) this.ledger.used.add(row);
    return at + rows.length - 1;
  }

  private numbered(at: number, entry: OutlinedBlock): boolean {
    const { section } = this;
    const { block } = entry;
    const last = section.items.at(-1);
    if (section.labelled && !block.labelled) return this.besideLabelled(at, block, last);
    if (block.labelled) {
      this.labelled(block, entry);
      return true;
    }
    if (section.style !== null && section.style !== 'numbered' && last) return false;
    if (last?.number && isBackwards(last.number, block.number!) && !this.restarts(block)) return false;
    if (this.leadsToParts(at, block) || (!last && isLeadIn(block.text) && onlyLeadsIn(this.outline, at))) {
      this.items.leadIn(block.text, entry);
      return true;
    }
    if (!last && !isAsk(block.text)) {
      // A remark before the list begins: "7.1 The agencies' own recommendations are in the appendix."
      if (tells(block.text) && listFollows(this.outline, at)) return true;
      if (block.text.length > 250 && !askFollows(this.outline, at)) return false;
    }
    section.style = 'numbered';
    this.items.push(block, block.number, block.text, { open: block.text === '' });
    return true;
  }

  /** "8.1 It is recommended that the Board:" above "8.1.1 …". */
  private leadsToParts(at: number, block: Block): boolean {
    const next = this.outline[at + 1]?.block;
    return (
      /[:;]$|\b(should|must|that)$/.test(block.text) &&
      isLeadIn(block.text) &&
      next?.kind === 'numbered' &&
      next.number!.startsWith(`${block.number}.`)
    );
  }

  private labelled(block: Block, entry: OutlinedBlock): void {
    this.section.style = 'numbered';
    const title = block.text === '' || (isTitle(block.text) && !isAsk(block.text));
    const body = title ? this.items.bodyOf(block.text, entry) : null;
    this.items.push(block, block.number, body ? '' : block.text, {
      open: title,
      ...(body ? { addressee: body } : {}),
    });
  }

  /** What stands between recommendations that carry the word: reasons, unless it is a part of the one before. */
  private besideLabelled(at: number, block: Block, last: Item | undefined): boolean {
    const follows = last !== undefined && this.isNextTo(at, last);
    if (follows && (last.text.endsWith(':') || (block.kind === 'bullet' && this.hasParts(last)))) {
      this.items.extend(last, block);
    } else if (follows && /^(this|these|it|they|in doing so)\b.{0,80}\b(should|must)\b/i.test(block.text)) {
      this.items.extend(last, block);
    } else if (follows && startsLowerCase(block.text) && !endsSentence(last.text))
      this.items.extend(last, block);
    else if (last && !this.section.loose && isAsk(block.text)) this.ledger.unplaced.push(block);
    return !this.section.loose || follows;
  }

  private isNextTo(at: number, item: Item): boolean {
    const before = this.outline[at - 1]?.block;
    return before !== undefined && (before === item.block || this.items.partsOf(item).includes(before));
  }

  private hasParts(item: Item): boolean {
    return this.items.partsOf(item).length > 0 || item.text.endsWith(':');
  }

  /** Numbering begins again at 1 under another theme, for another body or in another box of time. */
  private restarts(block: Block): boolean {
    const { section } = this;
    const last = section.items.at(-1)!;
    return (
      block.number === '1' &&
      (last.theme !== section.theme ||
        last.addressee !== section.addressee ||
        last.timescale !== section.timescale)
    );
  }

  private bullet(at: number, entry: OutlinedBlock): boolean {
    const { section } = this;
    const { block } = entry;
    const last = section.items.at(-1);
    if (section.labelled) return this.besideLabelled(at, block, last);
    if (block.number !== null && (section.style === 'lettered' || (!last && block.number === 'a'))) {
      section.style = 'lettered';
      this.items.push(block, block.number, block.text, {});
      return true;
    }
    const nested =
      last !== undefined &&
      (section.style === 'numbered' ||
        section.style === 'lettered' ||
        block.number !== null ||
        (section.style === 'bullet' && block.left > section.bulletLeft + 8) ||
        last.text.endsWith(':') ||
        (section.style === 'bare' && !endsSentence(last.text)));
    if (nested && !this.returnsToMargin(block)) {
      this.items.extend(last, block);
      return true;
    }
    if (block.text.endsWith(':') && isLeadIn(block.text) && !isAsk(block.text)) {
      this.items.leadIn(block.text, entry);
      return true;
    }
    if (section.weak && tells(block.text)) return true;
    if (section.style === null) section.bulletLeft = block.left;
    section.style = 'bullet';
    this.items.push(block, null, block.text, {});
    return true;
  }

  /** After parts that stood further in, a bullet at the list's own margin is the next item again. */
  private returnsToMargin(block: Block): boolean {
    const { section } = this;
    const parts = this.items.partsOf(section.items.at(-1));
    return (
      section.style === 'bullet' &&
      block.number === null &&
      parts.length > 0 &&
      parts.every((part) => part.left > section.bulletLeft + 8) &&
      block.left <= section.bulletLeft + 8
    );
  }

  private paragraph(at: number, entry: OutlinedBlock): boolean {
    const { section } = this;
    const { block } = entry;
    const last = section.items.at(-1);
    if (last && last.text === '') {
      this.items.extend(last, block);
      return true;
    }
    if (last && startsLowerCase(block.text) && !endsSentence(last.text)) {
      this.items.extend(last, block);
      return true;
    }
    if (isLeadIn(block.text)) {
      this.items.leadIn(block.text, entry);
      return true;
    }
    if (section.labelled) return this.besideLabelled(at, block, last);
    if (section.style === 'numbered' || section.style === 'lettered') {
      if (section.style === 'numbered' && last && numberFollows(this.outline, at, last)) {
        this.ledger.unplaced.push(block);
        return true;
      }
      return false;
    }
    if (section.style === 'bullet' && last) {
      const next = this.outline[at + 1];
      if (next?.block.kind !== 'bullet' || next.heading) return false;
      if (block.gap === 0) this.items.extend(last, block);
      else this.ledger.unplaced.push(block);
      return true;
    }
    const body = isTitle(block.text) ? this.items.bodyOf(block.text, entry) : null;
    if (body) {
      section.addressee = body;
      return true;
    }
    return this.bare(at, block, last);
  }

  /** A paragraph without any mark: an item where it asks, or names what is to be better below a heading that asks. */
  private bare(at: number, block: Block, last: Item | undefined): boolean {
    const { section } = this;
    if (itemMarksFollow(this.outline, at, section)) return true;
    const asks = isAsk(block.text) && !/^(this|these|the following|below|in response)\b/i.test(block.text);
    const names =
      section.namesMatters &&
      block.text.length < 400 &&
      !/^(this|these|the following|below)\b/i.test(block.text) &&
      !(section.weak && tells(block.text));
    if (asks || names) {
      section.style = 'bare';
      for (const text of asks ? [block.text] : namedMatters(block.text)) {
        this.items.push(block, null, text, { doubt: asks ? null : UNMARKED });
      }
      return true;
    }
    if (last && /^(they|this|these|it)\b/i.test(block.text)) {
      this.items.extend(last, block);
      return true;
    }
    return section.items.length === 0;
  }
}

const UNMARKED = 'It stands without a mark of its own: check where it begins and ends.';

/** "The quality of plans. The timeliness of visits." without bullets: as many items as nouns with a full stop. */
function namedMatters(text: string): string[] {
  const sentences = text.split(/(?<=[.;]|\.\s*\([^()]*\))\s+(?=\p{Lu})/u);
  return sentences.every((sentence) => !tells(sentence) && sentence.length > 15) ? sentences : [text];
}
