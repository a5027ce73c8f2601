import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { Day } from '../../../web/forms/fields.js';

/** Both days may be left out: then the last six months. */
export class ReviewForm {
  @Day({ label: 'The first day' })
  from!: LocalDate | null;

  @Day({ label: 'The last day' })
  to!: LocalDate | null;
}
