export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * A refusal: something the rules, the policy or the state of a thing do not allow. Not a fault, so it is answered with
 * its status and its stable code, and logged as nothing more than the request it was.
 */
export abstract class Refusal extends Error {
  abstract readonly status: number;

  constructor(
    readonly code: string,
    message: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** 404. Also what somebody of another authority is told. */
export class NotFound extends Refusal {
  readonly status = 404;

  constructor(message = 'There is nothing at this address', code = 'not_found') {
    super(code, message);
  }
}

/** 403. The policy does not allow it to this person. */
export class Forbidden extends Refusal {
  readonly status = 403;

  constructor(code = 'forbidden', message = 'Your role does not allow this') {
    super(code, message);
  }
}

/** 422. The rulebook refuses what was asked, or what was sent has the wrong shape. */
export class Refused extends Refusal {
  readonly status = 422;
}

/** 409. The state the thing is in forbids it. */
export class StateForbids extends Refusal {
  readonly status = 409;

  /** `instead`: where a person finds the thing as it is now; offered on the page. */
  constructor(
    code: string,
    message: string,
    errors: readonly FieldError[] = [],
    readonly instead: { readonly text: string; readonly href: string } | null = null,
  ) {
    super(code, message, errors);
  }
}

/** 428. A change came without saying which version it changes. */
export class PreconditionRequired extends Refusal {
  readonly status = 428;

  constructor() {
    super(
      'precondition_required',
      'Send the version you are changing as If-Match, for example If-Match: "3"',
    );
  }
}

/** One field as it was saved meanwhile and as it was typed here. */
export interface Difference {
  readonly label: string;
  readonly saved: string;
  readonly typed: string;
  /** Lets the person choose this field by itself; when every difference has it, the page asks field by field. */
  readonly choose?: FieldChoice;
}

/** One field of the form with the two values it can be posted with, and which of them was chosen beforehand. */
export interface FieldChoice {
  readonly field: string;
  readonly saved: string;
  readonly typed: string;
  readonly preferred: 'saved' | 'typed';
}

/** 412. Somebody else saved it meanwhile. The page shows both and keeps what was typed. */
export class StaleVersion extends Refusal {
  readonly status = 412;

  constructor(
    /** The version that stands now; what was typed can be saved over it by posting it with this one. */
    readonly currentVersion: number,
    readonly differences: readonly Difference[] = [],
    /** Where to read what was saved; by default the page the form was posted to. */
    readonly href?: string,
    /** Who saved it, where that is known. */
    readonly by?: string | null,
  ) {
    super('stale_version', 'Somebody else saved this while you were changing it');
  }

  /** The same with what a page can show: services know the version, controllers the words. */
  showing(differences: readonly Difference[], href?: string, by?: string | null): StaleVersion {
    return new StaleVersion(this.currentVersion, differences, href, by);
  }
}

/** 401. Nobody is signed in, or the token is not known. */
export class SignInNeeded extends Refusal {
  readonly status = 401;

  constructor(message = 'Sign in to see this') {
    super('sign_in_needed', message);
  }
}

/** 403. Somebody of several authorities has not said which one they mean. */
export class AuthorityNeeded extends Refusal {
  readonly status = 403;

  constructor() {
    super('authority_needed', 'Choose an authority first');
  }
}

/** 403. A form that did not come from one of our pages, or from a page of an older session. */
export class FormExpired extends Refusal {
  readonly status = 403;

  constructor() {
    super('csrf', 'This form is no longer valid');
  }
}

/** 413. More was sent than is read. */
export class TooLarge extends Refusal {
  readonly status = 413;

  constructor(message = 'This is larger than can be sent') {
    super('too_large', message);
  }
}

/** 400 and the like: not a request that can be read. */
export class NotUnderstood extends Refusal {
  constructor(
    readonly status: number,
    code = 'bad_request',
    message = 'The request could not be understood',
  ) {
    super(code, message);
  }
}
