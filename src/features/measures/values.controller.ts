import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { EVIDENCE_KINDS } from '../../domain/lifecycle/publishing.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { EVIDENCE_KIND_NAMES } from '../actions/action-words.js';
import { CorrectionPageForm, ValueAsEvidenceForm, ValueForm } from './measure.form.js';
import { measureModel } from './measure-words.js';
import { measurePaths } from './measures.paths.js';
import { MeasuresService } from './measures.service.js';
import { ValueEvidence } from './value-evidence.service.js';

/** The dated values of a measure: entered, corrected, and supplied as evidence. */
@Controller('measures/:id/values')
export class ValuesController {
  constructor(
    private readonly measures: MeasuresService,
    private readonly evidence: ValueEvidence,
  ) {}

  @Get('new')
  @Requires('measures.manage')
  async new(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { measure } = await this.measures.one(person, id);
    return this.valuePage(person, id, formOf({ source: measure.source }));
  }

  @Post('new')
  @Requires('measures.manage')
  add(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ValueForm,
      body,
      async (value) => {
        await this.measures.addValue(person, id, value);
        return redirectTo(measurePaths.measure(id), { flash: 'The value was added' });
      },
      (form) => this.valuePage(person, id, form),
    );
  }

  @Get(':valueId/correct')
  @Requires('measures.manage')
  async edit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('valueId') valueId: string,
  ): Promise<Page> {
    const { value } = await this.measures.value(person, id, valueId);
    return this.correctionPage(person, id, valueId, formOf({ value: value.value, source: value.source }));
  }

  @Post(':valueId/correct')
  @Requires('measures.manage')
  correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('valueId') valueId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      CorrectionPageForm,
      body,
      async ({ version, ...correction }) => {
        await this.measures.correctValue(person, id, valueId, version, correction);
        return redirectTo(measurePaths.measure(id), { flash: 'The value was corrected' });
      },
      (form) => this.correctionPage(person, id, valueId, form),
    );
  }

  @Get(':valueId/evidence')
  @Requires('evidence.attach')
  async showEvidence(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('valueId') valueId: string,
  ): Promise<Page> {
    const { measure, value } = await this.measures.value(person, id, valueId);
    const from = measure.baselineOn ?? value.on;
    return this.evidencePage(
      person,
      id,
      valueId,
      formOf({ kind: 'data', periodFrom: from < value.on ? from : value.on, periodTo: value.on }),
    );
  }

  @Post(':valueId/evidence')
  @Requires('evidence.attach')
  supply(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('valueId') valueId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ValueAsEvidenceForm,
      body,
      async (item) => {
        await this.evidence.supply(person, id, valueId, item);
        return redirectTo(measurePaths.measure(id), { flash: 'The value was supplied as evidence' });
      },
      (form) => this.evidencePage(person, id, valueId, form),
    );
  }

  private async valuePage(person: Person, id: string, form: FormState): Promise<Page> {
    const { measure } = await this.measures.one(person, id);
    return page('measures/views/value.njk', { form, measure: measureModel(measure), value: null });
  }

  private async correctionPage(person: Person, id: string, valueId: string, form: FormState): Promise<Page> {
    const { measure, value } = await this.measures.value(person, id, valueId);
    return page('measures/views/value.njk', {
      form,
      measure: measureModel(measure),
      value,
      version: value.version,
    });
  }

  private async evidencePage(person: Person, id: string, valueId: string, form: FormState): Promise<Page> {
    const { measure, value } = await this.measures.value(person, id, valueId);
    return page('measures/views/as-evidence.njk', {
      form,
      measure: measureModel(measure),
      value,
      kinds: EVIDENCE_KINDS.map((kind) => ({ value: kind, text: EVIDENCE_KIND_NAMES[kind] })),
      actions: (await this.evidence.provable(person, id)).map((one) => ({
        value: one.id,
        text: `${one.reference} ${one.title}`,
      })),
    });
  }
}
