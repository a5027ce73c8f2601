import { Body, Controller, Get, Post } from '@nestjs/common';
import { StateForbids } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PublicSettingForm, PublishForm } from './public-plan.form.js';
import { publicModel } from './public-plan.page.js';
import { publicPlanPaths } from './public-plan.paths.js';
import { PublicPlanService } from './public-plan.service.js';

const STATE_NAMES = { shown: 'Shown now', replaced: 'Replaced', withdrawn: 'Withdrawn' } as const;

/** Where the plan manager turns the public version on, looks at it, publishes it and withdraws it. */
@Controller('plan/public')
@Requires('plan.manage')
export class PublishingController {
  constructor(private readonly plans: PublicPlanService) {}

  @Get()
  show(@CurrentPerson() person: Person): Promise<Page> {
    return this.managePage(person, formOf());
  }

  /** What the public would read, as it would read it. */
  @Get('preview')
  async preview(@CurrentPerson() person: Person): Promise<Page> {
    const { preview } = await this.plans.state(person);
    return page('public-plan/views/preview.njk', {
      plan: publicModel(preview),
      manage: publicPlanPaths.manage(),
    });
  }

  @Post('setting')
  turn(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      PublicSettingForm,
      body,
      async ({ shown }) => {
        await this.plans.turn(person, shown === 'on');
        return redirectTo(publicPlanPaths.manage(), {
          flash:
            shown === 'on'
              ? 'The public version is on. Nothing is shown until you publish it'
              : 'The public version is off. Nothing is shown to the public',
        });
      },
      (form) => this.managePage(person, form),
    );
  }

  @Post('publish')
  publish(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      PublishForm,
      body,
      async ({ looked }) => {
        await this.plans.publish(person, { looked });
        const href = publicPlanPaths.page(person.authority.slug);
        return redirectTo(publicPlanPaths.manage(), {
          flash: {
            kind: 'success',
            text: 'The plan was published as it is now.',
            link: { text: 'See it', href },
          },
        });
      },
      (form) => this.managePage(person, form),
    );
  }

  @Post('withdraw')
  async withdraw(@CurrentPerson() person: Person): Promise<Redirect> {
    try {
      await this.plans.withdraw(person);
    } catch (error) {
      // Pressed twice, or by two: it is withdrawn, which is what was wanted.
      if (!(error instanceof StateForbids)) throw error;
    }
    return redirectTo(publicPlanPaths.manage(), {
      flash: 'The public version was withdrawn. A copy kept by a browser may be seen for a minute more',
    });
  }

  private async managePage(person: Person, form: FormState): Promise<Page> {
    const { isOn, shown, published, gone, preview, named } = await this.plans.state(person);
    return page('public-plan/views/manage.njk', {
      form,
      isOn,
      shown,
      gone: gone.recommendations + gone.actions > 0 ? gone : null,
      published: published.map((row) => ({ ...row, stateName: STATE_NAMES[row.state] })),
      named,
      figures: preview.actions,
      recommendations: preview.recommendations,
      isEmpty: preview.entries.length === 0,
      links: publicPlanPaths,
      address: publicPlanPaths.page(person.authority.slug),
    });
  }
}
