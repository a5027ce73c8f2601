import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { AsAt } from '../../../web/api/as-at.js';
import type { FileAnswer } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { partOf } from '../pack.page.js';
import { AskedPapers } from './asked-papers.service.js';
import { PaperWriter } from './paper-file.js';
import { fileFormat, fileOf } from './papers.controller.js';

/** Packs and the plan as files for programs, which wait for as long as it takes. */
@ApiTags('papers')
@ApiSignIn()
@Controller('api/v1')
export class PapersApi {
  constructor(
    private readonly asked: AskedPapers,
    private readonly writer: PaperWriter,
  ) {}

  /** `format`: docx, pdf, xlsx, csv, html or json; `part=2` has restricted items too. */
  @Get('packs/:id/papers/:format')
  @Requires('board.read')
  @ApiQuery({ name: 'part', required: false })
  async pack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format') format: string,
    @Query('part') part?: string,
  ): Promise<FileAnswer> {
    const as = fileFormat(format);
    return fileOf(this.writer, await this.asked.pack(person, id, partOf(part)), as);
  }

  /** `format`: docx, pdf, xlsx, csv, html or json. */
  @Get('plan/papers/:format')
  @Requires('plan.read')
  async plan(
    @CurrentPerson() person: Person,
    @Param('format') format: string,
    @AsAt() asAt: LocalDate | null,
  ): Promise<FileAnswer> {
    const as = fileFormat(format);
    return fileOf(this.writer, await this.asked.plan(person, asAt), as);
  }
}
