import { actorOf, addresseeNamed, isAsk, isBody, isLeadIn } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { ExtractedRecommendation, RecommendationPriority, SourcePlace } from './extraction.js';
import { timescaleOf } from './heading-roles.js';
import type { OutlinedBlock } from './outline.js';
import { frameworkRefIn, paragraphRefsIn } from './references.js';
import { readItemTable } from './item-tables.js';
import { endsSentence, sameWords, startsLowerCase } from './wording.js';

/** An item while it is being read. */
export interface Item {
  number: string | null;
  priority: RecommendationPriority;
  addressee: string;
  theme: string | null;
  timescale: string | null;
  text: string;
  place: SourcePlace;
  block: Block;
}

interface Section {
  readonly level: number | null;
  readonly heading: string;
  priority: RecommendationPriority;
  addressee: string;
  theme: string | null;
  timescale: string | null;
  /** How items are marked here; null until the first. */
  style: 'numbered' | 'bullet' | 'bare' | null;
  bulletLeft: number;
  items: Item[];
}

/** Blocks that were taken as recommendations, with the sections that turned out empty. */
export interface FoundRecommendations {
  readonly items: readonly ExtractedRecommendation[];
  readonly used: ReadonlySet<Block>;
  readonly emptyHeadings: readonly { heading: string; place: SourcePlace }[];
  readonly unplaced: readonly Block[];
}

/**
 * The layer of items: walks the outline and takes what stands under the headings that ask for something.
 * Strengths, progress, summaries and contents are never taken.
 */
export function recommendationsIn(
  outline: readonly OutlinedBlock[],
  kind: KindDescription,
  paged: boolean,
): FoundRecommendations {
  const walk = new Walk(outline, kind);
  walk.run();
  const items = walk.items.length > 0 ? walk.items : walk.labelledAnywhere();
  return { items: finish(items, paged), used: walk.used, emptyHeadings: walk.empty, unplaced: walk.unplaced };
}

class Walk {
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
    }
    this.close();
  }

  private usualAddressee(entry: OutlinedBlock): string {
    return entry.chapter === 'board' && this.kind.addressee === 'Local authority'
      ? 'LSCB'
      : this.kind.addressee;
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
    if (!subject || !this.opensTheme(at, level)) this.close();
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
    const addressee = this.usualAddressee(entry);
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
      section.addressee = addresseeNamed(words, this.usualAddressee(entry)) ?? section.addressee;
      section.theme = null;
    } else section.theme = words;
    section.timescale = null;
  }

  /** An unknown heading inside the section is a theme when the list visibly goes on under it. */
  private opensTheme(at: number, level: number | null): boolean {
    const section = this.section!;
    let next = at + 1;
    while (
      next < this.outline.length &&
      next <= at + 2 &&
      this.outline[next]!.heading &&
      !this.outline[next]!.heading!.meaning
    )
      next++;
    const following = this.outline[next];
    if (!following || following.heading || following.inContents) return false;
    const higher = level !== null && section.level !== null && level < section.level;
    if (higher) return false;
    const lower = level !== null && section.level !== null && level > section.level;
    const { block } = following;
    if (block.kind === 'numbered') {
      if (block.labelled) return true;
      if (section.style === 'bullet' || section.style === 'bare') return false;
      const last = section.items.at(-1)?.number;
      const continues =
        last === undefined ||
        last === null ||
        Number(block.number) === Number(last) + 1 ||
        block.number === '1';
      return continues && isAsk(block.text) && (lower || block.text.length < 600);
    }
    if (block.kind === 'bullet')
      return section.style !== 'numbered' && (lower || section.items.length === 0 || isAsk(block.text));
    if (block.kind === 'row') return lower;
    return (
      (isAsk(block.text) && (section.style === 'bare' || section.style === null)) || isLeadIn(block.text)
    );
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
      this.outline[end]!.block.kind === 'row'
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
    if (isLeadIn(block.text) && this.onlyLeadsIn(at)) {
      this.leadIn(block.text, entry);
      return;
    }
    if (
      section.items.length === 0 &&
      !block.labelled &&
      !isAsk(block.text) &&
      block.text.length > 250 &&
      !this.askFollows(at)
    ) {
      this.close();
      return;
    }
    section.style = 'numbered';
    this.push(block, block.number, block.text, {});
  }

  private askFollows(at: number): boolean {
    return this.outline.slice(at + 1, at + 6).some((entry) => !entry.heading && isAsk(entry.block.text));
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

  /** A numbered lead-in is followed by bullets or times, and by no further number of the same list. */
  private onlyLeadsIn(at: number): boolean {
    const first = this.outline[at]!.block;
    for (const entry of this.outline.slice(at + 1)) {
      if (entry.heading?.meaning && entry.heading.meaning.role !== 'recommendations') return true;
      if (entry.block.kind === 'numbered' && Number(entry.block.number) === Number(first.number) + 1) {
        return !isAsk(entry.block.text);
      }
    }
    return true;
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
      const named = actor ? addresseeNamed(actor, this.usualAddressee(entry)) : null;
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
        /:$/.test(last.text) ||
        (section.style === 'bare' && !endsSentence(last.text)));
    if (nested) {
      this.extend(last, block);
      return;
    }
    if (/:$/.test(block.text) && isLeadIn(block.text) && !isAsk(block.text)) {
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
      if (last && !this.numberFollows(at, last)) this.close();
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
    if (this.itemMarksFollow(at)) return;
    if (isAsk(block.text) && !/^(this|these|the following|below|in response)\b/i.test(block.text)) {
      section.style = 'bare';
      this.push(block, null, block.text, {});
    } else if (last && /^(they|this|these|it)\b/i.test(block.text)) this.extend(last, block);
    else if (section.items.length > 0) this.close();
  }

  private itemMarksFollow(at: number): boolean {
    for (const entry of this.outline.slice(at + 1, at + 8)) {
      if (entry.heading?.meaning) return entry.heading.meaning.role === 'recommendations';
      if (entry.block.kind === 'numbered' || entry.block.kind === 'bullet' || entry.block.kind === 'row')
        return true;
    }
    return false;
  }

  private numberFollows(at: number, last: Item): boolean {
    for (const entry of this.outline.slice(at + 1, at + 12)) {
      if (entry.heading?.meaning && entry.heading.meaning.role !== 'recommendations') return false;
      if (entry.block.kind === 'numbered') {
        return (
          entry.block.labelled ||
          (Number(entry.block.number) === Number(last.number) + 1 && isAsk(entry.block.text))
        );
      }
    }
    return false;
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
      addressee = (actor && addresseeNamed(actor, section.addressee)) || addressee;
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

  /** Where no heading opens a list: every paragraph printed as "Recommendation 4". */
  labelledAnywhere(): Item[] {
    const found: Item[] = [];
    for (const [at, entry] of this.outline.entries()) {
      const { block } = entry;
      if (entry.inContents || block.kind !== 'numbered' || !block.labelled) continue;
      const next = this.outline[at + 1]?.block;
      const own = block.text === '' && next?.kind === 'paragraph' ? next : block;
      if (own.text.length < 20) continue;
      const usual = this.usualAddressee(entry);
      const actor = this.kind.namesBodies ? actorOf(own.text) : null;
      found.push({
        number: block.number,
        priority: this.kind.priority,
        addressee: (actor && addresseeNamed(actor, usual)) || usual,
        theme: null,
        timescale: null,
        text: own.text,
        place: { ...block.place, toPage: own.place.toPage, toLine: own.place.toLine },
        block,
      });
      this.used.add(block).add(own);
    }
    return found;
  }
}

function isBackwards(last: string, next: string): boolean {
  return /^\d+$/.test(last) && /^\d+$/.test(next) && Number(next) <= Number(last);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function finish(items: readonly Item[], paged: boolean): ExtractedRecommendation[] {
  const seen = new Set<string>();
  const finished: ExtractedRecommendation[] = [];
  for (const item of items) {
    const text = item.text.replace(/\s+/g, ' ').trim();
    const key = `${item.addressee}|${sameWords(text)}`;
    if (sameWords(text).length < 4 || seen.has(key)) continue;
    seen.add(key);
    const frameworkRef = frameworkRefIn(text);
    const boxed = item.timescale !== null && item.priority === 'recommendation';
    finished.push({
      number: item.number,
      priority: boxed ? 'area_for_improvement' : item.priority,
      addressee: item.addressee,
      theme: item.theme,
      text,
      timescale: item.timescale,
      paragraphRefs: paragraphRefsIn(text),
      ...(frameworkRef === undefined ? {} : { frameworkRef }),
      page: paged ? item.place.page : null,
      source: item.place,
    });
  }
  return finished;
}
