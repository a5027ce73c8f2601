import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../../web/api/api.decorators.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { readBody, submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import type { ActionItem } from '../action-list.repository.js';
import { ActionReadingService } from '../action-reading.service.js';
import { EVIDENCE_KIND_NAMES } from '../action-words.js';
import { actionPaths } from '../actions.paths.js';
import { ContributorForm, HandOverBody, HandOverForm } from './assignment.form.js';
import { AssignmentService } from './assignment.service.js';

/** Handing an action over, and who contributes to it. */
@Controller('actions/:id')
@Requires('actions.assign')
export class AssignmentController {
  constructor(private readonly assignment: AssignmentService) {}

  @Get('hand-over')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.handOverPage(person, id, formOf());
  }

  @Post('hand-over')
  handOver(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      HandOverForm,
      body,
      async ({ ownerId, note, version }) => {
        await this.assignment.handOver(person, id, version, { ownerId, note: note ?? '' });
        return redirectTo(actionPaths.action(id), { flash: 'The action was handed over' });
      },
      (form) => this.handOverPage(person, id, form),
    );
  }

  @Get('contributors')
  showContributors(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.contributorPage(person, id, formOf());
  }

  @Post('contributors')
  addContributor(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ContributorForm,
      body,
      async ({ personId }) => {
        await this.assignment.addContributor(person, id, personId);
        return redirectTo(actionPaths.action(id), { flash: 'The contributor was added' });
      },
      (form) => this.contributorPage(person, id, form),
    );
  }

  @Post('contributors/:personId/end')
  async endContributor(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('personId') personId: string,
  ): Promise<Redirect> {
    await this.assignment.endContributor(person, id, personId);
    return redirectTo(actionPaths.action(id), { flash: 'They contribute no more' });
  }

  private async handOverPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { action, people, requests, milestones, waits, evidenceToGive } = await this.assignment.state(
      person,
      id,
    );
    return page('actions/assignment/views/hand-over.njk', {
      form,
      reference: action.reference,
      title: action.title,
      version: action.version,
      people: people.map((one) => ({ value: one.id, text: one.name })),
      requests,
      milestones,
      waits,
      evidence: evidenceToGive.map((kind) => EVIDENCE_KIND_NAMES[kind].toLowerCase()),
      actionPath: actionPaths.action(id),
    });
  }

  private async contributorPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { action, people } = await this.assignment.state(person, id);
    return page('actions/assignment/views/contributor.njk', {
      form,
      reference: action.reference,
      title: action.title,
      people: people.map((one) => ({ value: one.id, text: one.name })),
      actionPath: actionPaths.action(id),
    });
  }
}

@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions/:id')
@Requires('actions.assign')
export class AssignmentApi {
  constructor(
    private readonly assignment: AssignmentService,
    private readonly reading: ActionReadingService,
  ) {}

  /** Another owner takes it over, with what waits on it and a note. */
  @Post('hand-over')
  @HttpCode(200)
  @ApiChanges()
  async handOver(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ): Promise<ActionItem> {
    const { ownerId, note } = readBody(HandOverBody, body);
    await this.assignment.handOver(person, id, version, { ownerId, note: note ?? '' });
    return this.reading.item(person, id);
  }

  @Post('contributors')
  @HttpCode(200)
  async addContributor(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ActionItem> {
    await this.assignment.addContributor(person, id, readBody(ContributorForm, body).personId);
    return this.reading.item(person, id);
  }

  @Post('contributors/:personId/end')
  @HttpCode(200)
  async endContributor(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('personId') personId: string,
  ): Promise<ActionItem> {
    await this.assignment.endContributor(person, id, personId);
    return this.reading.item(person, id);
  }
}
