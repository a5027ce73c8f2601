import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../person.js';

/** Something a person can do from a page: a button or a link at its head. */
export interface PageVerb {
  readonly text: string;
  readonly href: string;
  readonly isPrimary?: boolean;
}

/** A part of a page that a later feature adds to the page of an earlier one. */
export interface PageSection<Subject> {
  /** Lower stands further up. */
  readonly order: number;
  /** Finds what was read as `section`. */
  readonly template: string;
  /** In the transaction that reads the page. Null: this person sees nothing of it here. */
  read(
    tx: Tx,
    person: Person,
    subject: Subject,
  ): Promise<{ readonly model: object | null; readonly verbs?: readonly PageVerb[] } | null>;
}

export interface ShownSections {
  readonly sections: readonly { readonly order: number; readonly template: string; readonly model: object }[];
  readonly verbs: readonly PageVerb[];
}

/** The parts that later features add to one page. Each adds its own when its module starts. */
export class PageSections<Subject> {
  private parts: PageSection<Subject>[] = [];

  add(section: PageSection<Subject>): void {
    this.parts = [...this.parts, section].sort((a, b) => a.order - b.order);
  }

  async read(tx: Tx, person: Person, subject: Subject): Promise<ShownSections> {
    const sections: { order: number; template: string; model: object }[] = [];
    const verbs: PageVerb[] = [];
    for (const part of this.parts) {
      const shown = await part.read(tx, person, subject);
      if (shown?.model) sections.push({ order: part.order, template: part.template, model: shown.model });
      verbs.push(...(shown?.verbs ?? []));
    }
    return { sections, verbs };
  }
}
