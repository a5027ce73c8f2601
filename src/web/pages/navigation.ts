import { Injectable } from '@nestjs/common';
import { mayEver, type Asker, type Permission } from '../../domain/access/policy.js';
import type { Person } from '../person.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** Shown to those who may ever do this; absent: to everybody signed in. */
  readonly permission?: Permission;
  /** Lower stands further left. */
  readonly order: number;
  /** How much waits there for this person: shown behind the text where it is not 0. */
  readonly count?: (person: Person) => Promise<number>;
}

/** How much waits for somebody behind each link that counts, by its address. */
export type NavigationCounts = ReadonlyMap<string, number>;

/** The links under the header. Each feature adds its own when its module starts. */
@Injectable()
export class Navigation {
  private items: NavigationItem[] = [];

  add(item: NavigationItem): void {
    this.items = [...this.items, item].sort((a, b) => a.order - b.order);
  }

  for(
    asker: Asker,
    path: string,
    counts: NavigationCounts = new Map(),
  ): { text: string; href: string; current: boolean; count: number }[] {
    return this.shown(asker).map(({ text, href }) => ({
      text,
      href,
      current: isWithin(path, href),
      count: counts.get(href) ?? 0,
    }));
  }

  async counts(person: Person): Promise<NavigationCounts> {
    const counts = new Map<string, number>();
    for (const { href, count } of this.shown(person)) if (count) counts.set(href, await count(person));
    return counts;
  }

  private shown(asker: Asker): NavigationItem[] {
    return this.items.filter((item) => item.permission === undefined || mayEver(item.permission, asker));
  }
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
