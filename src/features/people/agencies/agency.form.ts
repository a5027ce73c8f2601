import { Choice, Identifier, Text, Ticked, Version } from '../../../web/forms/fields.js';
import { AGENCY_KINDS, type AgencyKind } from './agency.entity.js';

export class AgencyBody {
  @Text({ label: 'The name', longest: 120, missing: 'Enter the name of the agency' })
  name!: string;

  @Choice({ of: AGENCY_KINDS, missing: 'Choose what kind of agency it is' })
  kind!: AgencyKind;

  @Identifier()
  leadId!: string | null;

  @Identifier()
  boardMemberId!: string | null;
}

export class AgencyForm extends AgencyBody {
  @Version()
  version!: number;
}

export class VersionForm {
  @Version()
  version!: number;
}

export class ArchiveForm extends VersionForm {
  @Ticked()
  archived!: boolean;
}
