import type { Sentiment } from '../../src/domain/intake/extraction.js';
import type { TestApp } from './test-app.js';

export interface SaidInLetter {
  readonly text: string;
  readonly sentiment: Sentiment | null;
}

/** An accepted letter of a monitoring visit with these findings; gives their ids in order. */
export async function visitLetter(
  app: TestApp,
  authorityId: string,
  title: string,
  day: string,
  said: readonly SaidInLetter[],
): Promise<{ documentId: string; findingIds: string[] }> {
  return app.database.forAuthority(authorityId, { kind: 'migration' }, async (tx) => {
    const document = await tx.row<{ id: string }>(
      `insert into documents (authority_id, state, kind, title, received_on, inspected_from, inspected_to, file_name,
              media_type, byte_size, sha256, stored_as, accepted_at)
       values ($1, 'accepted', 'monitoring_visit', $2::text, $3::date, $3::date, $3::date, 'letter.pdf', 'application/pdf', 1,
               encode(sha256(convert_to($2::text, 'UTF8')), 'hex'), 'letter', now()) returning id`,
      [authorityId, title, day],
    );
    const rows = await tx.rows<{ id: string }>(
      `insert into findings (authority_id, document_id, position, number, sentiment, text)
       select $1, $2, s.nth, s.nth::text, s.sentiment, s.text
         from jsonb_to_recordset($3::jsonb) as s(nth int, sentiment text, text text) order by s.nth
       returning id`,
      [authorityId, document!.id, JSON.stringify(said.map((one, index) => ({ ...one, nth: index + 1 })))],
    );
    return { documentId: document!.id, findingIds: rows.map(({ id }) => id) };
  });
}
