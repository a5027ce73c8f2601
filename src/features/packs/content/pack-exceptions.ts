import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar.js';
import type { RequestNotApproved } from '../../../domain/ladder/held-until.js';
import type { LadderPreset } from '../../../domain/ladder/ladder-preset.js';
import { exceptionList } from '../../../domain/report/exception-list.js';
import type { PackAction, PackException } from '../../../domain/report/pack-content.js';
import type { LastWords, PackActionRow } from './pack-actions.repository.js';
import type { PackBefore, PackExplanation } from './pack-asked.js';

/** Open and Red: only these can be exceptions, so only of these more is asked. */
export function mayBeException({ status, colour }: Pick<PackActionRow, 'status' | 'colour'>): boolean {
  return colour === 'red' && (status === 'not_started' || status === 'in_progress');
}

export interface ExceptionMaterial {
  readonly rows: readonly PackActionRow[];
  readonly shown: ReadonlyMap<string, PackAction>;
  readonly requests: ReadonlyMap<string, readonly RequestNotApproved[]>;
  readonly explanations: readonly PackExplanation[];
  readonly lastWords: ReadonlyMap<string, LastWords>;
  readonly since: PackBefore | null;
  readonly asAt: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly ladder: LadderPreset;
}

/**
 * The exceptions with what their owners say: for this pack, or in an update written since the one before. An older
 * update explains nothing that the board has not read already.
 */
export function packExceptions(material: ExceptionMaterial): PackException[] {
  const { rows, since, asAt, calendar, ladder } = material;
  const wasRed = new Set(since?.content.actions.filter(({ colour }) => colour === 'red').map(({ id }) => id));
  const facts = rows.filter(mayBeException).map((row) => ({
    ...row,
    requests: material.requests.get(row.id) ?? [],
    redAtLastPack: wasRed.has(row.id),
  }));
  const explained = new Map(material.explanations.map((one) => [one.actionId, one]));
  return exceptionList(facts, asAt, calendar, ladder).map(({ id, colourSince }) => {
    const given = explained.get(id);
    const said = given === undefined ? saidSince(material.lastWords.get(id), since) : undefined;
    return {
      ...material.shown.get(id)!,
      since: colourSince,
      explanation: given?.words ?? said?.words ?? '',
      explainedBy: given?.by ?? said?.by ?? null,
      explainedOn: given?.on ?? said?.on ?? null,
      recoveryOn: given?.recoveryOn ?? said?.forecastOn ?? null,
    };
  });
}

function saidSince(words: LastWords | undefined, since: PackBefore | null): LastWords | undefined {
  return words !== undefined && (since === null || words.on > since.asAt) ? words : undefined;
}
