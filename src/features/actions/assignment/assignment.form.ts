import { FreeText, Identifier, Version } from '../../../web/forms/fields.js';

export class HandOverBody {
  @Identifier({ missing: 'Choose who takes it over' })
  ownerId!: string;

  @FreeText({ label: 'The note', longest: 2000 })
  note!: string | null;
}

export class HandOverForm extends HandOverBody {
  @Version()
  version!: number;
}

export class ContributorForm {
  @Identifier({ missing: 'Choose who contributes' })
  personId!: string;
}

/** Who gets what a leaver held; nothing chosen: it stays as it is. */
export class LeaverBody {
  @Identifier()
  owned!: string | null;

  @Identifier()
  led!: string | null;

  @Identifier()
  contributed!: string | null;

  @Identifier()
  recommendations!: string | null;

  @Identifier()
  workstreams!: string | null;

  @Identifier()
  agenciesLed!: string | null;

  @Identifier()
  agencySeats!: string | null;

  @Identifier()
  boardSeats!: string | null;

  @Identifier()
  deputyFor!: string | null;

  @FreeText({ label: 'The note', longest: 2000 })
  note!: string | null;
}
