import { Identifier, MailAddress, Password, Text } from '../../../web/forms/fields.js';

/** Where somebody was going, and what they had typed there, travel through the form. */
class OnTheWay {
  @Text({ label: 'The page asked for', longest: 2000 })
  next!: string | null;

  @Text({ label: 'What was kept', longest: 1_000_000 })
  kept!: string | null;
}

export class SignInForm extends OnTheWay {
  @MailAddress({ missing: 'Enter your email address' })
  email!: string;

  @Password({ label: 'The password', missing: 'Enter your password' })
  password!: string;
}

export class ChoiceForm extends OnTheWay {
  @Identifier({ missing: 'Choose an authority' })
  authorityId!: string;
}

export class ForgottenForm {
  @MailAddress({ missing: 'Enter your email address' })
  email!: string;
}

export class NewPasswordForm {
  @Text({ label: 'The link', longest: 200, missing: 'The link is missing. Open it again from your mail' })
  link!: string;

  @Password({ label: 'The password', missing: 'Enter a password' })
  password!: string;
}
