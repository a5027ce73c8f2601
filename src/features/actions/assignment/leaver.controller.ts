import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLE_NAMES } from '../../../domain/access/role.js';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { readBody, submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { peoplePaths } from '../../people/people.paths.js';
import { LeaverBody } from './assignment.form.js';
import type { Group, HeldThing } from './leaver.repository.js';
import { GROUPS, LeaverService } from './leaver.service.js';

const GROUP_WORDS: Readonly<Record<Group, { heading: string; label: string }>> = {
  owned: { heading: 'Actions they own', label: 'Who owns them from now on?' },
  led: { heading: 'Actions they answer for as accountable lead', label: 'Who is the lead from now on?' },
  contributed: { heading: 'Actions they contribute to', label: 'Who contributes from now on?' },
  recommendations: { heading: 'Recommendations they lead', label: 'Who leads them from now on?' },
  workstreams: { heading: 'Workstreams they sponsor', label: 'Who sponsors them from now on?' },
  agenciesLed: { heading: 'Agencies they lead', label: 'Who is the lead from now on?' },
  agencySeats: { heading: 'Agencies they sit on the board for', label: 'Who sits for them from now on?' },
  boardSeats: { heading: 'Boards they sit on', label: 'Who takes the seat?' },
  deputyFor: { heading: 'People they stand in for', label: 'Who stands in from now on?' },
};

/** All that somebody holds, and to whom it goes. Closing an account leads here. */
@Controller('people/:id/hand-over')
@Requires('people.reassign')
export class LeaverController {
  constructor(private readonly leavers: LeaverService) {}

  @Get()
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.leaverPage(person, id, formOf());
  }

  @Post()
  reassign(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      LeaverBody,
      body,
      async ({ note, ...takers }) => {
        const count = await this.leavers.reassign(person, id, takers, note ?? '');
        return redirectTo(peoplePaths.handOver(id), { flash: handedWords(count) });
      },
      (form) => this.leaverPage(person, id, form),
    );
  }

  private async leaverPage(person: Person, id: string, form: FormState): Promise<Page> {
    const {
      person: leaver,
      holding,
      takers,
      waiting,
      onlyTheirs,
      seesTitles,
    } = await this.leavers.state(person, id);
    const lineOf = (group: Group, { reference, name }: HeldThing): string => {
      if (group === 'owned' || group === 'led' || group === 'contributed')
        return seesTitles ? `${reference} ${name}` : String(reference);
      if (group === 'recommendations')
        return seesTitles ? name : `Recommendation ${reference ?? 'without a number'}`;
      return group === 'boardSeats' ? `${name} (${String(reference).replace('_', '-')})` : name;
    };
    return page('actions/assignment/views/leaver.njk', {
      form,
      name: leaver.name,
      isClosed: leaver.closedAt !== null,
      groups: GROUPS.filter((group) => holding[group].length > 0).map((group) => ({
        name: group,
        ...GROUP_WORDS[group],
        lines: holding[group].map((one) => lineOf(group, one)),
        takers: takers[group].map((one) => ({ value: one.id, text: one.name })),
      })),
      waiting,
      onlyTheirs: onlyTheirs.map((role) => ROLE_NAMES[role]),
      personPath: peoplePaths.person(id),
    });
  }
}

@ApiTags('people')
@ApiSignIn()
@Controller('api/v1/people/:id/hand-over')
@Requires('people.reassign')
export class LeaverApi {
  constructor(private readonly leavers: LeaverService) {}

  /** What they hold, by kind. */
  @Get()
  async show(@CurrentPerson() person: Person, @Param('id') id: string) {
    const { holding, onlyTheirs, seesTitles } = await this.leavers.state(person, id);
    const shown = Object.fromEntries(
      GROUPS.map((group) => [
        group,
        holding[group].map(({ id: thing, reference, name }) => ({
          id: thing,
          reference,
          ...(seesTitles && { name }),
        })),
      ]),
    );
    return { personId: id, ...shown, rolesOnlyTheirs: onlyTheirs };
  }

  /** Gives each kind to whoever is named for it, all or nothing. */
  @Post()
  @HttpCode(200)
  async reassign(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { note, ...takers } = readBody(LeaverBody, body);
    return { handedOver: await this.leavers.reassign(person, id, takers, note ?? '') };
  }
}

function handedWords(count: number): string {
  return count === 1 ? '1 thing was handed over' : `${count} things were handed over`;
}
