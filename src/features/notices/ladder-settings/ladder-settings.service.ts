import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { LadderNumbers } from '../../../domain/ladder/ladder-preset.js';
import {
  ladderFrom,
  settingsAfter,
  whyNotLadder,
  type LadderSettings,
} from '../../../domain/ladder/ladder-settings.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { LadderVersionsRepository, type LadderVersion } from '../ladder-versions.repository.js';
import type { WhoIsWho } from '../who-is-who.js';
import { WhoIsWhoRepository } from '../who-is-who.repository.js';
import { LadderTrialService, type TriedLadder } from './ladder-trial.service.js';

/** What somebody wants of the ladder: numbers left out are those of the preset. */
export interface WantedLadder extends Pick<LadderSettings, 'preset' | 'off'> {
  readonly numbers: Partial<LadderNumbers>;
  readonly reason: string;
}

export interface LadderSeen {
  /** The one in force first. */
  readonly versions: readonly LadderVersion[];
  readonly people: WhoIsWho;
}

const MOST_VERSIONS = 200;

/** Who is told when: the ladder of the open plan. A change is tried before it is taken, and every version is kept. */
@Injectable()
export class LadderSettingsService {
  constructor(
    private readonly database: Database,
    private readonly versions: LadderVersionsRepository,
    private readonly trial: LadderTrialService,
    private readonly whoIsWho: WhoIsWhoRepository,
    private readonly days: AuthorityDays,
  ) {}

  async read(person: Person): Promise<LadderSeen> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const versions = await this.versions.all(tx, MOST_VERSIONS);
      found(versions[0] ?? null);
      return { versions, people: await this.whoIsWho.read(tx) };
    });
  }

  /** What it would send more and fewer in the next ten working days. Changes nothing. */
  async preview(person: Person, wanted: WantedLadder): Promise<TriedLadder & { readonly people: WhoIsWho }> {
    if (!may('plan.manage', person)) throw new Forbidden();
    const { settings, people } = await this.within(person, async (tx) => ({
      settings: await this.settings(tx, found(await this.versions.latest(tx)), wanted),
      people: await this.whoIsWho.read(tx),
    }));
    return { ...(await this.trial.tryOut(person.authority.id, ladderFrom(settings))), people };
  }

  /** Takes it from the next morning on. */
  async change(person: Person, version: number, wanted: WantedLadder): Promise<LadderVersion> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const latest = found(await this.versions.holdLatest(tx));
      if (latest.number !== version) throw new StaleVersion(latest.number);
      const settings = await this.settings(tx, latest, wanted);
      if (isSame(settings, latest)) return latest;
      await this.versions.add(tx, {
        ...settings,
        planId: latest.planId,
        number: latest.number + 1,
        reason: wanted.reason,
        setBy: person.personId,
        setOn: await this.days.today(tx),
        setAt: this.days.now(),
      });
      await this.versions.tellAnew(tx, await this.days.today(tx));
      return found(await this.versions.latest(tx));
    });
  }

  private async settings(tx: Tx, latest: LadderVersion, wanted: WantedLadder): Promise<LadderSettings> {
    const settings = settingsAfter(latest, wanted, await this.days.today(tx));
    const refused = whyNotLadder(ladderFrom(settings));
    if (refused.length > 0) {
      throw new Refused('bad_ladder', 'These numbers cannot be used', [...refused]);
    }
    return settings;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function found(version: LadderVersion | null): LadderVersion {
  if (version === null) throw new NotFound('There is no open plan here');
  return version;
}

function isSame(one: LadderSettings, other: LadderSettings): boolean {
  const said = ({ preset, numbers, off }: LadderSettings) =>
    JSON.stringify([preset, Object.entries(numbers).sort(), [...off].sort()]);
  return said(one) === said(other);
}
