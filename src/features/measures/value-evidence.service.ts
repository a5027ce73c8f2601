import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import { Database } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import { MeasureLinks } from './measure-links.repository.js';
import { MeasuresRepository } from './measures.repository.js';

export interface ValueAsEvidence {
  readonly kind: EvidenceKind;
  readonly shows: string;
  readonly periodFrom: LocalDate;
  readonly periodTo: LocalDate;
  readonly actionIds: readonly string[];
}

/** A value of a measure shows something about actions: supplied by those who do them, judged as all evidence is. */
@Injectable()
export class ValueEvidence {
  constructor(
    private readonly database: Database,
    private readonly measures: MeasuresRepository,
    private readonly links: MeasureLinks,
    private readonly evidence: EvidenceService,
  ) {}

  /** The actions of this person that a value of the measure may show something about. */
  async provable(
    person: Person,
    measureId: string,
  ): Promise<{ id: string; reference: string; title: string }[]> {
    if (!mayEver('evidence.attach', person) || !isUuid(measureId)) return [];
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.links.provable(tx, measureId, person.personId),
    );
  }

  async supply(person: Person, measureId: string, valueId: string, item: ValueAsEvidence): Promise<string> {
    if (!mayEver('evidence.attach', person) || !may('plan.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const isThere = isUuid(measureId) && isUuid(valueId);
      const value = isThere ? await this.measures.value(tx, measureId, valueId) : null;
      if (value === null) throw new NotFound('There is no such value');
      if (item.actionIds.length === 0) {
        const message = 'Choose an action';
        throw new Refused('no_action', message, [{ field: 'actionIds', message }]);
      }
      const { kind, shows, periodFrom, periodTo } = item;
      return this.evidence.supplyWithin(tx, person, item.actionIds, {
        form: 'measure_value',
        kind,
        shows,
        periodFrom,
        periodTo,
        link: null,
        measureValueId: valueId,
        findingId: null,
      });
    });
  }
}
