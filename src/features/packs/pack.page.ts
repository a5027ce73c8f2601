import { may } from '../../domain/access/policy.js';
import { packName } from '../../domain/lifecycle/pack.js';
import type { Person } from '../../web/person.js';
import { historyPaths } from '../history/history.paths.js';
import { meetingsPaths } from '../meetings/meetings.paths.js';
import { readsPart2 } from './pack-access.js';
import type { CommentaryRow } from './pack-commentaries.repository.js';
import { PACK_STATE_NAMES, PACK_STATE_TAGS } from './pack-words.js';
import { packPaths } from './packs.paths.js';
import { missingFrom } from './packs.service.js';
import type { PackRow } from './packs.repository.js';

export function packModel(pack: PackRow) {
  return {
    ...pack,
    name: packName(pack),
    stateName: PACK_STATE_NAMES[pack.state],
    stateTag: PACK_STATE_TAGS[pack.state],
    href: packPaths.pack(pack.id),
    meetingHref: meetingsPaths.meeting(pack.meetingId),
  };
}

/** The page of a pack that is being made: where it stands, what is missing, and what this person may do next. */
export function makingModel(pack: PackRow, commentaries: readonly CommentaryRow[], person: Person) {
  const missing = missingFrom(commentaries);
  const mine = commentaries.find(({ personId }) => personId === person.personId);
  const { id, state } = pack;
  const isHere = pack.meetingState !== 'cancelled';
  const prepares = may('packs.prepare', person);
  const clears = may('packs.clear', person);
  return {
    pack: packModel(pack),
    written: commentaries.filter(({ writtenOn }) => writtenOn !== null),
    missing,
    mine: mine ?? null,
    parts: partsModel(person, (part) => packPaths.preview(id, part)),
    historyPath: historyPaths.of('packs', id),
    may: {
      openPath: state === 'draft' && prepares && isHere ? packPaths.open(id) : null,
      commentPath: state === 'commentary' && mine !== undefined ? packPaths.commentary(id) : null,
      clearPath: state === 'commentary' && clears ? packPaths.clear(id) : null,
      openAgainPath: state === 'cleared' && (clears || prepares) ? packPaths.openAgain(id) : null,
      issuePath: state === 'cleared' && may('packs.issue', person) && isHere ? packPaths.issue(id) : null,
    },
  };
}

/** The parts that this person may read. */
export function partsModel(person: Person, href: (part: 1 | 2) => string) {
  const parts = readsPart2(person) ? ([1, 2] as const) : ([1] as const);
  return parts.map((part) => ({
    part,
    href: href(part),
    text: part === 1 ? 'Part 1' : 'Part 2, with restricted items',
  }));
}

/** `?part=2`; anything else is Part 1. */
export function partOf(asked: unknown): 1 | 2 {
  return asked === '2' || asked === 2 ? 2 : 1;
}
