import { STEPS, SUBJECT_KINDS } from '../../domain/ladder/notice.js';
import { readListQuery, type ListQuery } from '../../web/api/list-query.js';
import { NOTICE_STATES } from './notice.entity.js';

export type NoticeFilter = 'state' | 'personId' | 'dueOn' | 'step' | 'subjectKind' | 'subjectId';
export type NoticesQuery = ListQuery<NoticeFilter, 'dueOn'>;

/** `?state=sent,failed&personId=…&dueOn=2026-11-23&step=overdue&subjectKind=action&subjectId=…` */
export function readNoticesQuery(query: unknown): NoticesQuery {
  return readListQuery(query, {
    filters: {
      state: NOTICE_STATES,
      personId: 'id',
      dueOn: 'day',
      step: STEPS,
      subjectKind: SUBJECT_KINDS,
      subjectId: 'id',
    },
    sorts: ['dueOn'],
    sort: '-dueOn',
  });
}
