import { ROLES, type Role } from '../../domain/access/role.js';
import { Choices, Identifier, MailAddress, Text, Version } from '../../web/forms/fields.js';

/** What can be changed about a person. */
export class PersonBody {
  @Text({ label: 'The name', longest: 120, missing: 'Enter the name' })
  name!: string;

  @Choices({ of: ROLES, missing: 'Choose at least one role' })
  roles!: Role[];

  @Identifier()
  agencyId!: string | null;
}

export class PersonForm extends PersonBody {
  @Version()
  version!: number;
}

export class InvitationForm {
  @Text({ label: 'The name', longest: 120, missing: 'Enter the name' })
  name!: string;

  @MailAddress({ missing: 'Enter the email address' })
  email!: string;

  @Choices({ of: ROLES, missing: 'Choose at least one role' })
  roles!: Role[];

  @Identifier()
  agencyId!: string | null;
}
