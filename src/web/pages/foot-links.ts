import { Injectable } from '@nestjs/common';
import { mayEver, type Asker, type Permission } from '../../domain/access/policy.js';

/** Something that can be done from any page, about what it shows. */
export interface FootLink {
  readonly text: string;
  readonly permission: Permission;
  /** `path`: the page it stands on; null: not there. */
  readonly href: (path: string) => string | null;
}

/** The links below the content of every page. Each feature adds its own when its module starts. */
@Injectable()
export class FootLinks {
  private links: readonly FootLink[] = [];

  add(link: FootLink): void {
    this.links = [...this.links, link];
  }

  for(asker: Asker, path: string): { text: string; href: string }[] {
    return this.links
      .filter(({ permission }) => mayEver(permission, asker))
      .map(({ text, href }) => ({ text, href: href(path) }))
      .filter((link): link is { text: string; href: string } => link.href !== null);
  }
}
