import type { Chain } from '../../domain/ladder/chain.js';
import type { NoticeFacts } from '../../domain/ladder/notice-facts.js';
import type { Notice } from '../../domain/ladder/notice.js';
import type { WhoIsWho } from './who-is-who.js';

const CHAIR = 'chair of the board';
const QUALITY = 'quality assurance lead';

/** As what somebody is told: "owner", "accountable lead", "director". So everybody can see why they got a line. */
export function toldAs(
  { step, personId }: Pick<Notice, 'step' | 'personId'>,
  facts: NoticeFacts,
  people: WhoIsWho,
): string {
  switch (facts.kind) {
    case 'document':
      if (step === 'to_check' && (facts.qualityIds ?? []).includes(personId)) return QUALITY;
      return facts.planManagerIds.includes(personId) ? 'plan manager' : 'director';
    case 'challenge':
      return facts.askedHasLeft ? 'plan manager, as the person asked has left' : 'the person asked';
    case 'pack':
      return 'board member';
    case 'recommendation':
      if (step === 'to_decide') return CHAIR;
      if (facts.leadIds.includes(personId))
        return people.get(personId)?.roles.includes('lead') ? 'lead' : 'director';
      return (facts.planManagerIds ?? []).includes(personId) ? 'plan manager' : QUALITY;
    case 'window': {
      const own = facts.unanswered.some(({ ownerId }) => ownerId === personId);
      const chain = facts.unanswered.find(({ above }) => above.some((place) => place.includes(personId)));
      return own || chain === undefined ? 'owner' : placeIn(chain, personId, people);
    }
    case 'action':
    case 'date_change':
    case 'evidence':
      if (step === 'to_check') {
        return facts.kind !== 'date_change' && (facts.qualityIds ?? []).includes(personId)
          ? QUALITY
          : 'plan manager';
      }
      if (
        step === 'to_decide' &&
        (facts.kind === 'action' || (facts.kind === 'date_change' && facts.byBoard))
      ) {
        return CHAIR;
      }
      if (facts.kind === 'action' && (facts.doubtHeardBy ?? []).includes(personId)) {
        const isInChain = [facts.chain.ownerId, ...facts.chain.above.flat()].includes(personId);
        if (!isInChain) return QUALITY;
      }
      return placeIn(facts.chain, personId, people);
  }
}

function placeIn({ ownerId, above }: Chain, personId: string, people: WhoIsWho): string {
  if (ownerId === personId) return 'owner';
  const place = above.findIndex((ids) => ids.includes(personId));
  const roles = people.get(personId)?.roles ?? [];
  if (place === 0) return 'accountable lead';
  if (roles.includes('director')) return 'director';
  if (roles.includes('chief_executive')) return 'chief executive';
  return place === 1 ? "the next in the agency's chain" : 'the next above';
}
