/** How many statements a connection is asked to remember; lists that people filter in rare ways are not among them. */
const MOST = 300;

/**
 * A name for each statement that is asked often, so that PostgreSQL plans it once a connection and not once a request:
 * it halves the time of a list. The first so many different statements of a process get one.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();

  /** The name of this statement; undefined for one that comes when all places are taken. */
  of(sql: string): string | undefined {
    const known = this.names.get(sql);
    if (known !== undefined || this.names.size >= MOST) return known;
    const name = `tracker_${this.names.size}`;
    this.names.set(sql, name);
    return name;
  }
}
