import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { may } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { Day, Text } from '../../../web/forms/fields.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { readBody, submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { administrationPaths } from '../administration.paths.js';
import { ClosedDaysService } from './closed-days.service.js';

/** One day, or several running; `to` may be left out for one. */
export class ClosedDayForm {
  @Text({ label: 'The reason', longest: 100, missing: 'Enter why the council is closed' })
  name!: string;

  @Day({ label: 'The first day', missing: 'Enter the first day' })
  from!: LocalDate;

  @Day({ label: 'The last day' })
  to!: LocalDate | null;
}

@Controller('settings/closed-days')
export class ClosedDaysController {
  constructor(private readonly closed: ClosedDaysService) {}

  @Get()
  @Requires('plan.read')
  list(@CurrentPerson() person: Person): Promise<Page> {
    return this.listPage(person, formOf());
  }

  @Post('add')
  @Requires('settings.manage')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      ClosedDayForm,
      body,
      async ({ name, from, to }) => {
        const added = await this.closed.add(person, from, to ?? from, name);
        const flash =
          added === 0
            ? ({ kind: 'notice', text: 'Those days were closed already' } as const)
            : `${added} ${added === 1 ? 'day was' : 'days were'} added. Working days are counted without ${added === 1 ? 'it' : 'them'} from now on`;
        return redirectTo(administrationPaths.closedDays(), { flash });
      },
      (form) => this.listPage(person, form),
    );
  }

  @Post(':id/withdraw')
  @Requires('settings.manage')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.closed.withdraw(person, id);
    return redirectTo(administrationPaths.closedDays(), { flash: 'The day is a working day again' });
  }

  private async listPage(person: Person, form: FormState): Promise<Page> {
    const rows = await this.closed.list(person, true);
    return page('administration/views/closed-days.njk', {
      form,
      rows: rows
        .filter((row) => !row.isWithdrawn)
        .map((row) => ({ ...row, withdrawPath: administrationPaths.withdrawClosedDay(row.id) })),
      withdrawn: rows.filter((row) => row.isWithdrawn),
      manages: may('settings.manage', person),
      links: administrationPaths,
    });
  }
}

@ApiTags('closed days')
@ApiSignIn()
@Controller('api/v1/closed-days')
export class ClosedDaysApi {
  constructor(private readonly closed: ClosedDaysService) {}

  /** From a month ago on; at most some hundred. */
  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person) {
    const items = (await this.closed.list(person)).map(({ id, day, name }) => ({ id, day, name }));
    return { items, nextCursor: null, total: items.length };
  }

  @Post()
  @Requires('settings.manage')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    const { name, from, to } = readBody(ClosedDayForm, body);
    return { added: await this.closed.add(person, from, to ?? from, name) };
  }

  @Post(':id/withdraw')
  @HttpCode(204)
  @Requires('settings.manage')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<void> {
    await this.closed.withdraw(person, id);
  }
}
