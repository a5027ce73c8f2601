import { Injectable } from '@nestjs/common';
import { momentInLondon, todayInLondon } from '../../../domain/calendar/london-time.js';
import { addDays } from '../../../domain/calendar/day-number.js';
import { SetClock } from '../../../platform/clock/set-clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { OperatorDoor } from '../../../platform/database/operator.door.js';
import { hashPassword } from '../../people/sign-in/password-hash.js';
import { AuthoritySetUp } from '../../authorities/authority-set-up.service.js';
import {
  DEMO_AUTHORITIES,
  demoPeople,
  demoPlan,
  type DemoPerson,
  type DemoPlan,
} from './demonstration-data.js';
import type { DemoCast } from './demonstration-cast.js';
import { DemonstrationPlan } from './demonstration-plan.js';

/** The plan is some months old on the day it is loaded. */
const FIRST_DAY = -140;

/** Loads the invented authorities, through the same services that people use, day by day on a clock of their own. */
@Injectable()
export class DemonstrationService {
  constructor(
    private readonly database: Database,
    private readonly operator: OperatorDoor,
    private readonly setUp: AuthoritySetUp,
    private readonly plan: DemonstrationPlan,
  ) {}

  /**
   * Loads what is not there yet and gives every demonstration person the password. Gives the slugs that were loaded.
   * `clock` must be the one that the services go by; it is left on the moment it was given.
   */
  async load(clock: SetClock, password: string): Promise<string[]> {
    const now = clock.now();
    const hash = await hashPassword(password);
    const loaded: string[] = [];
    for (const { slug, name } of DEMO_AUTHORITIES) {
      const known = await this.operator.authorityBySlug(slug);
      if (known !== null && !known.isDemonstration) {
        throw new Error(`The slug ${slug} belongs to an authority that is no demonstration`);
      }
      const people = await demoPeople(slug);
      if (known === null) {
        await this.loadOne(clock, now, { slug, name, people, plan: await demoPlan(slug) });
        loaded.push(slug);
      }
      for (const { login } of people) {
        await this.operator.setDemonstrationPassword(
          await this.operator.loginFor(addressOf(login, slug)),
          hash,
        );
      }
    }
    clock.moveTo(now);
    return loaded;
  }

  private async loadOne(
    clock: SetClock,
    now: Date,
    demo: { slug: string; name: string; people: DemoPerson[]; plan: DemoPlan },
  ): Promise<void> {
    const today = todayInLondon(now);
    const goTo = (day: number) => {
      const moment = new Date(momentInLondon(addDays(today, day), 10));
      clock.moveTo(moment < now ? moment : now);
      return addDays(today, day);
    };
    goTo(Math.min(FIRST_DAY, ...demo.plan.documents.map(({ receivedDaysAgo }) => -receivedDaysAgo)));
    const authorityId = await this.operator.createAuthority(demo.slug, demo.name, true);
    const cast = await this.database.forAuthority(authorityId, { kind: 'import' }, async (tx) => {
      await this.setUp.setUp(tx);
      return this.cast(tx, demo);
    });
    await this.plan.replay({ ...cast, goTo }, demo.plan);
  }

  /** Agencies, people and workstreams, by the names that the plan has for them. */
  private async cast(
    tx: Tx,
    demo: { slug: string; name: string; people: DemoPerson[]; plan: DemoPlan },
  ): Promise<Omit<DemoCast, 'goTo'>> {
    const agencies = await this.named(
      tx,
      `insert into agencies (authority_id, name, kind) select $1, v->>'name', v->>'kind'
         from jsonb_array_elements($2::jsonb) v returning id, name`,
      demo.plan.agencies,
    );
    const logins = await Promise.all(
      demo.people.map(async (person) => ({
        ...person,
        email: addressOf(person.login, demo.slug),
        loginId: await this.operator.loginFor(addressOf(person.login, demo.slug)),
        agencyId: person.agency === undefined ? null : agencies.get(person.agency),
      })),
    );
    const ids = await this.named(
      tx,
      `insert into people (authority_id, login_id, name, email, roles, agency_id)
       select $1, (v->>'loginId')::uuid, v->>'name', v->>'email',
              array(select jsonb_array_elements_text(v->'roles')), (v->>'agencyId')::uuid
         from jsonb_array_elements($2::jsonb) v returning id, split_part(email, '@', 1) as name`,
      logins,
    );
    const workstreams = await this.named(
      tx,
      `insert into workstreams (authority_id, name, sponsor_id, what_will_be_different, position)
       select $1, v->>'name', (v->>'sponsorId')::uuid, v->>'whatWillBeDifferent', place
         from jsonb_array_elements($2::jsonb) with ordinality w(v, place) returning id, name`,
      demo.plan.workstreams.map((one) => ({ ...one, sponsorId: ids.get(one.sponsor) })),
    );
    for (const agency of demo.plan.agencies) {
      await tx.rows(
        `update agencies set lead_id = $3, board_member_id = $4 where authority_id = $1 and name = $2`,
        [
          tx.authorityId,
          agency.name,
          ids.get(agency.lead ?? '') ?? null,
          ids.get(agency.boardMember ?? '') ?? null,
        ],
      );
    }
    const people = new Map(
      logins.map((one) => [
        one.login,
        {
          personId: ids.get(one.login) as string,
          loginId: one.loginId,
          name: one.name,
          email: one.email,
          roles: one.roles,
          agencyId: one.agencyId ?? null,
          authority: { id: tx.authorityId, slug: demo.slug, name: demo.name, isDemo: true },
          memberships: [],
          via: 'session' as const,
          actor: { kind: 'person' as const, id: ids.get(one.login) as string },
        },
      ]),
    );
    return { authorityId: tx.authorityId, people, agencies, workstreams };
  }

  private async named(tx: Tx, sql: string, values: unknown): Promise<Map<string, string>> {
    const rows = await tx.rows<{ id: string; name: string }>(sql, [tx.authorityId, JSON.stringify(values)]);
    return new Map(rows.map((row) => [row.name, row.id]));
  }
}

function addressOf(login: string, slug: string): string {
  return `${login}@${slug}.example`;
}
