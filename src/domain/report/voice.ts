export const WHOSE = ['children', 'families', 'staff'] as const;
/** Who told us. */
export type Whose = (typeof WHOSE)[number];

export const VOICE_SOURCES = [
  'survey',
  'focus_group',
  'visit',
  'meeting',
  'complaint',
  'compliment',
  'other',
] as const;
/** How we heard it. */
export type VoiceSource = (typeof VOICE_SOURCES)[number];
