import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { LadderNumbers } from '../../../domain/ladder/ladder-preset.js';
import {
  SEVERAL_NUMBERS,
  SINGLE_NUMBERS,
  STEPS_LEFT_OUT,
  type StepLeftOut,
} from '../../../domain/ladder/ladder-settings.js';
import { PRESET_NAMES, type PresetName } from '../../../domain/rating/rating-preset.js';
import { Choice, Choices, FreeText, Version, WholeNumber } from '../../../web/forms/fields.js';
import type { WantedLadder } from './ladder-settings.service.js';

const days = (label: string) =>
  WholeNumber({ label, least: 1, most: 60, missing: 'Enter a number of working days' });

/** Several numbers of days: `10, 3` on a page, `[10, 3]` in JSON. */
function SeveralDays(): PropertyDecorator {
  const message = 'Enter whole numbers with commas between them, such as 10, 3';
  const isList = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every(Number.isInteger);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^[\d\s,;]+$/.test(value)
        ? value
            .split(/[\s,;]+/)
            .filter(Boolean)
            .map(Number)
        : value,
    ),
    ValidateBy({ name: 'severalDays', validator: { validate: isList, defaultMessage: () => message } }),
  );
}

/** The preset a ladder begins from, its numbers, the steps it does not use, and why it is changed. */
export class LadderForm {
  @Choice({ of: PRESET_NAMES, missing: 'Choose a preset' })
  preset!: PresetName;

  @SeveralDays()
  dueSoon!: number[];

  @days('The days before a window closes')
  windowClosing!: number;

  @days('The days between two overdue notices')
  overdueEvery!: number;

  @days('The day of escalation 1')
  escalation1!: number;

  @days('The day of escalation 2')
  escalation2!: number;

  @days('The day of escalation 2 on the shorter clock')
  escalation2OnShortClock!: number;

  @days('The day of the exception list')
  exceptionList!: number;

  @days('The day of the exception list on the shorter clock')
  exceptionListOnShortClock!: number;

  @days('The days until the quality assurance lead is told')
  toCheckQuality!: number;

  @days('The days until the plan manager is told')
  toCheckPlanManager!: number;

  @days('The days between two reminders to decide')
  toDecideEvery!: number;

  @days('The days before the paper deadline')
  explanationWanted!: number;

  @days('The days between two reminders to answer a challenge')
  challengeOverdueEvery!: number;

  @SeveralDays()
  statutory!: number[];

  @Choices({ of: STEPS_LEFT_OUT })
  off!: StepLeftOut[];

  @FreeText({ label: 'The reason', longest: 300 })
  reason!: string | null;

  @Version()
  version!: number;
}

/** The body of the API: any part of it; what is left out stays as it is. */
export class LadderBody extends LadderForm {}

export const NUMBER_NAMES: readonly (keyof LadderNumbers)[] = [...SINGLE_NUMBERS, ...SEVERAL_NUMBERS];

export function wantedOf(form: Omit<LadderForm, 'version'>): WantedLadder {
  const numbers = Object.fromEntries(
    NUMBER_NAMES.map((name) => [name, form[name]]),
  ) as unknown as LadderNumbers;
  const inOrder = (list: readonly number[]) => [...list].sort((one, other) => other - one);
  return {
    preset: form.preset,
    numbers: { ...numbers, dueSoon: inOrder(numbers.dueSoon), statutory: inOrder(numbers.statutory) },
    off: form.off,
    reason: form.reason ?? '',
  };
}

/** What stands in the fields of a page for a ladder. */
export function typedOf(numbers: LadderNumbers): Record<string, string> {
  return Object.fromEntries(
    NUMBER_NAMES.map((name) => {
      const value = numbers[name];
      return [name, typeof value === 'number' ? String(value) : value.join(', ')];
    }),
  );
}

export function presetNamed(value: unknown): PresetName | null {
  return PRESET_NAMES.find((name) => name === value) ?? null;
}
