import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import { EVIDENCE_KIND_NAMES } from '../actions/action-words.js';
import { ActionsRepository } from '../actions/actions.repository.js';
import { EvidenceReadingService } from './evidence-reading.service.js';
import { evidenceModel, useModel } from './evidence.page.js';
import { evidencePaths } from './evidence.paths.js';

const ON_THE_PAGE = 10;

/** On the page of an action: what proves it, kind by kind what is still missing, and the way to add more. */
@Injectable()
export class EvidenceSection implements PageSection<Accessed & { readonly today: LocalDate }> {
  readonly order = 35;
  readonly template = 'evidence/views/_section.njk';

  constructor(
    private readonly reading: EvidenceReadingService,
    private readonly actions: ActionsRepository,
  ) {}

  async read(tx: Tx, person: Person, { action, subject }: Accessed) {
    if (action.publishedOn === null) return null;
    const contributorIds = subject.contributorIds ?? (await this.actions.contributorIds(tx, action.id));
    const whole = { ...subject, contributorIds };
    if (!may('evidence.read', person, whole)) return null;
    const mayAdd = action.status !== 'cancelled' && may('evidence.attach', person, whole);
    const part = { limit: ON_THE_PAGE, cursor: null };
    const { rows, total } = await this.reading.listWithin(tx, person, { actionId: [action.id] }, part);
    const model = {
      required: action.requiredEvidence.map((kind) => ({
        name: EVIDENCE_KIND_NAMES[kind],
        isAccepted: action.acceptedKinds.includes(kind),
      })),
      items: rows.slice(0, ON_THE_PAGE).map((row) => ({
        ...evidenceModel(row),
        use: row.actions
          .filter(({ actionId }) => actionId === action.id)
          .map(useModel)
          .at(-1),
      })),
      total,
      allPath: total > ON_THE_PAGE ? evidencePaths.ofAction(action.id) : null,
      addPath: mayAdd ? evidencePaths.add(action.id) : null,
    };
    const verbs = mayAdd ? [{ text: 'Add evidence', href: evidencePaths.add(action.id) }] : [];
    return { model, verbs };
  }
}
