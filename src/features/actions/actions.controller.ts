import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { NewActionForm, PublishManyForm } from './action.form.js';
import { lineModel } from './action.page.js';
import { filterModel, pageLinks, pageNumber, PAGE_LENGTH, queryOf, sortLinks } from './action-list.page.js';
import { readActionList } from './action-list.query.js';
import { ActionReadingService } from './action-reading.service.js';
import { actionSheet } from './action-sheet.js';
import { needErrors } from './action-words.js';
import { actionPaths } from './actions.paths.js';
import { ActionsService } from './actions.service.js';
import { SavedViewsService } from './saved-views.service.js';
import { viewModel } from './saved-views.controller.js';
import { DraftsService } from './drafts.service.js';
import { FilterChoicesService } from './filter-choices.service.js';

/** The list of actions, and what is done to several at once. */
@Controller()
export class ActionsController {
  constructor(
    private readonly reading: ActionReadingService,
    private readonly choices: FilterChoicesService,
    private readonly actions: ActionsService,
    private readonly drafts: DraftsService,
    private readonly views: SavedViewsService,
  ) {}

  @Get('actions')
  @Requires('actions.read')
  list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    return this.listPage(person, query, formOf());
  }

  @Get('actions.csv')
  @Requires('actions.read')
  sheet(@CurrentPerson() person: Person, @Query() query: unknown): FileAnswer {
    const { filters, query: asked, asAt } = readActionList(query, person, ['page']);
    return file(actionSheet(this.reading.allLines(person, filters, asked.sort, asAt)), {
      fileName: asAt === null ? 'actions.csv' : `actions-as-at-${asAt}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    });
  }

  @Get('actions/new')
  @Requires('actions.draft')
  new(): Page {
    return this.newPage(formOf());
  }

  @Post('actions/new')
  @Requires('actions.draft')
  draft(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      NewActionForm,
      body,
      async ({ title }) => redirectTo(actionPaths.change(await this.actions.create(person, { title }))),
      (form) => this.newPage(form),
    );
  }

  @Post('actions/draft-all')
  @Requires('actions.draft')
  async draftAll(@CurrentPerson() person: Person): Promise<Redirect> {
    const drafted = await this.drafts.draftAll(person);
    const text =
      drafted === 0
        ? 'Every open recommendation has an action already'
        : `${drafted} ${drafted === 1 ? 'action was' : 'actions were'} drafted, one for each recommendation that had none. Complete them, then publish them`;
    return redirectTo(actionPaths.drafts(), { flash: { kind: drafted === 0 ? 'notice' : 'success', text } });
  }

  @Post('actions/publish')
  @Requires('actions.publish')
  publishMany(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      PublishManyForm,
      body,
      async ({ ids }) => {
        const { published, notReady } = await this.actions.publishMany(person, ids);
        if (notReady.length > 0) {
          return page('actions/views/not-ready.njk', {
            published,
            notReady: notReady.map(({ id, reference, title, needs }) => ({
              reference,
              title,
              href: actionPaths.change(id),
              needs: needErrors(needs).map(({ message }) => message),
            })),
            back: actionPaths.drafts(),
          });
        }
        return redirectTo(actionPaths.list(), {
          flash: `${published} ${published === 1 ? 'action was' : 'actions were'} published`,
        });
      },
      (form) => this.listPage(person, { status: 'draft' }, form),
    );
  }

  private async listPage(person: Person, query: unknown, form: FormState): Promise<Page> {
    const asked = readActionList(query, person, ['page']);
    const number = pageNumber(query);
    const part = { order: asked.query.sort, limit: PAGE_LENGTH, offset: (number - 1) * PAGE_LENGTH };
    const { rows, total } = await this.reading.lines(person, asked.filters, part, asked.asAt);
    const shown = rows.slice(0, PAGE_LENGTH);
    const onlyDrafts = asked.query.filters.status?.join() === 'draft';
    return page('actions/views/list.njk', {
      form,
      asAt: asked.asAt,
      leftOut: await this.reading.leftOut(person),
      rows: shown.map((line) => lineModel(line, asked.asAt)),
      filter: filterModel(asked, await this.choices.forPerson(person)),
      sort: asked.query.sort,
      sortLinks: sortLinks(asked),
      pages: pageLinks(asked, number, shown.length, total),
      total,
      csvPath: actionPaths.csv(queryOf(asked)),
      nowPath: actionPaths.list({ ...queryOf(asked), asAt: null }),
      kept: queryOf(asked),
      savedViews: (await this.views.mine(person)).map(viewModel),
      viewsPath: actionPaths.views(),
      viewQuery: new URL(actionPaths.list({ ...queryOf(asked), asAt: null }), 'http://list').search.slice(1),
      listPath: actionPaths.list(),
      draftsPath: actionPaths.drafts(),
      onlyDrafts,
      mayDraft: asked.asAt === null && may('actions.draft', person),
      mayPublish: asked.asAt === null && onlyDrafts && may('actions.publish', person),
      // The page behind it comes with the module of assignment.
      mayChange: asked.asAt === null && may('actions.edit', person),
      bulkPath: actionPaths.bulk(),
      newPath: actionPaths.newAction(),
      draftAllPath: actionPaths.draftAll(),
      // The sheets are a later feature's: named here, because somebody who drafts looks for them on this page.
      sheetsPath: may('plan_sheets.import', person) ? '/plan-sheets' : null,
      publishPath: actionPaths.publishMany(),
    });
  }

  private newPage(form: FormState): Page {
    return page('actions/views/new.njk', {
      form,
      listPath: actionPaths.list(),
      draftAllPath: actionPaths.draftAll(),
    });
  }
}
