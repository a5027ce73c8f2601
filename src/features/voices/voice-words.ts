import type { VoiceSource, Whose } from '../../domain/report/voice.js';
import { voicePaths } from './voices.paths.js';
import type { VoiceRow } from './voices.repository.js';

export const WHOSE_NAMES: Readonly<Record<Whose, string>> = {
  children: 'Children and young people',
  families: 'Families',
  staff: 'Staff',
};

export const SOURCE_NAMES: Readonly<Record<VoiceSource, string>> = {
  survey: 'Survey',
  focus_group: 'Focus group',
  visit: 'Visit',
  meeting: 'Meeting',
  complaint: 'Complaint',
  compliment: 'Compliment',
  other: 'Something else',
};

/** "32 of 60 asked answered", or what of it is known. */
export function answersInWords({ asked, answered }: Pick<VoiceRow, 'asked' | 'answered'>): string | null {
  if (asked !== null && answered !== null) return `${answered} of ${asked} asked answered`;
  if (asked !== null) return `${asked} asked`;
  return answered === null ? null : `${answered} answered`;
}

/** One voice as every page shows it. */
export function voiceModel(voice: VoiceRow) {
  return {
    ...voice,
    whoseName: WHOSE_NAMES[voice.whose],
    sourceText: `${SOURCE_NAMES[voice.source]}: ${voice.sourceName}`,
    answers: answersInWords(voice),
    href: voicePaths.voice(voice.id),
  };
}
