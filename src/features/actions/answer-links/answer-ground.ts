import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.js';
import { PrivacyOverrides } from '../../../web/privacy/privacy-overrides.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';

/** The day, the end of a link, and the reasons given for going on: what answering stands on. */
@Injectable()
export class AnswerGround {
  constructor(
    readonly days: AuthorityDays,
    readonly overrides: PrivacyOverrides,
  ) {}

  /** True for the first who comes. In the transaction that writes the answers: what fails uses nothing up. */
  async useUp(tx: Tx, hash: Buffer): Promise<boolean> {
    const row = await tx.row<{ first: boolean }>('select answer_link_use($1, $2) as first', [
      hash,
      this.days.now(),
    ]);
    return row?.first === true;
  }
}
