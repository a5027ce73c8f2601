import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';
import { newSecret } from '../../../web/sign-in/secrets.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { actionPaths } from '../actions.paths.js';
import { AskedUpdates, type AskedToday } from '../asked-updates.service.js';

/** How long a link works, counted from the day its mail is sent. */
const WORKING_DAYS = 3;

/** To whom a mail goes, and whose answers it may ask for. */
export interface LinkWanted {
  readonly readerId: string;
  readonly ownerId: string;
}

/** A link as its mail has it. Only its hash is kept: lost, it cannot be found again. */
export interface AnswerLink extends LinkWanted {
  readonly path: string;
  /** How many actions wait for an answer, and until when. */
  readonly count: number;
  readonly closesOn: LocalDate;
  readonly validUntil: LocalDate;
}

/**
 * Makes the links by which owners answer for their actions without signing in, at the moment their mail is written.
 * One link is for one owner and the windows that ask them today.
 */
@Injectable()
export class AnswerLinks {
  constructor(
    private readonly asked: AskedUpdates,
    private readonly days: AuthorityDays,
  ) {}

  /**
   * One link for each of these that has something to answer; for none when the plan has turned them off. A deputy gets
   * nothing that is restricted.
   */
  async make(tx: Tx, wanted: readonly LinkWanted[]): Promise<AnswerLink[]> {
    if (wanted.length === 0 || !(await this.isOn(tx))) return [];
    const today = await this.days.today(tx);
    const asked = await this.asked.ofOwners(tx, [...new Set(wanted.map(({ ownerId }) => ownerId))]);
    const open = asked.filter(({ window }) => window.answer === null);
    const validUntil = (await this.days.calendar(tx)).workingDaysAfter(today, WORKING_DAYS);
    const made = wanted.flatMap((one) => {
      const theirs = open.filter(({ action }) => isFor(one, action));
      return theirs.length === 0 ? [] : [linkFor(one, theirs, validUntil)];
    });
    if (made.length > 0) {
      const rows = made.map(({ row }) => row);
      await tx.rows('select answer_links_make($1, $2, $3::jsonb)', [
        validUntil,
        this.days.now(),
        JSON.stringify(rows),
      ]);
    }
    return made.map(({ link }) => link);
  }

  private async isOn(tx: Tx): Promise<boolean> {
    const plan = await tx.row<{ on: boolean }>(
      `select answers_by_link as "on" from plans where authority_id = $1 and closed_on is null`,
      [tx.authorityId],
    );
    return plan?.on === true;
  }
}

/** In any copy of a mail that is kept, a link is shown without what makes it work. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(/(\/answer\?link=)[\w%-]+/g, '$1…');
}

function isFor({ readerId, ownerId }: LinkWanted, action: AskedToday['action']): boolean {
  return action.ownerId === ownerId && (readerId === ownerId || !action.restricted);
}

function linkFor(wanted: LinkWanted, theirs: readonly AskedToday[], validUntil: LocalDate) {
  const { token, hash } = newSecret();
  const closesOn = theirs.map(({ window }) => window.closesOn).sort()[0] as LocalDate;
  const asked = theirs.map(({ action, window }) => ({ actionId: action.id, opensOn: window.opensOn }));
  const link: AnswerLink = {
    ...wanted,
    path: actionPaths.answerByLink(token),
    count: theirs.length,
    closesOn,
    validUntil,
  };
  const row = {
    id: randomUUID(),
    hash: hash.toString('hex'),
    ownerId: wanted.ownerId,
    sentToId: wanted.readerId,
    asked,
  };
  return { link, row };
}
