import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { documentPaths } from '../documents/documents.paths.js';
import { findingPaths } from '../findings/findings.paths.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';

interface DocumentRow {
  id: string;
  plan_due_on: LocalDate | null;
  is_accepted: boolean;
  is_submitted: boolean;
  agreement_since: LocalDate | null;
}

/**
 * Documents as subjects of notices: the date by which the authority must have answered, and weaknesses found in them
 * that were set aside or called support and wait for a quality assurance lead.
 */
@Injectable()
export class DocumentNotices implements NoticeSource {
  readonly kind = 'document';
  readonly keepsNextDay = false;

  /** Few documents have a deadline to come or something to be agreed, and they are all looked at. */
  due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    return this.subjects(
      tx,
      morning,
      `(d.plan_due_on >= $2::date and d.plan_submitted_on is null) or d.id in (select f.document_id
         from finding_links k join findings f on f.authority_id = $1 and f.id = k.finding_id
        where k.authority_id = $1 and k.state = 'waiting') or d.id in (select subject_id from notices
         where authority_id = $1 and state = 'waiting' and subject_kind = 'document')`,
      morning.on,
    );
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return ids.length === 0 ? [] : this.subjects(tx, morning, 'd.id = any($2::uuid[])', ids);
  }

  async words(tx: Tx, { people }: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<{
      id: string;
      title: string;
      is_embargoed: boolean;
      wants_agreement: boolean;
    }>(
      `select id, title, publication <> 'published' as is_embargoed,
              plan_due_on is null and exists (
                select 1 from finding_links k join findings f on f.authority_id = $1 and f.id = k.finding_id
                 where k.authority_id = $1 and k.state = 'waiting' and f.document_id = d.id) as wants_agreement
         from documents d where authority_id = $1 and id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          reference: null,
          title: row.title,
          path: row.wants_agreement ? findingPaths.toAgree(row.id) : documentPaths.document(row.id),
          about: [],
          mayBeReadBy: (personId: string) => {
            const asker = people.get(personId);
            const permission = row.is_embargoed ? 'documents.read_embargoed' : 'documents.read';
            return asker !== undefined && may(permission, asker);
          },
        },
      ]),
    );
  }

  async putNextDays(): Promise<void> {}

  private async subjects(
    tx: Tx,
    morning: Morning,
    which: string,
    parameter: unknown,
  ): Promise<LadderSubject[]> {
    const rows = await tx.rows<DocumentRow>(
      `select d.id, d.plan_due_on::text as plan_due_on, d.state = 'accepted' as is_accepted,
              d.plan_submitted_on is not null as is_submitted,
              (select min(k.linked_on)::text from finding_links k
                 join findings f on f.authority_id = $1 and f.id = k.finding_id
                where k.authority_id = $1 and k.state = 'waiting' and f.document_id = d.id) as agreement_since
         from documents d where d.authority_id = $1 and (${which})`,
      [tx.authorityId, parameter],
    );
    return rows.map((row) => ({
      facts: {
        kind: 'document',
        id: row.id,
        deadlines: row.plan_due_on !== null && row.is_accepted && !row.is_submitted ? [row.plan_due_on] : [],
        planManagerIds: morning.people.holding('plan_manager'),
        directorIds: morning.people.holding('director'),
        agreementSince: row.is_accepted ? row.agreement_since : null,
        qualityIds: morning.people.holding('quality'),
      },
    }));
  }
}
