import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { COLOUR_MEANINGS, meaningsOf } from '../../../domain/rating/colour-words.js';
import { PRESET_NAMES, RATING_PRESETS, type PresetName } from '../../../domain/rating/rating-preset.js';
import { COLOURS } from '../../../domain/rating/reason-code.js';
import { StaleVersion } from '../../../web/errors/refusals.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { noticePaths } from '../../notices/notices.paths.js';
import { publicPlanPaths } from '../../public-plan/public-plan.paths.js';
import { planPaths } from '../../plans/plans.paths.js';
import { administrationPaths } from '../administration.paths.js';
import { changesModel, PRESET_TITLES } from './plan-settings.page.js';
import { PlanForm, PresetForm } from './plan-settings.form.js';
import { PlanSettingsService } from './plan-settings.service.js';

/** How the plan is rated, in what words, and what would change if it were rated otherwise. */
@Controller('settings/plan')
@Requires('plan.read')
export class PlanSettingsController {
  constructor(private readonly settings: PlanSettingsService) {}

  @Get()
  async show(@CurrentPerson() person: Person): Promise<Page> {
    const plan = await this.settings.read(person);
    const meanings = meaningsOf(plan.colourWords);
    return page('administration/views/plan.njk', {
      ...plan,
      colours: COLOURS.map((colour) => ({ colour, meaning: meanings[colour] })),
      presets: PRESET_NAMES.map((name) => ({
        ...RATING_PRESETS[name],
        title: PRESET_TITLES[name],
        isInForce: name === plan.ratingPreset,
        tryPath: administrationPaths.tryPreset(name),
      })),
      manages: may('plan.manage', person),
      links: administrationPaths,
      ladder: noticePaths.ladder(),
      publicPlan: publicPlanPaths.manage(),
      logo: planPaths.logo(),
    });
  }

  @Get('change')
  @Requires('plan.manage')
  async edit(@CurrentPerson() person: Person): Promise<Page> {
    const { title, colourWords, answersByLink, version } = await this.settings.read(person);
    return this.editPage(
      formOf({ title, ...meaningsOf(colourWords), answersByLink: answersByLink ? 'true' : '', version }),
    );
  }

  @Post('change')
  @Requires('plan.manage')
  save(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      PlanForm,
      body,
      async (value) => {
        const { title, answersByLink, version, ...typed } = value;
        const colourWords = Object.fromEntries(COLOURS.map((colour) => [colour, typed[colour] ?? '']));
        await this.settings
          .change(person, version, { title, answersByLink, colourWords })
          .catch((error: unknown) => this.explain(error, person, value));
        return redirectTo(administrationPaths.plan(), { flash: 'The settings were saved' });
      },
      (form) => this.editPage(form),
    );
  }

  @Get('preset')
  @Requires('plan.manage')
  preview(@CurrentPerson() person: Person, @Query('to') to: unknown): Promise<Page> {
    return this.previewPage(person, PRESET_NAMES.find((name) => name === to) ?? 'standard', formOf());
  }

  @Post('preset')
  @Requires('plan.manage')
  take(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      PresetForm,
      body,
      async ({ ratingPreset, version }) => {
        try {
          await this.settings.change(person, version, { ratingPreset });
        } catch (error) {
          if (!(error instanceof StaleVersion)) throw error;
          const { ratingPreset: saved } = await this.settings.read(person);
          const row = { label: 'Preset', saved: PRESET_TITLES[saved], typed: PRESET_TITLES[ratingPreset] };
          throw error.showing([row], administrationPaths.plan());
        }
        return redirectTo(administrationPaths.plan(), {
          flash: `The plan is rated by the ${PRESET_TITLES[ratingPreset].toLowerCase()} preset from now on`,
        });
      },
      (form) => this.previewPage(person, 'standard', form),
    );
  }

  private async previewPage(person: Person, to: PresetName, form: FormState): Promise<Page> {
    const { plan, changes } = await this.settings.preview(person, to);
    return page('administration/views/preset.njk', {
      form,
      to,
      title: PRESET_TITLES[to],
      now: PRESET_TITLES[plan.ratingPreset],
      isInForce: to === plan.ratingPreset,
      version: plan.version,
      ...changesModel(changes),
      links: administrationPaths,
    });
  }

  private editPage(form: FormState): Page {
    return page('administration/views/plan-form.njk', {
      form,
      version: form.values['version'],
      colours: COLOURS.map((colour) => ({
        name: colour,
        label: `What ${COLOUR_NAMES[colour]} means`,
        usual: COLOUR_MEANINGS[colour],
      })),
      links: administrationPaths,
    });
  }

  private async explain(error: unknown, person: Person, typed: PlanForm): Promise<never> {
    if (!(error instanceof StaleVersion)) throw error;
    const saved = await this.settings.read(person);
    const meanings = meaningsOf(saved.colourWords);
    const yesNo = (value: boolean) => (value ? 'Yes' : 'No');
    throw error.showing(
      [
        { label: 'Name of the plan', saved: saved.title, typed: typed.title },
        ...COLOURS.map((colour) => ({
          label: `What ${COLOUR_NAMES[colour]} means`,
          saved: meanings[colour],
          typed: typed[colour] ?? COLOUR_MEANINGS[colour],
        })),
        {
          label: 'Owners may answer by a link in their mail',
          saved: yesNo(saved.answersByLink),
          typed: yesNo(typed.answersByLink),
        },
      ],
      administrationPaths.plan(),
    );
  }
}
