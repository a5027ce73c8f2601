import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { readBody, submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { lineModel } from '../actions/action.page.js';
import { actionPaths } from '../actions/actions.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { historyPaths } from '../history/history.paths.js';
import { recommendationModel } from '../recommendations/recommendation.page.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { MoveForm, WorkstreamChange, WorkstreamForm } from './plan.form.js';
import { planPaths } from './plans.paths.js';
import { WorkstreamsService } from './workstreams.service.js';

const LIST = { filters: { archived: 'yes_no' }, sorts: ['position'], sort: 'position' } as const;
const COUNTED = ['not_started', 'in_progress', 'complete'];

/** Workstreams on pages: the themes of the plan in its order, and one with all that is in it. */
@Controller('workstreams')
export class WorkstreamsController {
  constructor(private readonly workstreams: WorkstreamsService) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, LIST);
    const archived = asked.filters.archived?.[0] === 'true';
    const found = await this.workstreams.list(person, archived, sliceOf(asked));
    const manages = may('plan.manage', person);
    return page('plans/views/workstreams.njk', {
      archived,
      rows: found.rows.map((row) => ({
        ...row,
        href: planPaths.workstream(row.id),
        movePath: manages && !archived ? planPaths.moveWorkstream(row.id) : null,
      })),
      pages: pagesOf(planPaths.workstreams(), query, asked, found.total),
      newPath: manages ? planPaths.newWorkstream() : null,
      otherPath: planPaths.workstreams(!archived),
    });
  }

  @Get('new')
  @Requires('plan.manage')
  new(@CurrentPerson() person: Person): Promise<Page> {
    return this.formPage(person, null, formOf());
  }

  @Post('new')
  @Requires('plan.manage')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      WorkstreamForm,
      body,
      async (form) => {
        const id = await this.workstreams.add(person, contentOf(form));
        return redirectTo(planPaths.workstream(id), { flash: 'The workstream was added' });
      },
      (form) => this.formPage(person, null, form),
    );
  }

  @Get(':id')
  @Requires('plan.read')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const shown = await this.workstreams.page(person, id);
    const recommendations = shown.recommendations.map(recommendationModel);
    const measures = new Map(recommendations.flatMap((one) => one.measures.map((it) => [it.id, it])));
    return page('plans/views/workstream.njk', {
      workstream: shown.workstream,
      recommendations,
      moreRecommendations: shown.moreRecommendations,
      allRecommendations: recommendationPaths.list({ workstreamId: id }),
      measures: [...measures.values()],
      actions: shown.actions.map((line) => lineModel(line)),
      spread: shown.figures.counts,
      total: shown.figures.total,
      complete: shown.figures.complete,
      drafts: shown.figures.drafts,
      allActions: actionPaths.list({ workstreamId: id, status: COUNTED }),
      changePath: may('plan.manage', person) ? planPaths.changeWorkstream(id) : null,
      archivePath: planPaths.archiveWorkstream(id),
      historyPath: historyPaths.of('workstreams', id),
      back: planPaths.workstreams(),
    });
  }

  @Get(':id/change')
  @Requires('plan.manage')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { name, sponsorId, whatWillBeDifferent } = await this.workstreams.one(person, id);
    return this.formPage(person, id, formOf({ name, sponsorId, whatWillBeDifferent }));
  }

  @Post(':id/change')
  @Requires('plan.manage')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WorkstreamChange,
      body,
      async ({ version, ...form }) => {
        await this.workstreams.change(person, id, version, contentOf(form));
        return redirectTo(planPaths.workstream(id), { flash: 'The workstream was saved' });
      },
      (form) => this.formPage(person, id, form),
    );
  }

  @Post(':id/archive')
  @Requires('plan.manage')
  async archive(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body('version') version: unknown,
  ): Promise<Redirect> {
    const { isArchived } = await this.workstreams.one(person, id);
    await this.workstreams.archive(person, id, Number(version), !isArchived);
    const flash = isArchived ? 'The workstream is in use again' : 'The workstream was archived';
    return redirectTo(planPaths.workstream(id), { flash });
  }

  @Post(':id/move')
  @Requires('plan.manage')
  async move(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Redirect> {
    await this.workstreams.move(person, id, readBody(MoveForm, body).direction);
    return redirectTo(planPaths.workstreams(), {});
  }

  private async formPage(person: Person, id: string | null, form: FormState): Promise<Page> {
    const workstream = id === null ? null : await this.workstreams.one(person, id);
    return page('plans/views/workstream-form.njk', {
      form,
      workstream,
      version: workstream?.version,
      sponsors: (await this.workstreams.sponsors(person)).map(({ id: value, name }) => ({
        value,
        text: name,
      })),
      back: id === null ? planPaths.workstreams() : planPaths.workstream(id),
    });
  }
}

export function contentOf({ name, sponsorId, whatWillBeDifferent }: Omit<WorkstreamForm, 'version'>) {
  return { name, sponsorId, whatWillBeDifferent: whatWillBeDifferent ?? '' };
}
