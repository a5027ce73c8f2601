import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { VersionForm } from './agencies/agency.form.js';
import { PeopleAdminService } from './people-admin.service.js';
import { readPeopleQuery } from './people.list-query.js';
import { differences, holdingsInWords, peopleListPage, personFormPage, personPage } from './people.page.js';
import { peoplePaths } from './people.paths.js';
import { PeopleService } from './people.service.js';
import { InvitationForm, PersonForm } from './person.form.js';

@Controller('people')
@Requires('people.read')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly admin: PeopleAdminService,
  ) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readPeopleQuery(query);
    const answer = await this.people.list(person, asked);
    const agencies = await this.people.agencyChoices(person);
    return page('people/views/people.njk', peopleListPage(person, answer, asked, agencies));
  }

  @Get('invite')
  @Requires('people.manage')
  askToInvite(@CurrentPerson() person: Person): Promise<Page> {
    return this.invitePage(person, formOf());
  }

  @Post('invite')
  @Requires('people.manage')
  invite(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      InvitationForm,
      body,
      async (value) => {
        const id = await this.admin.invite(person, value);
        const flash = `${value.name} has an account. An invitation goes to ${value.email}`;
        return redirectTo(peoplePaths.person(id), { flash });
      },
      (form) => this.invitePage(person, form),
    );
  }

  @Get(':id')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return page('people/views/person.njk', personPage(person, await this.people.card(person, id)));
  }

  @Get(':id/change')
  @Requires('people.manage')
  async askToChange(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { name, roles, agencyId } = await this.people.find(person, id);
    return this.changePage(person, id, formOf({ name, roles, agencyId }));
  }

  @Post(':id/change')
  @Requires('people.manage')
  change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      PersonForm,
      body,
      async ({ version, ...typed }) => {
        try {
          await this.admin.change(person, id, version, typed);
        } catch (error) {
          if (!(error instanceof StaleVersion)) throw error;
          const saved = await this.people.find(person, id);
          const agencies = await this.people.agencyChoices(person);
          throw error.showing(differences(saved, typed, agencies), peoplePaths.person(id));
        }
        return redirectTo(peoplePaths.person(id), { flash: 'The changes were saved' });
      },
      (form) => this.changePage(person, id, form),
    );
  }

  @Get(':id/close')
  @Requires('people.manage')
  async askToClose(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.closePage(person, id, formOf());
  }

  @Post(':id/close')
  @Requires('people.manage')
  close(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      VersionForm,
      body,
      async ({ version }) => {
        await this.admin.close(person, id, version);
        const holdsNothing = holdingsInWords((await this.people.card(person, id)).holdings).length === 0;
        return redirectTo(holdsNothing ? peoplePaths.person(id) : peoplePaths.handOver(id), {
          flash: holdsNothing
            ? 'The account was closed'
            : 'The account was closed. Hand over what is still theirs',
        });
      },
      (form) => this.closePage(person, id, form),
    );
  }

  @Post(':id/reopen')
  @Requires('people.manage')
  reopen(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      VersionForm,
      body,
      async ({ version }) => {
        await this.admin.reopen(person, id, version);
        return redirectTo(peoplePaths.person(id), { flash: 'The account is open again' });
      },
      (form) => this.showAgain(person, id, form),
    );
  }

  @Post(':id/invite-again')
  @Requires('people.manage')
  async inviteAgain(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.admin.inviteAgain(person, id);
    return redirectTo(peoplePaths.person(id), { flash: 'The invitation was sent again' });
  }

  private async invitePage(person: Person, form: FormState): Promise<Page> {
    const agencies = await this.people.agencyChoices(person);
    return page('people/views/invite.njk', personFormPage(form, agencies, null));
  }

  private async changePage(person: Person, id: string, form: FormState): Promise<Page> {
    const [subject, agencies] = [await this.people.find(person, id), await this.people.agencyChoices(person)];
    return page('people/views/change.njk', personFormPage(form, agencies, subject));
  }

  private async closePage(person: Person, id: string, form: FormState): Promise<Page> {
    const card = await this.people.card(person, id);
    const model = { form, subject: card, holdings: holdingsInWords(card.holdings), links: peoplePaths };
    return page('people/views/close.njk', model);
  }

  private async showAgain(person: Person, id: string, form: FormState): Promise<Page> {
    const card = await this.people.card(person, id);
    return page('people/views/person.njk', { ...personPage(person, card), form });
  }
}
