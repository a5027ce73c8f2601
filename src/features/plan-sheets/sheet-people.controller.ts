import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Refusal } from '../../web/errors/refusals.js';
import { FormState } from '../../web/forms/form-state.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { heading } from './plan-sheet.page.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { NewPeopleService } from './new-people.service.js';
import { SheetMendingService } from './sheet-mending.service.js';

const MOST_AT_ONCE = 100;

/** An invitation that was refused, with what was typed. */
interface Wrong {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly field: 'name' | 'email';
  readonly message: string;
}

/** Who is meant by the names that the plan does not know: somebody of it, nobody, or a new person who is invited. */
@Controller('plan-sheets/:id/people')
@Requires('plan_sheets.import')
export class SheetPeopleController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly mending: SheetMendingService,
    private readonly newPeople: NewPeopleService,
  ) {}

  @Get()
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.peoplePage(person, id, {});
  }

  @Post()
  async decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const posted = (body ?? {}) as Record<string, unknown>;
    const text = (name: string) => (typeof posted[name] === 'string' ? posted[name].trim() : '');
    // A sheet that is not there is said before anybody is invited for it.
    await this.sheets.check(person, id);
    const decided: Record<string, string | null> = {};
    const wrong: Record<string, Wrong> = {};
    for (let index = 0; index < MOST_AT_ONCE; index += 1) {
      const key = text(`key-${index}`);
      const who = text(`who-${index}`);
      if (key === '' || who === '') continue;
      if (who !== 'invite') {
        decided[key] = who === 'nobody' ? null : who;
        continue;
      }
      const asked = {
        name: text(`name-${index}`),
        email: text(`email-${index}`),
        role: text(`role-${index}`),
      };
      try {
        decided[key] = await this.newPeople.invite(person, asked);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const [first] = error.errors;
        wrong[key] = {
          ...asked,
          field: first?.field === 'name' ? 'name' : 'email',
          message: first?.message ?? error.message,
        };
      }
    }
    // Those who were invited have an account by now, so what was decided is kept even where another line needs a look.
    if (Object.keys(decided).length > 0) await this.mending.decidePeople(person, id, decided);
    if (Object.keys(wrong).length > 0) return (await this.peoplePage(person, id, wrong)).withStatus(422);
    return redirectTo(planSheetPaths.sheet(id), { flash: 'Saved' });
  }

  private async peoplePage(
    person: Person,
    id: string,
    wrong: Readonly<Record<string, Wrong>>,
  ): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    const people = check.people.map(({ id, name, email }) => ({ id, text: `${name}, ${email}` }));
    const unknown = check.checked.unknownPeople.slice(0, MOST_AT_ONCE).map((one, index) => {
      const typed = wrong[one.key] ?? null;
      return {
        ...one,
        index,
        name: typed?.name ?? one.printed.name,
        email: typed?.email ?? one.printed.email ?? '',
        role: typed?.role ?? 'owner',
        wrong: typed && { field: typed.field, message: typed.message },
      };
    });
    const errors = unknown.flatMap(({ wrong, index }) =>
      wrong === null ? [] : [{ field: `${wrong.field}-${index}`, message: wrong.message }],
    );
    return page('plan-sheets/views/people.njk', {
      form: new FormState({}, errors),
      ...heading(sheet),
      unknown,
      people,
      mayInvite: may('people.manage', person),
      peoplePath: planSheetPaths.people(id),
      isOpen: sheet.state === 'to_check',
    });
  }
}
