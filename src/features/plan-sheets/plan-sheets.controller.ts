import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { actionPaths } from '../actions/actions.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { PlanUploadForm } from './plan-sheet.form.js';
import { sheetPage, STATE_NAMES } from './plan-sheet.page.js';
import { outcomeInWords } from './plan-sheet-outcome.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { PlanTemplateService } from './plan-template.service.js';

export const PLAN_SHEET_LIST = { filters: {}, sorts: ['createdAt'], sort: '-createdAt' } as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller('plan-sheets')
@Requires('plan_sheets.import')
export class PlanSheetsController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly template: PlanTemplateService,
  ) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, PLAN_SHEET_LIST);
    const { rows, total } = await this.sheets.list(person, sliceOf(asked));
    return page('plan-sheets/views/list.njk', {
      rows: rows.map((row) => ({
        ...row,
        href: planSheetPaths.sheet(row.id),
        stateName: STATE_NAMES[row.state],
        outcome: row.outcome === null ? [] : outcomeInWords(row.outcome, true),
      })),
      pages: pagesOf(planSheetPaths.list(), query, asked, total),
      uploadPath: planSheetPaths.upload(),
      templatePath: planSheetPaths.template(),
      back: actionPaths.list(),
    });
  }

  @Get('upload')
  form(): Page {
    return this.show(formOf());
  }

  @Post('upload')
  upload(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      PlanUploadForm,
      body,
      async ({ file }) => {
        const { id, already } = await this.sheets.upload(person, {
          fileName: file.fileName,
          bytes: await file.bytes(),
        });
        const flash = {
          kind: 'notice',
          text: 'This file was uploaded before and waits to be checked',
        } as const;
        return redirectTo(planSheetPaths.sheet(id), already ? { flash } : {});
      },
      (form) => this.show(form),
    );
  }

  @Get('template.xlsx')
  async emptyPlan(@CurrentPerson() person: Person): Promise<FileAnswer> {
    return file(await this.template.workbook(person), { fileName: 'improvement-plan.xlsx', mediaType: XLSX });
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    return page('plan-sheets/views/sheet.njk', sheetPage(sheet, check));
  }

  /** The file as it was uploaded. */
  @Get(':id/original')
  async original(@CurrentPerson() person: Person, @Param('id') id: string): Promise<FileAnswer> {
    const { sheet, content } = await this.sheets.original(person, id);
    const mediaType = sheet.format === 'xlsx' ? XLSX : 'text/csv';
    return file(content, { fileName: sheet.fileName, mediaType });
  }

  @Post(':id/withdraw')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.sheets.withdraw(person, id);
    return redirectTo(planSheetPaths.list(), {
      flash: 'The file was removed. Nothing of it was in the plan',
    });
  }

  private show(form: FormState): Page {
    return page('plan-sheets/views/upload.njk', {
      form,
      back: planSheetPaths.list(),
      templatePath: planSheetPaths.template(),
    });
  }
}
