/**
 * SQL that is true for documents `alias` that everybody may read: published today, whatever day is read. Permissions
 * are those of today also where the past is looked at.
 */
export function publishedToday(alias: string): string {
  return `(select today.publication from public.documents today
    where today.authority_id = ${alias}.authority_id and today.id = ${alias}.id) = 'published'`;
}
