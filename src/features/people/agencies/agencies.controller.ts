import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { StaleVersion } from '../../../web/errors/refusals.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { peoplePaths } from '../people.paths.js';
import { AgenciesService, type AgencyCard } from './agencies.service.js';
import { AGENCY_KIND_NAMES, AGENCY_KINDS } from './agency.entity.js';
import { AgencyBody, AgencyForm, ArchiveForm } from './agency.form.js';

@Controller('agencies')
@Requires('people.read')
export class AgenciesController {
  constructor(private readonly agencies: AgenciesService) {}

  @Get()
  async list(@CurrentPerson() person: Person): Promise<Page> {
    const rows = await this.agencies.list(person);
    return page('people/views/agencies.njk', {
      rows: rows.map((row) => ({
        name: row.name,
        kind: AGENCY_KIND_NAMES[row.kind],
        lead: row.lead_name,
        boardMember: row.board_member_name,
        people: row.people,
        isArchived: row.is_archived,
        href: peoplePaths.agency(row.id),
        peopleHref: `${peoplePaths.list()}?agencyId=${row.id}&account=open`,
      })),
      manages: may('people.manage', person),
      links: peoplePaths,
    });
  }

  @Get('add')
  @Requires('people.manage')
  askToAdd(@CurrentPerson() person: Person): Promise<Page> {
    return this.formPage(person, formOf(), null);
  }

  @Post('add')
  @Requires('people.manage')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      AgencyBody,
      body,
      async (value) => {
        const id = await this.agencies.add(person, value);
        return redirectTo(peoplePaths.agency(id), { flash: 'The agency was added' });
      },
      (form) => this.formPage(person, form, null),
    );
  }

  @Get(':id')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.cardPage(person, id, formOf());
  }

  @Get(':id/change')
  @Requires('people.manage')
  async askToChange(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const card = await this.agencies.card(person, id);
    return this.formPage(person, formOf({ ...card }), card);
  }

  @Post(':id/change')
  @Requires('people.manage')
  change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AgencyForm,
      body,
      async ({ version, ...typed }) => {
        try {
          await this.agencies.change(person, id, version, typed);
        } catch (error) {
          if (!(error instanceof StaleVersion)) throw error;
          throw error.showing(await this.differences(person, id, typed), peoplePaths.agency(id));
        }
        return redirectTo(peoplePaths.agency(id), { flash: 'The changes were saved' });
      },
      async (form) => this.formPage(person, form, await this.agencies.card(person, id)),
    );
  }

  @Post(':id/archive')
  @Requires('people.manage')
  archive(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ArchiveForm,
      body,
      async ({ version, archived }) => {
        await this.agencies.archive(person, id, version, archived);
        const flash = archived ? 'The agency was archived' : 'The agency can be chosen again';
        return redirectTo(peoplePaths.agency(id), { flash });
      },
      (form) => this.cardPage(person, id, form),
    );
  }

  private async cardPage(person: Person, id: string, form: FormState): Promise<Page> {
    const card = await this.agencies.card(person, id);
    return page('people/views/agency.njk', {
      form,
      ...card,
      kindWords: AGENCY_KIND_NAMES[card.kind],
      manages: may('people.manage', person),
      links: peoplePaths,
      peopleHref: `${peoplePaths.list()}?agencyId=${id}`,
    });
  }

  private async formPage(person: Person, form: FormState, subject: AgencyCard | null): Promise<Page> {
    const people = await this.agencies.choices(person);
    // Who leads it stays chosen though their account was closed since.
    for (const [id, name] of [
      [subject?.leadId, subject?.leadName],
      [subject?.boardMemberId, subject?.boardMemberName],
    ]) {
      if (id && !people.some((one) => one.id === id)) people.push({ id, name: `${name} (closed)` });
    }
    return page('people/views/agency-form.njk', {
      form,
      subject,
      kindItems: AGENCY_KINDS.map((kind) => ({ value: kind, text: AGENCY_KIND_NAMES[kind] })),
      peopleItems: people.map(({ id, name }) => ({ value: id, text: name })),
      action: subject === null ? peoplePaths.addAgency() : peoplePaths.changeAgency(subject.id),
      back: subject === null ? peoplePaths.agencies() : peoplePaths.agency(subject.id),
    });
  }

  private async differences(person: Person, id: string, typed: AgencyBody) {
    const saved = await this.agencies.card(person, id);
    const people = await this.agencies.choices(person);
    const nameOf = (one: string | null) => people.find((other) => other.id === one)?.name ?? '';
    return [
      { label: 'Name', saved: saved.name, typed: typed.name },
      { label: 'Kind', saved: AGENCY_KIND_NAMES[saved.kind], typed: AGENCY_KIND_NAMES[typed.kind] },
      { label: 'Lead', saved: saved.leadName ?? '', typed: nameOf(typed.leadId) },
      { label: 'Board member', saved: saved.boardMemberName ?? '', typed: nameOf(typed.boardMemberId) },
    ];
  }
}
