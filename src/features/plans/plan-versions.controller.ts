import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { historyPaths } from '../history/history.paths.js';
import { ApproveForm, NewVersionForm, ResponseForm, SubmitForm } from './plan.form.js';
import { planModel } from './plan.page.js';
import { VERSION_STATE_NAMES } from './plan-words.js';
import { VERSION_LIST } from './plan-versions.api.js';
import type { PlanVersionRow } from './plan-versions.repository.js';
import { PlanVersionsService } from './plan-versions.service.js';
import { planPaths } from './plans.paths.js';

/** Versions of the plan on pages: made, approved, submitted, answered. */
@Controller('plan/versions')
export class PlanVersionsController {
  constructor(private readonly versions: PlanVersionsService) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, VERSION_LIST);
    const found = await this.versions.list(person, sliceOf(asked));
    return page('plans/views/versions.njk', {
      rows: found.rows.map(versionModel),
      pages: pagesOf(planPaths.versions(), query, asked, found.total),
      planPath: planPaths.plan(),
      newPath: may('plan.manage', person) ? planPaths.newVersion() : null,
    });
  }

  @Get('new')
  @Requires('plan.manage')
  new(): Page {
    return page('plans/views/new-version.njk', { form: formOf(), back: planPaths.versions() });
  }

  @Post('new')
  @Requires('plan.manage')
  make(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      NewVersionForm,
      body,
      async ({ name, whatChanged }) => {
        const id = await this.versions.make(person, { name, whatChanged: whatChanged ?? '' });
        return redirectTo(planPaths.version(id), { flash: 'The version was made. What it says is frozen' });
      },
      async (form) => page('plans/views/new-version.njk', { form, back: planPaths.versions() }),
    );
  }

  @Get(':id')
  @Requires('plan.read')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { entries, ...version } = await this.versions.one(person, id);
    const { state, responseOn } = version;
    const manages = may('plan.manage', person);
    return page('plans/views/version.njk', {
      version: versionModel(version),
      entries: planModel(entries, null),
      isFrozen: true,
      approvePath: state === 'draft' && may('plan.approve', person) ? planPaths.approve(id) : null,
      withdrawPath: state === 'draft' && manages ? planPaths.withdraw(id) : null,
      submitPath: state === 'approved' && manages ? planPaths.submit(id) : null,
      responsePath: state === 'submitted' && responseOn === null && manages ? planPaths.response(id) : null,
      historyPath: historyPaths.of('plan_versions', id),
      back: planPaths.versions(),
    });
  }

  @Get(':id/approve')
  @Requires('plan.approve')
  showApproval(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.stepPage(person, id, 'approve', formOf());
  }

  @Post(':id/approve')
  @Requires('plan.approve')
  approve(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ApproveForm,
      body,
      async ({ words }) => {
        await this.versions.approve(person, id, words ?? '');
        return redirectTo(planPaths.version(id), { flash: 'The version is approved' });
      },
      (form) => this.stepPage(person, id, 'approve', form),
    );
  }

  @Post(':id/withdraw')
  @Requires('plan.manage')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.versions.withdraw(person, id);
    return redirectTo(planPaths.version(id), { flash: 'The draft was withdrawn' });
  }

  @Get(':id/submit')
  @Requires('plan.manage')
  showSubmission(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.stepPage(person, id, 'submit', formOf());
  }

  @Post(':id/submit')
  @Requires('plan.manage')
  submit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      SubmitForm,
      body,
      async (submission) => {
        await this.versions.submit(person, id, submission);
        return redirectTo(planPaths.version(id), { flash: 'The submission was recorded' });
      },
      (form) => this.stepPage(person, id, 'submit', form),
    );
  }

  @Get(':id/response')
  @Requires('plan.manage')
  showResponse(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.stepPage(person, id, 'response', formOf());
  }

  @Post(':id/response')
  @Requires('plan.manage')
  respond(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ResponseForm,
      body,
      async (answer) => {
        await this.versions.respond(person, id, answer);
        return redirectTo(planPaths.version(id), { flash: 'The response was recorded' });
      },
      (form) => this.stepPage(person, id, 'response', form),
    );
  }

  private async stepPage(
    person: Person,
    id: string,
    step: 'approve' | 'submit' | 'response',
    form: FormState,
  ): Promise<Page> {
    const { entries: _, ...version } = await this.versions.one(person, id);
    const owed = step === 'submit' ? await this.versions.owed(person) : [];
    return page('plans/views/version-step.njk', {
      form,
      step,
      version: versionModel(version),
      documents: owed
        .filter(({ planSubmittedOn }) => planSubmittedOn === null)
        .map(({ id: value, title, planDueOn }) => ({
          value,
          text: title,
          hint: planDueOn && `The plan is due by ${formatLongDate(planDueOn)}`,
        })),
    });
  }
}

function versionModel(version: PlanVersionRow) {
  return {
    ...version,
    stateName: VERSION_STATE_NAMES[version.state],
    href: planPaths.version(version.id),
  };
}
