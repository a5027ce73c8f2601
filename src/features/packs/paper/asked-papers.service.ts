import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Person } from '../../../web/person.js';
import type { Paper } from '../../../platform/papers/paper.js';
import { LogoService } from '../../plans/logo/logo.service.js';
import { PlanDocumentService } from '../../plans/plan-document.service.js';
import { planPaper, planTables } from '../../plans/paper/plan-paper.js';
import { packJson } from '../pack.json.js';
import { PackReadingService, type ReadPack } from '../pack-reading.service.js';
import { PacksService } from '../packs.service.js';
import { packPaper } from './pack-paper.js';
import type { AskedPaper } from './paper-file.js';

/** The papers that people ask for, each through the service that knows who may read it. */
@Injectable()
export class AskedPapers {
  constructor(
    private readonly packs: PacksService,
    private readonly reading: PackReadingService,
    private readonly plans: PlanDocumentService,
    private readonly logos: LogoService,
  ) {}

  /** A pack as it was issued; one that is being made as it would be issued now, for those who make it. */
  async pack(person: Person, id: string, part: 1 | 2): Promise<AskedPaper> {
    const { state } = await this.packs.one(person, id);
    const read =
      state === 'issued'
        ? await this.reading.issued(person, id, part)
        : await this.reading.preview(person, id, part);
    return withLogo(askedPack(read, person.authority.slug), await this.logo(person));
  }

  /** The plan as it reads now, or as it read at the end of a day. */
  async plan(person: Person, asAt: LocalDate | null): Promise<AskedPaper> {
    const plan = await this.plans.read(person, asAt);
    const { name, slug } = person.authority;
    const asked = {
      name: `plan-${slug}-${plan.asAt}`,
      paper: planPaper(plan, name),
      tables: planTables(plan, name),
      data: { authority: slug, ...plan },
    };
    return withLogo(asked, await this.logo(person));
  }

  private logo(person: Person): Promise<Paper['logo']> {
    return this.logos.ofAuthority(person.authority.id, person.actor);
  }
}

/** What is read carries the authority's mark; sheets and data do not. */
export function withLogo(asked: AskedPaper, logo: Paper['logo']): AskedPaper {
  return { ...asked, paper: { ...asked.paper, logo } };
}

export function askedPack(read: ReadPack, slug: string): AskedPaper {
  const { pack, content } = read;
  const parts = [
    `pack-${pack.number ?? 'draft'}`,
    pack.issue > 1 && `issue-${pack.issue}`,
    `part-${content.part}`,
  ];
  return {
    name: [slug, ...parts, content.asAt].filter(Boolean).join('-'),
    paper: packPaper(content, pack),
    tables: packPaper(content, pack, { withEveryAction: true }),
    data: packJson(slug, read),
  };
}
