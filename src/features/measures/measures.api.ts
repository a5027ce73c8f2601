import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { STANDINGS, type Standing } from '../../domain/report/measure-standing.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readListQuery, type ListQuery } from '../../web/api/list-query.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { CorrectionForm, MeasureForm, ValueAsEvidenceForm, ValueForm } from './measure.form.js';
import type { MeasureContent } from './measures.repository.js';
import { MeasuresService, type AskedMeasures } from './measures.service.js';
import { ValueEvidence } from './value-evidence.service.js';

export const MEASURE_LIST = {
  filters: { recommendationId: 'id', standing: STANDINGS, stale: 'yes_no', archived: 'yes_no' },
  sorts: ['name'],
  sort: 'name',
} as const;
const VALUES = { filters: {}, sorts: ['on'], sort: '-on' } as const;

export function measuresAsked(asked: ListQuery<keyof typeof MEASURE_LIST.filters>): AskedMeasures {
  const { recommendationId, standing, stale, archived } = asked.filters;
  return {
    recommendationId,
    standing: standing as readonly Standing[] | undefined,
    stale: stale && stale.at(-1) === 'true',
    archived: archived && archived.at(-1) === 'true',
    q: asked.q,
  };
}

/** What of the form is the measure itself. */
export function contentIn(form: Partial<MeasureForm>): Partial<MeasureContent> {
  const { recommendationIds: _, source, ...content } = form;
  return { ...content, ...('source' in form && { source: source ?? '' }) };
}

/** Measures with their dated values. */
@ApiTags('measures')
@ApiSignIn()
@Controller('api/v1/measures')
export class MeasuresApi {
  constructor(
    private readonly measures: MeasuresService,
    private readonly evidence: ValueEvidence,
  ) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, MEASURE_LIST);
    return answerOf(
      await this.measures.list(person, measuresAsked(asked), sliceOf(asked)),
      asked,
      (row) => row,
    );
  }

  @Get(':id')
  @Requires('plan.read')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return (await this.measures.one(person, id)).measure;
  }

  @Post()
  @Requires('measures.manage')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    const form = readBody(MeasureForm, body);
    const id = await this.measures.add(person, contentIn(form) as MeasureContent, form.recommendationIds);
    return this.one(person, id);
  }

  @Patch(':id')
  @ApiChanges()
  @Requires('measures.manage')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const form = readChange(MeasureForm, body);
    await this.measures.change(person, id, version, contentIn(form), form.recommendationIds);
    return this.one(person, id);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @ApiChanges()
  @Requires('measures.manage')
  async archive(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.measures.archive(person, id, version, true);
    return this.one(person, id);
  }

  @Get(':id/values')
  @Requires('plan.read')
  async values(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown) {
    const asked = readListQuery(query, VALUES);
    return answerOf(await this.measures.values(person, id, sliceOf(asked)), asked, (row) => row);
  }

  @Post(':id/values')
  @Requires('measures.manage')
  async addValue(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const valueId = await this.measures.addValue(person, id, readBody(ValueForm, body));
    return (await this.measures.value(person, id, valueId)).value;
  }

  /** Corrects a value, with `because`; the one before stays in the history. */
  @Patch(':id/values/:valueId')
  @ApiChanges()
  @Requires('measures.manage')
  async correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('valueId') valueId: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    await this.measures.correctValue(person, id, valueId, version, readBody(CorrectionForm, body));
    return (await this.measures.value(person, id, valueId)).value;
  }

  /** Supplies the value as evidence for actions of one's own. */
  @Post(':id/values/:valueId/evidence')
  @Requires('evidence.attach')
  async prove(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('valueId') valueId: string,
    @Body() body: unknown,
  ) {
    return { id: await this.evidence.supply(person, id, valueId, readBody(ValueAsEvidenceForm, body)) };
  }
}
