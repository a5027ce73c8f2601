import { bodyInHeading, bodyInItem, bodyInLeadIn, usualAddressee } from './addressees.js';
import { isBody } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { SourcePlace } from './extraction.js';
import { timescaleOf } from './heading-roles.js';
import type { OutlinedBlock } from './outline.js';
import type { Item, Section } from './recommendation-section.js';

/** What the reader keeps of the whole document while it goes from list to list. */
export interface Ledger {
  readonly used: Set<Block>;
  readonly unplaced: Block[];
}

/** The items of one open list while they are written down: their words, their parts, and to whom they are said. */
export class ListItems {
  private readonly parts = new Map<Item, Block[]>();

  constructor(
    private readonly kind: KindDescription,
    readonly section: Section,
    private readonly ledger: Ledger,
  ) {}

  /** The blocks that were added to an item after its own. */
  partsOf(item: Item | undefined): readonly Block[] {
    return (item && this.parts.get(item)) ?? [];
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

  /** The body that the words name and nothing else, or null. */
  bodyOf(words: string, entry: OutlinedBlock): string | null {
    return isBody(words) ? bodyInHeading(`for ${words}`, this.kind, usualAddressee(this.kind, entry)) : null;
  }

  /** The words of an item that began with its label, its title or the body alone. */
  takesOpen(block: Block): boolean {
    const last = this.section.items.at(-1);
    if (!last?.open || block.kind === 'row' || (block.kind === 'numbered' && block.labelled)) return false;
    if (block.kind === 'numbered' && last.number !== null && block.number === last.number) return false;
    this.extend(last, block);
    last.open = false;
    const named = bodyInItem(last.text, this.section.addressee, this.kind);
    if (named) last.addressee = named;
    return true;
  }

  /** A sentence before the items: the time and the body that it names hold for what follows. */
  leadIn(text: string, entry: OutlinedBlock): void {
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

  /** Writes down an item; what it does not say of itself holds from the list. */
  push(
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

  /** Adds a block to the item it belongs to. */
  extend(item: Item, block: Block): void {
    const lettered = block.kind === 'bullet' && block.number !== null;
    const text = lettered ? `${block.number}) ${block.text}` : block.text;
    item.text = item.text === '' ? text : `${item.text} ${text}`;
    item.place = { ...item.place, toPage: block.place.toPage, toLine: block.place.toLine };
    const parts = this.parts.get(item);
    if (parts) parts.push(block);
    else this.parts.set(item, [block]);
    this.ledger.used.add(block);
  }
}
