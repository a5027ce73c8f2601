import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { Text } from '../../web/forms/fields.js';
import { readBody, submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { actionPaths } from './actions.paths.js';
import type { SavedView } from './saved-view.entity.js';
import { SavedViewsService } from './saved-views.service.js';

export class ViewForm {
  @Text({ label: 'The name of the view', longest: 80, missing: 'Enter a name for the view' })
  viewName!: string;

  /** The list's query as its URL has it. */
  @Text({ label: 'The filters', longest: 4000 })
  query!: string | null;
}

/** Keeping a list under a name, finding it again, forgetting it. */
@Controller('views')
@Requires('actions.read')
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  @Get()
  async list(@CurrentPerson() person: Person): Promise<Page> {
    return page('actions/views/views.njk', {
      rows: (await this.views.mine(person)).map(viewModel),
      listPath: actionPaths.list(),
    });
  }

  @Post()
  keep(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      ViewForm,
      body,
      async ({ viewName, query }) => {
        const asked = Object.fromEntries(new URLSearchParams(query ?? ''));
        await this.views.keep(person, viewName, asked);
        return redirectTo(actionPaths.list(asked), { flash: `The view “${viewName}” was kept` });
      },
      (form) =>
        page('actions/views/keep-view.njk', {
          form,
          listPath: actionPaths.list(),
          viewsPath: actionPaths.views(),
        }),
    );
  }

  @Post(':id/forget')
  async forget(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.views.forget(person, id);
    return redirectTo(actionPaths.views(), { flash: 'The view was forgotten' });
  }
}

@ApiTags('views')
@ApiSignIn()
@Controller('api/v1/views')
@Requires('actions.read')
export class SavedViewsApi {
  constructor(private readonly views: SavedViewsService) {}

  /** The person's own; at most thirty. */
  @Get()
  async list(@CurrentPerson() person: Person) {
    const items = (await this.views.mine(person)).map(({ id, name, query }) => ({ id, name, query }));
    return { items, nextCursor: null, total: items.length };
  }

  @Post()
  async keep(@CurrentPerson() person: Person, @Body() body: unknown) {
    const { viewName, query } = readBody(ViewForm, body);
    const id = await this.views.keep(person, viewName, Object.fromEntries(new URLSearchParams(query ?? '')));
    return { id, name: viewName };
  }

  @Post(':id/forget')
  @HttpCode(204)
  async forget(@CurrentPerson() person: Person, @Param('id') id: string): Promise<void> {
    await this.views.forget(person, id);
  }
}

/** A view as a link. */
export function viewModel({ id, name, query }: Pick<SavedView, 'id' | 'name' | 'query'>) {
  return { id, name, href: actionPaths.list(query), forgetPath: actionPaths.forgetView(id) };
}
