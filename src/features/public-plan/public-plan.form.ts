import { Choice, Ticked } from '../../web/forms/fields.js';

export class PublishForm {
  @Ticked()
  looked!: boolean;
}

export class PublicSettingForm {
  @Choice({ of: ['on', 'off'], missing: 'Choose whether the plan may be shown to the public' })
  shown!: 'on' | 'off';
}
