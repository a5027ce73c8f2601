import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { DIRECTIONS, type Direction } from '../../domain/report/measure-standing.js';
import { EVIDENCE_KINDS, type EvidenceKind } from '../../domain/lifecycle/publishing.js';
import { decimalIn } from '../../domain/report/value-sheet.js';
import { Choice, Day, FreeText, Identifiers, Text, Ticked, Version } from '../../web/forms/fields.js';

/** A decimal such as 71.5 or 1,204; at most four places. */
function Decimal(label: string, missing: string | null): PropertyDecorator {
  const problem = (value: unknown) => {
    if (value === null) return missing;
    return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e12
      ? null
      : `${label} must be a number, such as 71.5`;
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => readDecimal(value)),
    ValidateBy({
      name: 'decimal',
      validator: {
        validate: (value: unknown) => problem(value) === null,
        defaultMessage: (args) => problem(args?.value) ?? '',
      },
    }),
  );
}

function readDecimal(raw: unknown): unknown {
  if (raw === undefined || raw === null || typeof raw === 'number') return raw ?? null;
  const text = String(raw).trim();
  return text === '' ? null : (decimalIn(text) ?? raw);
}

export class MeasureForm {
  @Text({ label: 'The name', longest: 200, missing: 'Enter a name' })
  name!: string;

  @FreeText({ label: 'The definition', longest: 2000, missing: 'Say what exactly is counted' })
  definition!: string;

  @Text({ label: 'The unit', longest: 60, missing: 'Enter the unit, such as % or days' })
  unit!: string;

  @Choice({ of: DIRECTIONS, missing: 'Say which way is better' })
  direction!: Direction;

  @Decimal('The baseline', null)
  baseline!: number | null;

  @Day({ label: 'The day of the baseline' })
  baselineOn!: LocalDate | null;

  @Decimal('The target', 'Enter the target')
  target!: number;

  @Day({ label: 'The day of the target' })
  targetOn!: LocalDate | null;

  @Text({ label: 'The source', longest: 300 })
  source!: string | null;

  /** Then a count under five is not shown to everybody. */
  @Ticked()
  aboutChildren!: boolean;

  @Identifiers()
  recommendationIds!: string[];
}

export class MeasureChange extends MeasureForm {
  @Version()
  version!: number;
}

export class ValueForm {
  @Day({ label: 'The day of the value', missing: 'Enter the day that the value is for' })
  on!: LocalDate;

  @Decimal('The value', 'Enter the value')
  value!: number;

  @Text({ label: 'The source', longest: 300 })
  source!: string | null;
}

export class CorrectionForm {
  @Decimal('The value', 'Enter the value')
  value!: number;

  @Text({ label: 'The source', longest: 300 })
  source!: string | null;

  @FreeText({ label: 'The reason', longest: 1000, missing: 'Say why it is corrected' })
  because!: string;
}

export class CorrectionPageForm extends CorrectionForm {
  @Version()
  version!: number;
}

export class ValueAsEvidenceForm {
  @Choice({ of: EVIDENCE_KINDS, missing: 'Say what kind of evidence it is' })
  kind!: EvidenceKind;

  @FreeText({ label: 'What it shows', longest: 2000, missing: 'Say what it shows' })
  shows!: string;

  @Day({ label: 'The first day of the period', missing: 'Enter the first day of the period' })
  periodFrom!: LocalDate;

  @Day({ label: 'The last day of the period', missing: 'Enter the last day of the period' })
  periodTo!: LocalDate;

  @Identifiers({ missing: 'Choose an action' })
  actionIds!: string[];
}
