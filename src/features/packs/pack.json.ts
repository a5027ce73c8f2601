import { packName } from '../../domain/lifecycle/pack.js';
import type { ReadPack } from './pack-reading.service.js';

/** An issued pack for programs: at the top what a report of now has there too, then everything the pack says. */
export function packJson(slug: string, { pack, content, correctedBy }: ReadPack) {
  const { actions, recommendations } = content.headline;
  return {
    ...content,
    authority: slug,
    authorityName: content.authority,
    asAt: content.asAt,
    pack: pack.number,
    issued: {
      id: pack.id,
      name: packName(pack),
      issue: pack.issue,
      issuedOn: pack.issuedOn,
      whatChanged: pack.whatChanged,
      correctedBy: correctedBy?.id ?? null,
    },
    counts: actions.counts,
    overdue: actions.overdue,
    total: actions.total,
    complete: actions.complete,
    recommendationsMet: recommendations.met,
    recommendationsWithoutAction: recommendations.withoutAction,
  };
}
