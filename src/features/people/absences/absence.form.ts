import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { Day, Identifier, Version } from '../../../web/forms/fields.js';

/** From when to when somebody is away, and who stands in for them. */
export class AbsenceBody {
  @Day({ label: 'The first day away', missing: 'Enter the first day away' })
  awayFrom!: LocalDate;

  @Day({ label: 'The last day away' })
  awayUntil!: LocalDate | null;

  @Identifier()
  deputyId!: string | null;
}

export class AbsenceForm extends AbsenceBody {
  @Version()
  version!: number;
}

export class BackForm {
  @Version()
  version!: number;
}
