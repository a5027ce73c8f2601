import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../../domain/access/policy.js';
import { waitFor, type WaitingFor, type WaitRefusal } from '../../../domain/lifecycle/waiting-for.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StateForbids, type Refusal } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { ActionAccess, readingScope } from '../action-access.js';
import { ActionsRepository } from '../actions.repository.js';
import { WaitsRepository, type WaitRow } from './waits.repository.js';

/** "Waiting for": another action of the same authority, or something outside. */
@Injectable()
export class WaitsService {
  constructor(
    private readonly database: Database,
    private readonly waits: WaitsRepository,
    private readonly actions: ActionsRepository,
    private readonly access: ActionAccess,
    private readonly days: AuthorityDays,
  ) {}

  async list(person: Person, actionId: string): Promise<WaitRow[]> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      return this.waits.ofAction(tx, actionId, readingScope(person));
    });
  }

  /** What may be waited for, for a list to choose from. */
  async choices(person: Person, actionId: string) {
    if (!mayEver('actions.wait_for', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      return this.waits.choices(tx, actionId, readingScope(person));
    });
  }

  async add(person: Person, actionId: string, wait: WaitingFor): Promise<string> {
    if (!mayEver('actions.wait_for', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.wait_for', actionId);
      const other = wait.actionId === null ? null : await this.other(tx, person, wait.actionId, actionId);
      const refused = waitFor(action, wait, other);
      if (refused !== null) throw waitRefusal(refused.refused);
      try {
        return await this.waits.add(tx, {
          actionId,
          forActionId: wait.actionId,
          words: wait.words.trim(),
          contact: wait.contact.trim(),
          expectedOn: wait.expectedOn,
          addedBy: person.personId,
          addedOn: await this.days.today(tx),
        });
      } catch (error) {
        throw refusalOf(error);
      }
    });
  }

  async end(person: Person, actionId: string, id: string): Promise<void> {
    if (!mayEver('actions.wait_for', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.access.toChange(tx, person, 'actions.wait_for', actionId);
      const today = await this.days.today(tx);
      const ended = isUuid(id) && (await this.waits.end(tx, actionId, id, person.personId, today));
      if (!ended) throw new NotFound('The action does not wait for this');
    });
  }

  private async other(tx: Tx, person: Person, id: string, waiting: string) {
    const other = await this.actions.byId(tx, id);
    // What somebody may not read they cannot name: it is as if it were not there.
    if (other === null || !may('actions.read', person, other)) return null;
    return { status: other.status, waitsForThis: await this.waits.waitsFor(tx, id, waiting) };
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

const WORDS: Readonly<Record<WaitRefusal | 'waits_already', { field: string; message: string }>> = {
  closed: { field: '', message: 'This action is complete or cancelled: it waits for nothing' },
  one_thing: { field: 'words', message: 'Choose an action, or enter what is waited for outside; not both' },
  itself: { field: 'forActionId', message: 'An action cannot wait for itself' },
  closed_already: { field: 'forActionId', message: 'Choose an action that is not complete or cancelled' },
  contact_missing: { field: 'contact', message: 'Enter who can be asked about it' },
  expected_missing: { field: 'expectedOn', message: 'Enter the day on which it is expected' },
  in_a_circle: { field: 'forActionId', message: 'That action waits for this one already' },
  waits_already: { field: 'forActionId', message: 'This action waits for that one already' },
};

function waitRefusal(code: keyof typeof WORDS): Refusal {
  const { field, message } = WORDS[code];
  return field === '' ? new StateForbids(code, message) : new Refused(code, message, [{ field, message }]);
}

/** What the database held when two did it at the same moment. */
function refusalOf(error: unknown): unknown {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'waits_run_in_no_circle') return waitRefusal('in_a_circle');
  return constraint === 'action_waits_once' ? waitRefusal('waits_already') : error;
}
