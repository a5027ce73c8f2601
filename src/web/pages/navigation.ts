import { Injectable } from '@nestjs/common';
import { may, mayEver, type Asker, type Permission } from '../../domain/access/policy.js';
import type { Person } from '../person.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** The text of the link it stands under; it is shown by itself to who may not follow that one. */
  readonly within?: string;
  /** Shown to those who may do this to everything; absent: to everybody signed in. */
  readonly permission?: Permission;
  /** Shown also to those who may do it only to what is theirs: the page shows them just that. */
  readonly showsTheirs?: boolean;
  /** Lower stands further left. */
  readonly order: number;
  /** How much waits there for this person: shown behind the text where it is not 0. */
  readonly count?: (person: Person) => Promise<number>;
}

/** How much waits for somebody behind each link that counts, by its address. */
export type NavigationCounts = ReadonlyMap<string, number>;

export interface NavigationLink {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
  readonly count: number;
}

/** The links under the header, and those of the section one is in. */
export interface NavigationShown {
  readonly main: readonly NavigationLink[];
  /** Empty outside of sections with more than one page. */
  readonly section: readonly NavigationLink[];
  readonly sectionName: string | null;
}

/** The links under the header. Each feature adds its own when its module starts. */
@Injectable()
export class Navigation {
  private items: NavigationItem[] = [];

  add(item: NavigationItem): void {
    this.items = [...this.items, item].sort((a, b) => a.order - b.order);
  }

  for(asker: Asker, path: string, counts: NavigationCounts = new Map()): NavigationShown {
    const shown = this.shown(asker);
    const isTop = (item: NavigationItem) => !shown.some(({ text }) => text === item.within);
    const sections = shown
      .filter(isTop)
      .map((top) => [top, ...shown.filter((item) => item !== top && item.within === top.text)] as const);
    const here = sections.find((items) => items.some(({ href }) => isWithin(path, href)));
    // Of two that hold the path the longer is meant: /packs/review is not /packs.
    const page = here
      ?.filter(({ href }) => isWithin(path, href))
      .sort((a, b) => b.href.length - a.href.length)[0];
    const countOf = ({ href }: NavigationItem) => counts.get(href) ?? 0;
    return {
      main: sections.map((items) => ({
        text: items[0].text,
        href: items[0].href,
        current: items === here,
        // What waits further in is counted where one goes in.
        count: items.reduce((sum, item) => sum + countOf(item), 0),
      })),
      section:
        here === undefined || here.length === 1
          ? []
          : here.map((item) => ({
              text: item.text,
              href: item.href,
              current: item === page,
              count: countOf(item),
            })),
      sectionName: here?.[0].text ?? null,
    };
  }

  async counts(person: Person): Promise<NavigationCounts> {
    const counts = new Map<string, number>();
    for (const { href, count } of this.shown(person)) if (count) counts.set(href, await count(person));
    return counts;
  }

  private shown(asker: Asker): NavigationItem[] {
    return this.items.filter(
      ({ permission, showsTheirs }) =>
        permission === undefined || (showsTheirs ? mayEver(permission, asker) : may(permission, asker)),
    );
  }
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
