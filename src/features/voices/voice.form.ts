import type { LocalDate } from '../../domain/calendar/local-date.js';
import { VOICE_SOURCES, WHOSE, type VoiceSource, type Whose } from '../../domain/report/voice.js';
import { Choice, Day, FreeText, Identifiers, Version, WholeNumber } from '../../web/forms/fields.js';
import type { VoiceContent } from './voices.repository.js';

export class VoiceForm {
  @Choice({ of: WHOSE, missing: 'Say who told us' })
  whose!: Whose;

  @Day({ label: 'The day', missing: 'Enter the day on which they told us' })
  toldOn!: LocalDate;

  @Choice({ of: VOICE_SOURCES, missing: 'Say how we heard it' })
  source!: VoiceSource;

  @FreeText({
    label: 'The name of the source',
    longest: 200,
    missing: 'Say which survey, visit or meeting it was',
  })
  sourceName!: string;

  @WholeNumber({ label: 'How many were asked', least: 1, most: 1_000_000 })
  asked!: number | null;

  @WholeNumber({ label: 'How many answered', most: 1_000_000 })
  answered!: number | null;

  @FreeText({ label: 'What they said', longest: 4000, missing: 'Write down what they said' })
  said!: string;

  @FreeText({ label: 'What changed because of it', longest: 4000 })
  changed!: string | null;

  @Identifiers()
  recommendationIds!: string[];
}

export class VoiceChange extends VoiceForm {
  @Version()
  version!: number;
}

/** What of the form is the entry itself. */
export function contentIn(form: Partial<VoiceForm>): Partial<VoiceContent> {
  const { recommendationIds: _, changed, ...content } = form;
  return { ...content, ...('changed' in form && { changed: changed ?? '' }) };
}
