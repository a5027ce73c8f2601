import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { withUnit } from '../../domain/report/chart-sentences.js';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { historyPaths } from '../history/history.paths.js';
import { STANDING_NAMES } from '../recommendations/recommendation-words.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { measureChart, measureSparkline } from './measure-chart.js';
import { MeasureChange, MeasureForm } from './measure.form.js';
import { DIRECTION_NAMES, measureModel } from './measure-words.js';
import { contentIn, MEASURE_LIST, measuresAsked } from './measures.api.js';
import { measurePaths } from './measures.paths.js';
import type { ServedByMeasure } from './measure-links.repository.js';
import type { MeasureContent, MeasureRow } from './measures.repository.js';
import { MeasuresService } from './measures.service.js';
import { ValueEvidence } from './value-evidence.service.js';

/** Values in the small line of a list, and in the chart of a page. */
const MOST_IN_A_ROW = 12;
const MOST_IN_A_CHART = 60;
const ALL_VALUES = { limit: 200, offset: 0 };

/** Measures: the list, one with its values, and what is said of it. */
@Controller('measures')
export class MeasuresController {
  constructor(
    private readonly measures: MeasuresService,
    private readonly evidence: ValueEvidence,
  ) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, MEASURE_LIST);
    const found = await this.measures.list(person, measuresAsked(asked), sliceOf(asked));
    const trends = await this.measures.trends(
      person,
      found.rows.map(({ id }) => id),
      MOST_IN_A_ROW,
    );
    const { standing, stale, archived } = asked.filters;
    return page('measures/views/list.njk', {
      rows: found.rows.map((row) => ({
        ...measureModel(row),
        trend: measureSparkline(row, trends.get(row.id) ?? []),
      })),
      pages: pagesOf(measurePaths.list(), query, asked, found.total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      filter: { q: asked.q, standing: standing?.[0], stale: stale?.[0], archived: archived?.[0] },
      standings: Object.entries(STANDING_NAMES).map(([value, text]) => ({ value, text })),
      staleChoices: [
        { value: 'true', text: 'None for three months' },
        { value: 'false', text: 'In the last three months' },
      ],
      addPath: may('measures.manage', person) ? measurePaths.add() : null,
      uploadPath: measurePaths.upload(),
      archivedPath: measurePaths.list({ archived: true }),
      listPath: measurePaths.list(),
    });
  }

  @Get('new')
  @Requires('measures.manage')
  new(@CurrentPerson() person: Person, @Query('recommendationId') recommendationId?: string): Promise<Page> {
    return this.formPage(
      person,
      null,
      formOf({ recommendationIds: recommendationId ? [recommendationId] : [] }),
    );
  }

  @Post('new')
  @Requires('measures.manage')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      MeasureForm,
      body,
      async (form) => {
        const id = await this.measures.add(person, contentIn(form) as MeasureContent, form.recommendationIds);
        return redirectTo(measurePaths.measure(id), { flash: 'The measure was added' });
      },
      (form) => this.formPage(person, null, form),
    );
  }

  @Get(':id')
  @Requires('plan.read')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { measure, serves } = await this.measures.one(person, id);
    const values = await this.measures.values(person, id, ALL_VALUES);
    const mayManage = may('measures.manage', person);
    const provable = await this.evidence.provable(person, id);
    return page('measures/views/measure.njk', {
      trend: await this.chartOf(person, measure),
      chartPath: measurePaths.chart(id),
      uploadPath: measurePaths.uploadOf(id),
      measure: measureModel(measure),
      values: values.rows.map((row) => ({
        ...row,
        text: withUnit(row.value, measure.unit),
        correctHref: mayManage && !measure.isArchived ? measurePaths.correctValue(id, row.id) : null,
        evidenceHref: provable.length > 0 ? measurePaths.asEvidence(id, row.id) : null,
      })),
      serves: serves.map(withHref),
      mayManage,
      addValuePath: mayManage && !measure.isArchived ? measurePaths.addValue(id) : null,
      changePath: measurePaths.change(id),
      archivePath: measurePaths.archive(id),
      historyPath: historyPaths.of('measures', id),
      listPath: measurePaths.list(),
    });
  }

  @Get(':id/chart')
  @Requires('plan.read')
  async chart(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { measure } = await this.measures.one(person, id);
    return page('measures/views/chart.njk', {
      measure: measureModel(measure),
      trend: await this.chartOf(person, measure),
    });
  }

  @Get(':id/change')
  @Requires('measures.manage')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { measure } = await this.measures.one(person, id);
    return this.formPage(
      person,
      id,
      formOf({ ...measure, aboutChildren: measure.aboutChildren ? ['yes'] : [] }),
    );
  }

  @Post(':id/change')
  @Requires('measures.manage')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      MeasureChange,
      body,
      async ({ version, ...form }) => {
        await this.measures.change(person, id, version, contentIn(form), form.recommendationIds);
        return redirectTo(measurePaths.measure(id), { flash: 'The measure was saved' });
      },
      (form) => this.formPage(person, id, form),
    );
  }

  @Get(':id/archive')
  @Requires('measures.manage')
  async askArchive(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { measure } = await this.measures.one(person, id);
    return page('measures/views/archive.njk', { measure: measureModel(measure), version: measure.version });
  }

  @Post(':id/archive')
  @Requires('measures.manage')
  async archive(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body('version') version: unknown,
  ): Promise<Redirect> {
    const { measure } = await this.measures.one(person, id);
    await this.measures.archive(person, id, Number(version), !measure.isArchived);
    const flash = measure.isArchived ? 'The measure is in use again' : 'The measure was archived';
    return redirectTo(measurePaths.measure(id), { flash });
  }

  private async chartOf(person: Person, measure: MeasureRow) {
    const trends = await this.measures.trends(person, [measure.id], MOST_IN_A_CHART);
    return measureChart(measure, trends.get(measure.id) ?? []);
  }

  private async formPage(person: Person, id: string | null, form: FormState): Promise<Page> {
    const measure = id === null ? null : (await this.measures.one(person, id)).measure;
    return page('measures/views/form.njk', {
      form,
      measure: measure && measureModel(measure),
      version: measure?.version,
      directions: Object.entries(DIRECTION_NAMES).map(([value, text]) => ({ value, text })),
      recommendations: (await this.measures.choices(person)).map((one) => ({
        value: one.id,
        text: `${one.number === null ? '' : `${one.number} `}${one.text}`,
      })),
      back: id === null ? measurePaths.list() : measurePaths.measure(id),
    });
  }
}

function withHref(one: ServedByMeasure) {
  return { ...one, href: recommendationPaths.recommendation(one.id) };
}
