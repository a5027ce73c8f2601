import { Identifier, Text } from '../../web/forms/fields.js';

/** Which earlier recommendation a decision is about. */
export class RaisedBeforeForm {
  @Identifier({ missing: 'Choose the earlier recommendation' })
  earlierId!: string;
}

/** The same on a page, with where to go on. */
export class RaisedBeforePageForm extends RaisedBeforeForm {
  @Text({ label: '', longest: 500 })
  next!: string | null;
}
