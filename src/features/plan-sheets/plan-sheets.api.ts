import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { columnLetter } from '../../domain/plan-sheet/sheet-grid.js';
import { sheetNamed } from '../../domain/plan-sheet/sheet-mapping.js';
import { placeKey, type SheetProblem } from '../../domain/plan-sheet/sheet-problem.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { PlanApplicationService } from './plan-application.service.js';
import { outcomeOf } from './plan-sheet-outcome.js';
import { DefaultsForm, PlanUploadForm } from './plan-sheet.form.js';
import { columnModels } from './plan-sheet.page.js';
import type { PlanSheet } from './plan-sheet.entity.js';
import { readCells, readDecisions, readMapping } from './plan-sheet.body.js';
import { PLAN_SHEET_LIST } from './plan-sheets.controller.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { changeLines, lineModel } from './sheet-changes.page.js';
import type { SheetCheck } from './sheet-check.service.js';
import { SheetMendingService } from './sheet-mending.service.js';

const ROWS = { filters: {}, sorts: ['row'], sort: 'row' } as const;

@ApiTags('plan-sheets')
@ApiSignIn()
@Controller('api/v1/plan-sheets')
@Requires('plan_sheets.import')
export class PlanSheetsApi {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly mending: SheetMendingService,
    private readonly application: PlanApplicationService,
  ) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, PLAN_SHEET_LIST);
    return answerOf(await this.sheets.list(person, sliceOf(asked)), asked, (row) => row);
  }

  /** Reads an existing plan (XLSX or CSV). Nothing enters the plan before it is applied. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async upload(@CurrentPerson() person: Person, @Body() body: unknown) {
    const { file } = readBody(PlanUploadForm, body);
    const { id, already } = await this.sheets.upload(person, {
      fileName: file.fileName,
      bytes: await file.bytes(),
    });
    return { ...(await this.answer(person, id)), alreadyUploaded: already };
  }

  @Get(':id')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.answer(person, id);
  }

  /** Every problem by row and column as printed in the sheet, with what may stand there. */
  @Get(':id/problems')
  async problems(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown) {
    const { check } = await this.sheets.check(person, id);
    return this.slice(check.checked.problems.map(problemItem), query);
  }

  /** What applying it would do, row by row. */
  @Get(':id/changes')
  async changes(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown) {
    const { check } = await this.sheets.check(person, id);
    const lines = changeLines(check.comparison).map((line) => lineModel(line, check));
    return this.slice(
      lines.map(({ href: _, kindName: __, ...line }, at) => ({ id: String(at), ...line })),
      query,
    );
  }

  /** Says what the columns mean: {"sheets":[{"name","headerRow"}],"columns":{"A":"reference","C":"title"},"subheadings":"workstream"}. */
  @Post(':id/mapping')
  @HttpCode(200)
  async map(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { check } = await this.sheets.check(person, id);
    await this.mending.map(person, id, readMapping(body, check.mapping));
    return this.answer(person, id);
  }

  /** Mends cells: {"cells":[{"sheet","row","column":"F","value"}],"confirmed":["two_owners"]}. */
  @Post(':id/cells')
  @HttpCode(200)
  async mend(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { check } = await this.sheets.check(person, id);
    const { cells, confirmed } = readCells(body, check.mapping);
    // Without what was seen there a cell is mended whatever stands in it.
    await this.mending.mend(person, id, cells, confirmed);
    return this.answer(person, id);
  }

  /** Takes every proposal that stands. */
  @Post(':id/proposals')
  @HttpCode(200)
  async takeProposals(@CurrentPerson() person: Person, @Param('id') id: string) {
    const taken = await this.mending.takeProposals(person, id);
    return { ...(await this.answer(person, id)), taken };
  }

  /** Who is meant by printed names: {"people":{"grace okafor":"PERSON-ID","tbc":null}}. */
  @Post(':id/people')
  @HttpCode(200)
  async people(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.mending.decidePeople(person, id, readDecisions(body, 'people'));
    return this.answer(person, id);
  }

  /** Which recommendations are meant by printed words: {"recommendations":{"rec 1":"RECOMMENDATION-ID"}}. */
  @Post(':id/recommendations')
  @HttpCode(200)
  async recommendations(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.mending.decideRecommendations(person, id, readDecisions(body, 'recommendations'));
    return this.answer(person, id);
  }

  /** Kind, accountable lead, start and required evidence for all rows, or those of one workstream. */
  @Post(':id/defaults')
  @HttpCode(200)
  async defaults(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { workstream, ...defaults } = readBody(DefaultsForm, body);
    await this.mending.setDefaults(person, id, workstream, defaults);
    return this.answer(person, id);
  }

  /** Brings it in, all or nothing. With `version` only as it was seen. */
  @Post(':id/apply')
  @HttpCode(200)
  async apply(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const version = (body as { version?: unknown } | null)?.version;
    return this.application.apply(person, id, Number.isSafeInteger(version) ? (version as number) : null);
  }

  private async answer(person: Person, id: string) {
    const { sheet, check } = await this.sheets.check(person, id);
    return sheetItem(sheet, check);
  }

  private slice<T extends { id: string }>(all: readonly T[], query: unknown) {
    const asked = readListQuery(query, ROWS);
    const { limit, offset } = sliceOf(asked);
    return answerOf(
      { rows: all.slice(offset, offset + limit), total: all.length },
      asked,
      ({ id: _, ...row }) => row,
    );
  }
}

export function problemItem(problem: SheetProblem) {
  const { sheet, row, column, field, code, message, value, accepted, proposal, toConfirm } = problem;
  return {
    id: `${code}:${placeKey(sheet, row, column)}`,
    row,
    column: columnLetter(column),
    sheet,
    field,
    code,
    message,
    value,
    accepted,
    proposal,
    toConfirm,
  };
}

function sheetItem(sheet: PlanSheet, check: SheetCheck) {
  const { mapping, checked, grid } = check;
  const [first] = mapping?.sheets ?? [];
  const main = first ? sheetNamed(grid, first.name) : null;
  return {
    id: sheet.id,
    state: sheet.state,
    fileName: sheet.fileName,
    format: sheet.format,
    sheets: grid.sheets.map(({ name, hidden }) => ({ name, isHidden: hidden ?? false })),
    mapping: mapping && {
      sheets: mapping.sheets,
      columns: Object.fromEntries(
        mapping.columns.flatMap((field, at) => (field === null ? [] : [[columnLetter(at), field]])),
      ),
      subheadings: mapping.subheadings,
      isConfirmed: sheet.isMappingConfirmed,
    },
    columns:
      main && first
        ? columnModels(main, first.headerRow).map(({ letter, header, samples, isHidden }) => ({
            letter,
            header,
            samples,
            isHidden,
          }))
        : [],
    unknownPeople: checked.unknownPeople.map(({ key, printed, rows, candidates }) => ({
      key,
      name: printed.text,
      rows,
      candidates,
    })),
    recommendations: checked.recommendations.map(({ key, text, rows, offer, decided }) => ({
      key,
      text,
      rows,
      proposed: offer?.id ?? null,
      confirmed: decided ?? null,
    })),
    workstreams: checked.workstreams,
    leftOut: checked.leftOut,
    problems: checked.problems.length,
    outcome: sheet.outcome ?? outcomeOf(check.comparison),
    version: sheet.version,
  };
}
