import { Injectable } from '@nestjs/common';
import type { Person } from '../../../web/person.js';
import { AssuranceService } from '../../actions/assurance.service.js';
import { CompletionService } from '../../actions/completion.service.js';
import { EvidenceService } from '../../evidence/evidence.service.js';
import { member, type DemoCast, type DemoEvent } from './demonstration-cast.js';
import type { DemoCompletion, DemoEvidence } from './demonstration-data.js';

/** How an action of the demonstration is reported, proven, verified and seen to last. */
@Injectable()
export class DemonstrationProof {
  constructor(
    private readonly completion: CompletionService,
    private readonly evidence: EvidenceService,
    private readonly assurance: AssuranceService,
  ) {}

  eventsOf(
    cast: DemoCast,
    whose: () => { id: string; owner: Person },
    completed: DemoCompletion,
  ): DemoEvent[] {
    const { day, impact, checked, verified, embedded } = completed;
    const quality = () => member(cast, 'quality');
    const supplied: { id: string; accepted?: string | undefined }[] = [];
    const report = async () => {
      const { id, owner } = whose();
      for (const item of completed.evidence) {
        const evidenceId = await this.supply(cast, owner, id, day, item);
        supplied.push({ id: evidenceId, accepted: item.accepted });
      }
      await this.completion.report(owner, id, { impactStatement: impact, milestones: [] });
    };
    const check = async () => {
      for (const { id, accepted } of supplied) {
        if (accepted === undefined) continue;
        const decision = { accept: true, reason: accepted, actionId: null, fileNumber: null };
        await this.evidence.decide(quality(), id, decision);
      }
    };
    const events: DemoEvent[] = [{ day, happen: report }];
    if (checked !== undefined) events.push({ day: checked, happen: check });
    if (verified) {
      const { found } = verified;
      events.push({ day: verified.day, happen: () => this.assurance.verify(quality(), whose().id, found) });
    }
    if (embedded) {
      const { found } = embedded;
      events.push({ day: embedded.day, happen: () => this.assurance.embed(quality(), whose().id, found) });
    }
    return events;
  }

  private supply(
    cast: DemoCast,
    owner: Person,
    actionId: string,
    day: number,
    { kind, shows, link, from, to }: DemoEvidence,
  ): Promise<string> {
    const periodFrom = cast.goTo(from);
    const periodTo = cast.goTo(to);
    cast.goTo(day);
    const item = { form: 'link', kind, shows, link, periodFrom, periodTo } as const;
    return this.evidence.supply(owner, [actionId], { ...item, measureValueId: null, findingId: null });
  }
}
