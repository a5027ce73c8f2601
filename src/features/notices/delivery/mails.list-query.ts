import { readListQuery } from '../../../web/api/list-query.js';
import { DIGEST_STATES } from '../digest.entity.js';
import type { MailsQuery } from './delivery.repository.js';

/** `?state=failed&personId=…&day=2026-11-23` */
export function readMailsQuery(query: unknown): MailsQuery {
  return readListQuery(query, {
    filters: { state: DIGEST_STATES, personId: 'id', day: 'day' },
    sorts: ['day'],
    sort: '-day',
  });
}
