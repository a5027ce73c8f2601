import { actorOf, addresseeNamed, isAsk, isBody, isLeadIn } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { RecommendationPriority, SourcePlace } from './extraction.js';
import { timescaleOf } from './heading-roles.js';
import { inColumns, readItemTable } from './item-tables.js';
import { askFollows, itemMarksFollow, numberFollows, onlyLeadsIn, opensTheme } from './look-ahead.js';
import type { OutlinedBlock } from './outline.js';
import {
  capital,
  isBackwards,
  OPENERS,
  usualAddressee,
  type Item,
  type Section,
} from './recommendation-section.js';
import { endsSentence, startsLowerCase } from './wording.js';

/**
 * Walks the outline with at most one list of recommendations open, and takes its items.
 * Strengths, progress, summaries and contents are never taken.
 */
export class RecommendationWalk {
  items: Item[] = [];
  readonly used = new Set<Block>();
  readonly empty: { heading: string; place: SourcePlace }[] = [];
  readonly unplaced: Block[] = [];
  private section: Section | null = null;

  constructor(
    private readonly outline: readonly OutlinedBlock[],
    private readonly kind: KindDescription,
  ) {}

  run(): void {
    for (let at = 0; at < this.outline.length; at++) {
      const entry = this.outline[at]!;
      if (entry.inContents) continue;
      if (entry.heading) this.heading(at, entry);
      else if (this.section) at = this.content(at, entry);
      else this.opening(at, entry);
    }
    this.close();
  }

  /** Without a heading, a sentence opens the list: "… how it will tackle the following areas of significant weakness:". */
  private opening(at: number, entry: OutlinedBlock): void {
    const opener = OPENERS.find(([words]) => words.test(entry.block.text.slice(-260)));
    if (!opener || !itemMarksFollow(this.outline, at)) return;
    this.enter(entry, this.priorityOf(opener[1]), entry.block.text.slice(-80), null);
    this.used.add(entry.block);
  }

  private heading(at: number, entry: OutlinedBlock): void {
    const { text, level, meaning } = entry.heading!;
    const time = timescaleOf(text);
    if (time && this.section) {
      this.section.timescale = time;
      return;
    }
    if (meaning?.role === 'recommendations') {
      if (this.section && meaning.part && this.section.items.length === 0 && this.section.theme === null) {
        this.section.priority = this.priorityOf(meaning.priority!);
        return;
      }
      if (this.section && meaning.part) {
        this.enter(entry, this.priorityOf(meaning.priority!), text, this.section.level ?? level);
        return;
      }
      this.enter(entry, this.priorityOf(meaning.priority!), text, level);
      return;
    }
    if (!this.section) return;
    const subject = meaning === null || meaning.role === 'subject';
    if (!subject || !opensTheme(this.outline, at, level, this.section)) this.close();
    else this.setTheme(text, entry);
  }

  private priorityOf(priority: RecommendationPriority): RecommendationPriority {
    return priority === 'recommendation' ? this.kind.priority : priority;
  }

  private enter(
    entry: OutlinedBlock,
    priority: RecommendationPriority,
    heading: string,
    level: number | null,
  ): void {
    const previous = this.section;
    this.close();
    const addressee = usualAddressee(this.kind, entry);
    const named = /\b(?:for|to) (?:the )?(.{3,60})$/i.exec(heading)?.[1] ?? null;
    this.section = {
      level: level ?? previous?.level ?? null,
      heading,
      priority,
      addressee:
        (this.kind.namesBodies &&
          named &&
          isBody(capital(named)) &&
          addresseeNamed(capital(named), addressee)) ||
        addressee,
      theme: null,
      timescale: null,
      style: null,
      bulletLeft: 0,
      items: [],
    };
    this.headingPlace = entry.block.place;
  }

  private headingPlace: SourcePlace | null = null;

  private close(): void {
    const section = this.section;
    if (!section) return;
    if (section.items.length === 0 && this.headingPlace) {
      this.empty.push({ heading: section.heading, place: this.headingPlace });
    }
    this.items.push(...section.items);
    this.section = null;
  }

  private setTheme(text: string, entry: OutlinedBlock): void {
    const section = this.section!;
    const words = text.replace(/\s*:\s*$/, '').trim();
    if (this.kind.namesBodies && isBody(words)) {
      section.addressee = addresseeNamed(words, usualAddressee(this.kind, entry)) ?? section.addressee;
      section.theme = null;
    } else section.theme = words;
    section.timescale = null;
  }

  /** Takes one block below the heading; answers the index of the last block it used. */
  private content(at: number, entry: OutlinedBlock): number {
    const { block } = entry;
    if (block.kind === 'row') return this.table(at);
    if (block.kind === 'numbered') this.numbered(at, entry);
    else if (block.kind === 'bullet') this.bullet(entry);
    else this.paragraph(at, entry);
    return at;
  }

  private table(at: number): number {
    const section = this.section!;
    const rows: Block[] = [];
    let end = at;
    while (
      end < this.outline.length &&
      !this.outline[end]!.heading?.meaning &&
      inColumns(rows, this.outline[end]!.block)
    ) {
      rows.push(this.outline[end]!.block);
      end++;
    }
    for (const row of readItemTable(rows)) {
      const addressee = row.addressee
        ? (addresseeNamed(row.addressee, section.addressee) ?? row.addressee)
        : section.addressee;
      this.push(row.block, row.number, row.text, { addressee, timescale: row.timescale, place: row.place });
    }
    for (const row of rows) this.used.add(row);
    return end - 1;
  }

  private numbered(at: number, entry: OutlinedBlock): void {
    const section = this.section!;
    const { block } = entry;
    if (section.style === 'bullet' || section.style === 'bare') {
      if (!block.labelled && section.items.length > 0) {
        this.close();
        return;
      }
    }
    const last = section.items.at(-1);
    if (
      last?.number &&
      !block.labelled &&
      isBackwards(last.number, block.number!) &&
      !this.restarts(section, block)
    ) {
      this.close();
      return;
    }
    if (section.items.length === 0 && isLeadIn(block.text) && onlyLeadsIn(this.outline, at)) {
      this.leadIn(block.text, entry);
      return;
    }
    if (
      section.items.length === 0 &&
      !block.labelled &&
      !isAsk(block.text) &&
      block.text.length > 250 &&
      !askFollows(this.outline, at)
    ) {
      this.close();
      return;
    }
    section.style = 'numbered';
    this.push(block, block.number, block.text, {});
  }

  /** Numbering begins again at 1 under another theme or for another body. */
  private restarts(section: Section, block: Block): boolean {
    const last = section.items.at(-1)!;
    return (
      block.number === '1' &&
      (last.theme !== section.theme ||
        last.addressee !== section.addressee ||
        last.timescale !== section.timescale)
    );
  }

  private leadIn(text: string, entry: OutlinedBlock): void {
    const section = this.section!;
    const time =
      /^((?:immediately|with immediate effect|(?:with)?in (?:the next )?\S+ (?:working )?(?:days?|weeks?|months?|years?)|by (?:the end of )?\w+ \d{4}))\b/i.exec(
        text.trim(),
      );
    if (time) section.timescale = time[1]!;
    else if (timescaleOf(text)) section.timescale = timescaleOf(text);
    if (this.kind.namesBodies) {
      const actor = actorOf(text);
      const named = actor ? addresseeNamed(actor, usualAddressee(this.kind, entry)) : null;
      if (named) section.addressee = named;
    }
    this.used.add(entry.block);
  }

  private bullet(entry: OutlinedBlock): void {
    const section = this.section!;
    const { block } = entry;
    const last = section.items.at(-1);
    const nested =
      last !== undefined &&
      (section.style === 'numbered' ||
        block.number !== null ||
        (section.style === 'bullet' && block.left > section.bulletLeft + 8) ||
        last.text.endsWith(':') ||
        (section.style === 'bare' && !endsSentence(last.text)));
    if (nested) {
      this.extend(last, block);
      return;
    }
    if (block.text.endsWith(':') && isLeadIn(block.text) && !isAsk(block.text)) {
      this.leadIn(block.text, entry);
      return;
    }
    if (section.style === null) section.bulletLeft = block.left;
    section.style = 'bullet';
    this.push(block, null, block.text, {});
  }

  private paragraph(at: number, entry: OutlinedBlock): void {
    const section = this.section!;
    const { block } = entry;
    const last = section.items.at(-1);
    if (last && last.text === '') {
      this.extend(last, block);
      return;
    }
    if (last && startsLowerCase(block.text) && !endsSentence(last.text)) {
      this.extend(last, block);
      return;
    }
    if (isLeadIn(block.text)) {
      this.leadIn(block.text, entry);
      return;
    }
    if (section.style === 'numbered') {
      if (last && !numberFollows(this.outline, at, last)) this.close();
      else this.unplaced.push(block);
      return;
    }
    if (section.style === 'bullet' && last) {
      const bulletNext = this.outline[at + 1]?.block.kind === 'bullet' && !this.outline[at + 1]!.heading;
      if (!bulletNext) this.close();
      else if (block.gap === 0) this.extend(last, block);
      else this.unplaced.push(block);
      return;
    }
    if (itemMarksFollow(this.outline, at)) return;
    if (isAsk(block.text) && !/^(this|these|the following|below|in response)\b/i.test(block.text)) {
      section.style = 'bare';
      this.push(block, null, block.text, {});
    } else if (last && /^(they|this|these|it)\b/i.test(block.text)) this.extend(last, block);
    else if (section.items.length > 0) this.close();
  }

  private push(
    block: Block,
    number: string | null,
    text: string,
    own: { addressee?: string; timescale?: string | null; place?: SourcePlace },
  ): void {
    const section = this.section!;
    let addressee = own.addressee ?? section.addressee;
    if (this.kind.namesBodies && own.addressee === undefined) {
      const actor = actorOf(text);
      const named = actor ? addresseeNamed(actor, section.addressee) : null;
      // "The council" under a heading that names one is that council.
      const already = named === 'Local authority' && /council/i.test(section.addressee);
      if (named && !already) addressee = named;
    }
    section.items.push({
      number,
      priority: section.priority,
      addressee,
      theme: section.theme,
      timescale: own.timescale ?? section.timescale,
      text,
      place: own.place ?? block.place,
      block,
    });
    this.used.add(block);
  }

  private extend(item: Item, block: Block): void {
    const text =
      block.kind === 'bullet' && block.number !== null ? `${block.number}) ${block.text}` : block.text;
    item.text = item.text === '' ? text : `${item.text} ${text}`;
    item.place = { ...item.place, toPage: block.place.toPage, toLine: block.place.toLine };
    this.used.add(block);
  }
}
