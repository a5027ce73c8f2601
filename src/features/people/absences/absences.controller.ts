import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../../web/api/api.decorators.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { readBody, submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson } from '../../../web/sign-in/access.decorators.js';
import { peoplePaths } from '../people.paths.js';
import { AbsenceBody, AbsenceForm, BackForm } from './absence.form.js';
import { AbsencesService } from './absences.service.js';

/** When somebody is away and who stands in: a page for oneself, and the same for an administrator. */
@Controller()
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  @Get('absence')
  own(@CurrentPerson() person: Person): Promise<Page> {
    return this.absencePage(person, person.personId, null);
  }

  @Get('people/:id/absence')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.absencePage(person, id, null);
  }

  @Post('people/:id/absence')
  away(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AbsenceForm,
      body,
      async (value) => {
        await this.absences.away(person, id, value.version, value);
        return redirectTo(pageOf(person, id), { flash: 'The absence was saved' });
      },
      (form) => this.absencePage(person, id, form),
    );
  }

  @Post('people/:id/absence/end')
  back(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      BackForm,
      body,
      async ({ version }) => {
        await this.absences.back(person, id, version);
        return redirectTo(pageOf(person, id), { flash: 'The absence was ended' });
      },
      (form) => this.absencePage(person, id, form),
    );
  }

  private async absencePage(person: Person, id: string, form: FormState | null): Promise<Page> {
    const { person: away, deputies, standsInFor } = await this.absences.of(person, id);
    const { deputyId, awayFrom, awayUntil, version } = away;
    const isOwn = id === person.personId;
    return page('people/views/absence.njk', {
      form: form ?? formOf({ deputyId, awayFrom, awayUntil }),
      isOwn,
      name: away.name,
      version,
      awayFrom,
      awayUntil,
      deputyName: deputies.find((one) => one.id === deputyId)?.name ?? null,
      deputies: deputies.map((one) => ({ value: one.id, text: one.name })),
      standsInFor,
      savePath: peoplePaths.absence(id),
      endPath: peoplePaths.endAbsence(id),
      back: isOwn ? { href: '/', text: 'Home' } : { href: peoplePaths.person(id), text: away.name },
    });
  }
}

@ApiTags('people')
@ApiSignIn()
@Controller('api/v1/people/:id/absence')
export class AbsencesApi {
  constructor(private readonly absences: AbsencesService) {}

  /** Says when somebody is away and who stands in for them: oneself, or an administrator for anybody. */
  @Patch()
  @ApiChanges()
  async away(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    await this.absences.away(person, id, version, readBody(AbsenceBody, body));
    const { person: away } = await this.absences.of(person, id);
    const { deputyId, awayFrom, awayUntil } = away;
    return { personId: id, deputyId, awayFrom, awayUntil, version: away.version };
  }
}

function pageOf(person: Person, id: string): string {
  return id === person.personId ? peoplePaths.ownAbsence() : peoplePaths.absence(id);
}
