import { bodyInHeading, bodyInItem, bodyInLeadIn, usualAddressee } from './addressees.js';
import { isAsk, isBody, isLeadIn } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { SourcePlace } from './extraction.js';
import { timescaleOf } from './heading-roles.js';
import { tells } from './imperatives.js';
import { isTitle } from './item-labels.js';
import { itemRowsAt, readItemTable } from './item-tables.js';
import { askFollows, itemMarksFollow, listFollows, numberFollows, onlyLeadsIn } from './look-ahead.js';
import type { OutlinedBlock } from './outline.js';
import { isBackwards, type Item, type Section } from './recommendation-section.js';
import { endsSentence, startsLowerCase } from './wording.js';

/** What the reader keeps of the whole document while it goes from list to list. */
export interface Ledger {
  readonly used: Set<Block>;
  readonly unplaced: Block[];
}

/** Takes the items of one open list, block by block, until something shows that the list has ended. */
export class ListReader {
  constructor(
    private readonly outline: readonly OutlinedBlock[],
    private readonly kind: KindDescription,
    readonly section: Section,
    private readonly ledger: Ledger,
  ) {}

  /** Takes one block below the heading; answers the index of the last block it used, or null: the list has ended. */
  content(at: number, entry: OutlinedBlock): number | null {
    const { block } = entry;
    const rows = itemRowsAt(this.outline, at);
    if (rows.length > 0) return this.table(at, rows);
    if (this.takesOpen(block)) return at;
    let goesOn: boolean;
    if (block.kind === 'numbered') goesOn = this.numbered(at, entry);
    else if (block.kind === 'bullet') goesOn = this.bullet(at, entry);
    else goesOn = this.paragraph(at, entry);
    return goesOn ? at : null;
  }

  /** A heading inside the list: the theme or the body of the items that follow. */
  theme(text: string, entry: OutlinedBlock): void {
    const words = text.replace(/\s*:\s*$/, '').trim();
    const body = this.bodyOf(words, entry);
    if (body) {
      this.section.addressee = body;
      this.section.theme = null;
    } else this.section.theme = words;
    this.section.timescale = null;
  }

  private bodyOf(words: string, entry: OutlinedBlock): string | null {
    return isBody(words) ? bodyInHeading(`for ${words}`, this.kind, usualAddressee(this.kind, entry)) : null;
  }

  /** The words of an item that began with its label, its title or the body alone. */
  private takesOpen(block: Block): boolean {
    const last = this.section.items.at(-1);
    if (!last?.open || block.kind === 'row' || (block.kind === 'numbered' && block.labelled)) return false;
    if (block.kind === 'numbered' && last.number !== null && block.number === last.number) return false;
    this.extend(last, block);
    last.open = false;
    const named = bodyInItem(last.text, this.section.addressee, this.kind);
    if (named) last.addressee = named;
    return true;
  }

  private table(at: number, rows: readonly Block[]): number {
    const { section } = this;
    for (const row of readItemTable(rows)) {
      const addressee = row.addressee
        ? (bodyInHeading(`for ${row.addressee}`, this.kind, section.addressee) ?? row.addressee)
        : section.addressee;
      this.push(row.block, row.number, row.text, {
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
    if (section.labelled && !block.labelled) return this.besideLabelled(block, last);
    if (block.labelled) {
      this.labelled(block, entry);
      return true;
    }
    if (section.style !== null && section.style !== 'numbered' && last) return false;
    if (last?.number && isBackwards(last.number, block.number!) && !this.restarts(block)) return false;
    if (this.leadsToParts(at, block) || (!last && isLeadIn(block.text) && onlyLeadsIn(this.outline, at))) {
      this.leadIn(block.text, entry);
      return true;
    }
    if (!last && !isAsk(block.text)) {
      // A remark before the list begins: "7.1 The agencies' own recommendations are in the appendix."
      if (tells(block.text) && listFollows(this.outline, at)) return true;
      if (block.text.length > 250 && !askFollows(this.outline, at)) return false;
    }
    section.style = 'numbered';
    this.push(block, block.number, block.text, { open: block.text === '' });
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
    const body = title ? this.bodyOf(block.text, entry) : null;
    this.push(block, block.number, body ? '' : block.text, {
      open: title,
      ...(body ? { addressee: body } : {}),
    });
  }

  /** What stands between recommendations that carry the word: reasons, unless it is a part of the one before. */
  private besideLabelled(block: Block, last: Item | undefined): boolean {
    const follows = last !== undefined && this.isNextTo(last, block);
    if (follows && (last.text.endsWith(':') || (block.kind === 'bullet' && this.hasParts(last)))) {
      this.extend(last, block);
    } else if (follows && /^(this|these|it|they|in doing so)\b.{0,80}\b(should|must)\b/i.test(block.text)) {
      this.extend(last, block);
    } else if (follows && startsLowerCase(block.text) && !endsSentence(last.text)) this.extend(last, block);
    else if (last && !this.section.loose && isAsk(block.text)) this.ledger.unplaced.push(block);
    return !this.section.loose || follows;
  }

  private isNextTo(item: Item, block: Block): boolean {
    const at = this.outline.findIndex((entry) => entry.block === block);
    const before = this.outline[at - 1]?.block;
    return before !== undefined && (before === item.block || this.parts.get(item)?.includes(before) === true);
  }

  private readonly parts = new Map<Item, Block[]>();

  private hasParts(item: Item): boolean {
    return (this.parts.get(item)?.length ?? 0) > 0 || item.text.endsWith(':');
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

  private leadIn(text: string, entry: OutlinedBlock): void {
    const { section } = this;
    const time =
      /^((?:immediately|with immediate effect|(?:with)?in (?:the next )?\S+ (?:working )?(?:days?|weeks?|months?|years?)|by (?:the end of )?(?:\d{1,2} )?\w+ \d{4}))\b/i.exec(
        text.trim(),
      );
    if (time) section.timescale = time[1]!;
    else if (timescaleOf(text)) section.timescale = timescaleOf(text);
    const named = bodyInLeadIn(text, usualAddressee(this.kind, entry), this.kind);
    if (named) section.addressee = named;
    this.ledger.used.add(entry.block);
  }

  private bullet(at: number, entry: OutlinedBlock): boolean {
    const { section } = this;
    const { block } = entry;
    const last = section.items.at(-1);
    if (section.labelled) return this.besideLabelled(block, last);
    if (block.number !== null && (section.style === 'lettered' || (!last && block.number === 'a'))) {
      section.style = 'lettered';
      this.push(block, block.number, block.text, {});
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
      this.extend(last, block);
      return true;
    }
    if (block.text.endsWith(':') && isLeadIn(block.text) && !isAsk(block.text)) {
      this.leadIn(block.text, entry);
      return true;
    }
    if (section.weak && tells(block.text)) return true;
    if (section.style === null) section.bulletLeft = block.left;
    section.style = 'bullet';
    this.push(block, null, block.text, {});
    return true;
  }

  /** After parts that stood further in, a bullet at the list's own margin is the next item again. */
  private returnsToMargin(block: Block): boolean {
    const { section } = this;
    const parts = this.parts.get(section.items.at(-1)!) ?? [];
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
      this.extend(last, block);
      return true;
    }
    if (last && startsLowerCase(block.text) && !endsSentence(last.text)) {
      this.extend(last, block);
      return true;
    }
    if (isLeadIn(block.text)) {
      this.leadIn(block.text, entry);
      return true;
    }
    if (section.labelled) return this.besideLabelled(block, last);
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
      if (block.gap === 0) this.extend(last, block);
      else this.ledger.unplaced.push(block);
      return true;
    }
    const body = isTitle(block.text) ? this.bodyOf(block.text, entry) : null;
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
        this.push(block, null, text, { doubt: asks ? null : UNMARKED });
      }
      return true;
    }
    if (last && /^(they|this|these|it)\b/i.test(block.text)) {
      this.extend(last, block);
      return true;
    }
    return section.items.length === 0;
  }

  private push(
    block: Block,
    number: string | null,
    text: string,
    own: {
      addressee?: string;
      timescale?: string | null;
      theme?: string;
      place?: SourcePlace;
      open?: boolean;
      doubt?: string | null;
    },
  ): void {
    const { section } = this;
    const named = own.addressee === undefined ? bodyInItem(text, section.addressee, this.kind) : null;
    section.items.push({
      number,
      priority: section.priority,
      addressee: own.addressee ?? named ?? section.addressee,
      theme: own.theme ?? section.theme,
      timescale: own.timescale ?? section.timescale,
      text,
      place: own.place ?? block.place,
      block,
      labelled: block.labelled,
      open: own.open ?? false,
      boxed: own.timescale === undefined && section.timescale !== null,
      doubt: own.doubt ?? null,
    });
    this.ledger.used.add(block);
  }

  private extend(item: Item, block: Block): void {
    const lettered = block.kind === 'bullet' && block.number !== null;
    const text = lettered ? `${block.number}) ${block.text}` : block.text;
    item.text = item.text === '' ? text : `${item.text} ${text}`;
    item.place = { ...item.place, toPage: block.place.toPage, toLine: block.place.toLine };
    this.parts.set(item, [...(this.parts.get(item) ?? []), block]);
    this.ledger.used.add(block);
  }
}

const UNMARKED = 'It stands without a mark of its own: check where it begins and ends.';

/** "The quality of plans. The timeliness of visits." without bullets: as many items as nouns with a full stop. */
function namedMatters(text: string): string[] {
  const sentences = text.split(/(?<=[.;]|\.\s*\([^()]*\))\s+(?=\p{Lu})/u);
  return sentences.every((sentence) => !tells(sentence) && sentence.length > 15) ? sentences : [text];
}
