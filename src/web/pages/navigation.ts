import { Injectable } from '@nestjs/common';
import { mayEver, type Asker, type Permission } from '../../domain/access/policy.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** Shown to those who may ever do this; absent: to everybody signed in. */
  readonly permission?: Permission;
  /** Lower stands further left. */
  readonly order: number;
}

/** The links under the header. Each feature adds its own when its module starts. */
@Injectable()
export class Navigation {
  private items: NavigationItem[] = [];

  add(item: NavigationItem): void {
    this.items = [...this.items, item].sort((a, b) => a.order - b.order);
  }

  for(asker: Asker, path: string): { text: string; href: string; current: boolean }[] {
    return this.items
      .filter((item) => item.permission === undefined || mayEver(item.permission, asker))
      .map(({ text, href }) => ({ text, href, current: isWithin(path, href) }));
  }
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
