import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { FormState } from '../../../web/forms/form-state.js';
import { readBody, submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { Refused } from '../../../web/errors/refusals.js';
import { readActionList } from '../action-list.query.js';
import { actionPaths } from '../actions.paths.js';
import { BulkChangeService } from './bulk-change.service.js';
import { BulkBody, BulkForm, changeOf, ChosenForm, chosenOf, textOfChosen, type Seen } from './bulk.form.js';
import { bulkChoices, previewModel, refusalWords } from './bulk.page.js';

/** Setting the same on many actions: which, what, a look at what would happen, and then all or nothing. */
@Controller('actions/bulk')
@Requires('actions.edit')
export class BulkController {
  constructor(private readonly bulk: BulkChangeService) {}

  @Post()
  choose(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      ChosenForm,
      body,
      async ({ ids, all, query }) => {
        const asked = Object.fromEntries(new URLSearchParams(query ?? ''));
        const which = all ? { filters: readActionList(asked, person, ['page']).filters } : { ids };
        const { actions, choices } = await this.bulk.choose(person, which);
        return page('actions/bulk/views/change.njk', {
          form: new FormState(),
          chosen: textOfChosen(actions),
          count: actions.length,
          references: actions.map(({ reference }) => reference).join(', '),
          ...bulkChoices(choices),
          previewPath: actionPaths.bulkPreview(),
          listPath: actionPaths.list(),
        });
      },
      (form) => backToList(form),
    );
  }

  @Post('preview')
  preview(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      BulkForm,
      body,
      (form, typed) => this.previewPage(person, form, typed),
      (form) => this.changePage(person, form),
    );
  }

  @Post('save')
  save(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      BulkForm,
      body,
      async (form) => {
        const count = await this.bulk.save(person, chosenOf(form.chosen), changeOf(form));
        return redirectTo(actionPaths.list(), {
          flash: count === 1 ? '1 action was changed' : `${count} actions were changed`,
        });
      },
      (form) => this.changePage(person, form),
    );
  }

  private async previewPage(person: Person, form: BulkForm, typed: FormState): Promise<Page> {
    const seen = chosenOf(form.chosen);
    const change = changeOf(form);
    const model = previewModel(await this.bulk.preview(person, seen, change), change);
    const taken = model.rows.filter(({ refused }) => refused === null);
    return page('actions/bulk/views/preview.njk', {
      ...model,
      typed: typed.values,
      typedEvidence: form.requiredEvidence,
      startOn: form.startOn,
      // As they are now: what was looked at here is what is saved.
      chosen: textOfChosen(model.rows),
      chosenWithoutRefused: textOfChosen(taken),
      previewPath: actionPaths.bulkPreview(),
      savePath: actionPaths.bulkSave(),
      listPath: actionPaths.list(),
    });
  }

  private async changePage(person: Person, form: FormState): Promise<Page> {
    const text = form.values['chosen'];
    let seen: Seen[];
    try {
      seen = chosenOf(typeof text === 'string' ? text : '');
    } catch (error) {
      if (error instanceof Refused) return backToList(form);
      throw error;
    }
    const { actions, choices } = await this.bulk.choose(person, { ids: seen.map(({ id }) => id) });
    return page('actions/bulk/views/change.njk', {
      form,
      chosen: textOfChosen(actions),
      count: actions.length,
      references: actions.map(({ reference }) => reference).join(', '),
      ...bulkChoices(choices),
      previewPath: actionPaths.bulkPreview(),
      listPath: actionPaths.list(),
    });
  }
}

@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions/bulk')
@Requires('actions.edit')
export class BulkApi {
  constructor(private readonly bulk: BulkChangeService) {}

  /**
   * Sets the same on many actions, all or nothing. `chosen` is a list of `"id:version"`; with `dryRun` nothing changes
   * and the answer says what would.
   */
  @Post()
  @HttpCode(200)
  async change(@CurrentPerson() person: Person, @Body() body: unknown) {
    const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    const chosen = Array.isArray(given['chosen']) ? given['chosen'].join(',') : given['chosen'];
    const form = readBody(BulkBody, { ...given, chosen });
    const seen = chosenOf(form.chosen);
    const change = changeOf(form);
    if (!form.dryRun) return { changed: await this.bulk.save(person, seen, change), items: [] };
    const { lines } = await this.bulk.preview(person, seen, change);
    return {
      changed: 0,
      items: lines.map(({ action, outcome }) => ({
        id: action.id,
        reference: action.reference,
        version: action.version,
        changes: outcome.changed.map((field) => ({ field, from: action[field], to: change[field] ?? null })),
        refused: outcome.refused,
        message: refusalWords(outcome),
      })),
    };
  }
}

function backToList(form: FormState): Page {
  const message = form.list[0]?.message ?? 'Choose at least one action';
  return page('actions/bulk/views/nothing.njk', { message, listPath: actionPaths.list() });
}
