import { PRESET_NAMES, type PresetName } from '../../../domain/rating/rating-preset.js';
import { Choice, Text, Ticked, Version } from '../../../web/forms/fields.js';

const words = (colour: string) => ({ label: `What ${colour} means`, longest: 200 });

/** The plan's name, the words of its colours, and whether mail lets owners answer. */
export class PlanForm {
  @Text({ label: 'The name of the plan', longest: 200, missing: 'Enter the name of the plan' })
  title!: string;

  @Text(words('red'))
  red!: string | null;

  @Text(words('amber'))
  amber!: string | null;

  @Text(words('green'))
  green!: string | null;

  @Text(words('blue'))
  blue!: string | null;

  @Text(words('grey'))
  grey!: string | null;

  @Ticked()
  answersByLink!: boolean;

  @Version()
  version!: number;
}

export class PresetForm {
  @Choice({ of: PRESET_NAMES, missing: 'Choose a preset' })
  ratingPreset!: PresetName;

  @Version()
  version!: number;
}

/** The body of the API: any of the settings. */
export class PlanBody {
  @Text({ label: 'The name of the plan', longest: 200, missing: 'Enter the name of the plan' })
  title!: string;

  @Choice({ of: PRESET_NAMES, missing: 'Choose a preset' })
  ratingPreset!: PresetName;

  @Ticked()
  answersByLink!: boolean;
}
