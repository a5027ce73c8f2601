import { Body, Controller, Get, Post } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Text } from '../../web/forms/fields.js';
import { readForm } from '../../web/forms/read-form.js';
import { HomeSections } from '../../web/pages/home-sections.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { PrivacyOverrides } from '../../web/privacy/privacy-overrides.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { webPaths } from '../../web/web.paths.js';
import { OPEN_STATUSES } from '../actions/action-filters.js';
import { actionPaths } from '../actions/actions.paths.js';
import { readSeveral, SeveralForms, type SentUpdate } from '../actions/several-updates.js';
import { UpdatesService } from '../actions/updates.service.js';
import { AbsencesService } from '../people/absences/absences.service.js';
import { peoplePaths } from '../people/people.paths.js';
import { publicPlanPaths } from '../public-plan/public-plan.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { homePaths, ledModel, planModel, theirsModel } from './home.page.js';
import { HomeService } from './home.service.js';

/** The button that was pressed says of which action, if it stood beside one. */
class PressedForm {
  @Text({ label: 'The button', longest: 40 })
  pressed!: string | null;
}

/** The first page after signing in: what waits for this person, and their answers. */
@Controller()
export class HomeController {
  constructor(
    private readonly home: HomeService,
    private readonly updates: UpdatesService,
    private readonly overrides: PrivacyOverrides,
    private readonly absences: AbsencesService,
    private readonly sections: HomeSections,
  ) {}

  @Get()
  show(@CurrentPerson() person: Person): Promise<Page> {
    return this.homePage(person, SeveralForms.none, 0);
  }

  /** Where the page of several updates was sent to, when somebody comes back to it. */
  @Get('updates')
  back(): Redirect {
    return redirectTo(webPaths.home());
  }

  /** One press answers all that was filled in. What is right is kept; what is not is shown again as it was typed. */
  @Post('updates')
  @Requires('actions.update_own')
  async answer(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    const reading = readForm(PressedForm, body);
    const sent = readSeveral(body, reading.ok ? reading.value.pressed : null);
    if (sent.size === 0) {
      const flash = { kind: 'notice' as const, text: 'Nothing was filled in, so nothing was saved' };
      return redirectTo(webPaths.home(), { flash });
    }
    const ready = [...sent.values()].filter((one) => one.content !== null);
    const { recorded, refused } = await this.updates.recordSeveral(
      person,
      new Map(ready.map(({ actionId, content }) => [actionId, content!])),
    );
    await this.noteOverrides(person, sent, recorded);
    if (recorded.length === sent.size) {
      const only = recorded.length === 1 ? `#action-${recorded[0]}` : '';
      return redirectTo(`${webPaths.home()}${only}`, { flash: savedWords(recorded.length) });
    }
    const again = SeveralForms.again(sent, refused, recorded);
    return (await this.homePage(person, again, recorded.length)).withStatus(422);
  }

  private async noteOverrides(
    person: Person,
    sent: ReadonlyMap<string, SentUpdate>,
    recorded: readonly string[],
  ): Promise<void> {
    const given = recorded.flatMap((id) => sent.get(id)?.overrides ?? []);
    const who = { authorityId: person.authority.id, actor: person.actor, personId: person.personId };
    await this.overrides.record(who, homePaths.updates(), given);
  }

  private async homePage(person: Person, forms: SeveralForms, saved: number): Promise<Page> {
    const home = await this.home.of(person);
    const standsInFor = await this.absences.standsInFor(person);
    const theirs = home.theirs && theirsModel(home.theirs, home.today, forms);
    return page('home/views/home.njk', {
      form: forms.summary(theirs?.cards ?? []),
      ...(await this.sections.of(person)),
      savedBefore: saved === 0 ? null : savedWords(saved),
      theirs,
      led: home.led && ledModel(home.led, person),
      plan: home.plan && planModel(home.plan, person),
      standsInFor: standsInFor.map((one) => ({
        ...one,
        href: actionPaths.list({ ownerId: [one.id], status: OPEN_STATUSES }),
      })),
      absencePath: peoplePaths.ownAbsence(),
      isOwner: person.roles.includes('owner'),
      isAdministrator: may('people.manage', person),
      isPlanManager: may('actions.draft', person),
      links: {
        people: '/people',
        board: '/board',
        actions: actionPaths.list(),
        recommendations: recommendationPaths.list(),
      },
      slippingPath: may('slipping.read', person) ? homePaths.slipping() : null,
      // Pages that only a plan manager needs now and then: links here rather than in the menu of every page.
      planLinks: [
        ...(may('overview.read', person)
          ? [{ text: 'The whole picture: deadlines, escalations, decisions', href: homePaths.overview() }]
          : []),
        ...(may('plan_sheets.import', person)
          ? [{ text: 'Bring in an existing plan from a spreadsheet', href: '/plan-sheets' }]
          : []),
        ...(may('plan.manage', person)
          ? [
              { text: 'Data quality: what is missing or out of step', href: homePaths.dataQuality() },
              { text: 'What the public may read of the plan', href: publicPlanPaths.manage() },
            ]
          : []),
      ],
    });
  }
}

function savedWords(count: number): string {
  return count === 1 ? 'Your update was saved' : `${count} updates were saved`;
}
