import { bodyInHeading, bodyInLeadIn, usualAddressee } from './addressees.js';
import { isAsk } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { RecommendationPriority, SourcePlace } from './extraction.js';
import { timescaleOf, type HeadingMeaning } from './heading-roles.js';
import { itemRowsAt, opensItemTable } from './item-tables.js';
import { habitsOf, habitualMeaning } from './kind-habits.js';
import { ListReader } from './list-reader.js';
import { itemMarksFollow, labelsFollow, opensTheme } from './look-ahead.js';
import type { OutlinedBlock } from './outline.js';
import { OPENERS, type Item } from './recommendation-section.js';
import { plainly, startsLowerCase } from './wording.js';

/** A list that was read to its end. */
export interface ReadList {
  readonly heading: string;
  readonly place: SourcePlace;
  readonly weak: boolean;
  readonly loose: boolean;
  readonly items: readonly Item[];
}

/**
 * Walks the outline with at most one list of recommendations open. Strengths, progress, summaries and contents
 * never open one.
 */
export class RecommendationWalk {
  readonly lists: ReadList[] = [];
  readonly used = new Set<Block>();
  readonly unplaced: Block[] = [];
  private list: ListReader | null = null;
  private readonly repeated: ReadonlySet<string>;
  /** The nearest heading above that only names a subject. */
  private subject: string | null = null;

  constructor(
    private readonly outline: readonly OutlinedBlock[],
    private readonly kind: KindDescription,
  ) {
    this.repeated = repeatedHeadings(outline);
  }

  run(): void {
    for (let at = 0; at < this.outline.length; at++) {
      const entry = this.outline[at]!;
      if (entry.inContents) continue;
      if (entry.heading) this.heading(at, entry);
      else at = this.content(at, entry);
    }
    this.close();
  }

  private content(at: number, entry: OutlinedBlock): number {
    const reopened = this.list !== null && this.opens(at, entry);
    if (this.list && !reopened) {
      const end = this.list.content(at, entry);
      if (end !== null) return end;
      this.close();
    }
    if (reopened || this.opens(at, entry)) return at;
    return this.withoutHeading(at, entry);
  }

  /** Without a heading, a sentence opens the list: "… how it will tackle the following areas of significant weakness:". */
  private opens(at: number, entry: OutlinedBlock): boolean {
    const { text, kind } = entry.block;
    if (kind === 'row' || (kind === 'bullet' && this.list)) return false;
    const own = habitsOf(this.kind.kind)?.opener;
    const opener =
      OPENERS.find(([words]) => words.test(text.slice(-260))) ??
      (own?.test(text.slice(-260)) && !this.list ? ([own, 'recommendation'] as const) : undefined);
    if (!opener || !itemMarksFollow(this.outline, at, null)) return false;
    if (this.list && opener[1] !== 'priority_action') return false;
    this.enter(at, entry, { role: 'recommendations', priority: opener[1] }, text.slice(-80), null);
    const { section } = this.list!;
    section.addressee = bodyInLeadIn(text, section.addressee, this.kind) ?? section.addressee;
    this.used.add(entry.block);
    return true;
  }

  /** A table whose columns say that it lists recommendations, or a paragraph that carries the word, opens a list itself. */
  private withoutHeading(at: number, entry: OutlinedBlock): number {
    if (entry.under && ['progress', 'strengths', 'about'].includes(entry.under.role)) return at;
    const rows = itemRowsAt(this.outline, at);
    const table = rows.length > 1 && opensItemTable(rows);
    const labelled = entry.block.kind === 'numbered' && entry.block.labelled && isSubstance(this.outline, at);
    if (!table && !labelled) return rows.length > 0 ? at + rows.length - 1 : at;
    this.enter(at, entry, { role: 'recommendations', priority: 'recommendation' }, '', null, labelled);
    return this.list!.content(at, entry) ?? at;
  }

  private meaningOf(entry: OutlinedBlock): HeadingMeaning | null {
    const { text, meaning } = entry.heading!;
    return meaning?.role === 'recommendations' ? meaning : (habitualMeaning(this.kind.kind, text) ?? meaning);
  }

  private heading(at: number, entry: OutlinedBlock): void {
    const { text, level } = entry.heading!;
    const meaning = this.meaningOf(entry);
    const section = this.list?.section;
    const time = timescaleOf(text);
    if (time && section) {
      section.timescale = time;
      return;
    }
    if (meaning?.role === 'recommendations') {
      if (section && meaning.part && section.items.length === 0 && section.theme === null && !section.weak) {
        section.priority = this.priorityOf(meaning.priority!);
        return;
      }
      const inner = section && meaning.part ? (section.level ?? level) : level;
      this.enter(at, entry, meaning, text, inner);
      return;
    }
    const subject = meaning === null || meaning.role === 'subject';
    if (!section) {
      if (subject) this.subject = text;
      return;
    }
    if (subject && opensTheme(this.outline, at, level, section)) this.list!.theme(text, entry);
    else if (!(section.labelled && !section.loose && subject && labelsFollow(this.outline, at))) {
      this.close();
      if (subject) this.subject = text;
    }
  }

  private priorityOf(priority: RecommendationPriority): RecommendationPriority {
    return priority === 'recommendation' ? this.kind.priority : priority;
  }

  private enter(
    at: number,
    entry: OutlinedBlock,
    meaning: HeadingMeaning,
    heading: string,
    level: number | null,
    loose = false,
  ): void {
    const previous = this.list?.section;
    this.close();
    const usual = usualAddressee(this.kind, entry);
    const byChapter = meaning.weak || habitualMeaning(this.kind.kind, heading) !== null;
    this.list = new ListReader(
      this.outline,
      this.kind,
      {
        level: level ?? previous?.level ?? null,
        heading,
        place: entry.block.place,
        priority: this.priorityOf(meaning.priority!),
        addressee: bodyInHeading(heading, this.kind, usual) ?? usual,
        theme: byChapter && this.repeated.has(plainly(heading)) ? this.subject : null,
        timescale: null,
        style: null,
        labelled: loose || labelsFollow(this.outline, at),
        weak: meaning.weak ?? false,
        loose,
        namesMatters: meaning.priority !== 'recommendation',
        bulletLeft: 0,
        items: [],
      },
      this,
    );
  }

  private close(): void {
    const section = this.list?.section;
    this.list = null;
    if (section) this.lists.push(section);
  }
}

/** More than a mention at the start of a line: it has words that ask, or words follow it. */
function isSubstance(outline: readonly OutlinedBlock[], at: number): boolean {
  const { block } = outline[at]!;
  const next = outline[at + 1];
  if (block.text.length >= 20) return !startsLowerCase(block.text) || isAsk(block.text);
  return next !== undefined && !next.heading && next.block.text.length >= 20;
}

function repeatedHeadings(outline: readonly OutlinedBlock[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { heading, inContents } of outline) {
    if (!heading || inContents) continue;
    const words = plainly(heading.text);
    if (seen.has(words)) repeated.add(words);
    seen.add(words);
  }
  return repeated;
}
