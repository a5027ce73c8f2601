import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { challengePaths } from '../challenges/challenges.paths.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';

const LONGEST_TITLE = 120;

interface ChallengeRow {
  id: string;
  asked_of: string;
  waiting_since: LocalDate;
  due_on: LocalDate;
  is_open: boolean;
}

interface WordsRow {
  id: string;
  reference: string;
  question: string;
  asked_of: string;
  asked_by: string;
  asked_for: string;
  restricted: boolean;
  owner_id: string | null;
  lead_id: string | null;
  helpers: string[] | null;
  is_embargoed: boolean;
}

/** Challenges as subjects of notices: to be answered, and overdue. */
@Injectable()
export class ChallengeNotices implements NoticeSource {
  readonly kind = 'challenge';
  readonly keepsNextDay = false;

  /** Few are open, and they are all looked at. */
  async due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    if (morning.nothingOf.includes(this.kind)) return [];
    return this.subjects(
      tx,
      morning,
      `select id from challenges where authority_id = $1 and state = 'open'
        union
       select subject_id from notices
        where authority_id = $1 and state = 'waiting' and subject_kind = 'challenge'`,
      [],
    );
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return ids.length === 0 ? [] : this.subjects(tx, morning, 'select unnest($2::uuid[])', [ids]);
  }

  async words(tx: Tx, { people }: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<WordsRow>(
      `select c.id, 'C' || c.number as reference, c.question, c.asked_of, c.asked_by, c.asked_for, a.owner_id,
              a.accountable_lead_id as lead_id, coalesce(a.restricted, r.restricted, false) as restricted,
              (select array_agg(k.person_id) from action_contributors k
                where k.authority_id = a.authority_id and k.action_id = a.id and k.ended_at is null) as helpers,
              coalesce(d.publication <> 'published', false) as is_embargoed
         from challenges c
         left join actions a on a.authority_id = c.authority_id and a.id = c.action_id
         left join recommendations r on r.authority_id = c.authority_id and r.id = c.recommendation_id
         left join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where c.authority_id = $1 and c.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          reference: row.reference,
          title: shortened(row.question),
          path: challengePaths.challenge(row.id),
          about: [`asked by ${row.asked_for || people.nameOf(row.asked_by)}`],
          mayBeReadBy: (personId: string) => {
            const asker = people.get(personId);
            if (asker === undefined) return false;
            const subject = { ownerId: row.asked_of, contributorIds: [row.asked_by] };
            const action = {
              ownerId: row.owner_id,
              accountableLeadId: row.lead_id,
              contributorIds: row.helpers ?? [],
            };
            return (
              // Whoever stands in for the person asked reads what they answer.
              (may('challenges.read', asker, subject) || people.get(row.asked_of)?.deputyId === personId) &&
              (!row.restricted || may('restricted.read', asker, action)) &&
              (!row.is_embargoed || may('documents.read_embargoed', asker))
            );
          },
        },
      ]),
    );
  }

  async putNextDays(): Promise<void> {}

  private async subjects(
    tx: Tx,
    { people }: Morning,
    which: string,
    parameters: unknown[],
  ): Promise<LadderSubject[]> {
    const rows = await tx.rows<ChallengeRow>(
      `select c.id, c.asked_of, c.waiting_since::text as waiting_since, c.due_on::text as due_on,
              c.state = 'open' as is_open
         from challenges c where c.authority_id = $1 and c.id in (${which})`,
      [tx.authorityId, ...parameters],
    );
    return rows.map((row) => {
      const hasLeft = people.get(row.asked_of)?.isClosed !== false;
      return {
        facts: {
          kind: 'challenge',
          id: row.id,
          isOpen: row.is_open,
          raisedOn: row.waiting_since,
          dueOn: row.due_on,
          // Whoever can give it to somebody else, rather than nobody.
          askedIds: hasLeft ? people.holding('plan_manager') : [row.asked_of],
          askedHasLeft: hasLeft,
        },
      };
    });
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= LONGEST_TITLE) return line;
  const end = line.lastIndexOf(' ', LONGEST_TITLE);
  return `${line.slice(0, end > 0 ? end : LONGEST_TITLE)} …`;
}
