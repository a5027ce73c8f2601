import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { AsAt } from '../../../web/api/as-at.js';
import { NotFound } from '../../../web/errors/refusals.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { partOf } from '../pack.page.js';
import { AskedPapers } from './asked-papers.service.js';
import {
  type AskedPaper,
  FILE_FORMAT_NAMES,
  FILE_FORMATS,
  FILE_MEDIA_TYPES,
  type FileFormat,
  isLong,
  PaperWriter,
} from './paper-file.js';
import { PapersMadeService } from './papers-made.service.js';
import { paperPaths } from './papers.paths.js';

/** Packs and the plan as files: at once where that is quick, by the worker where it is not. */
@Controller()
export class PapersController {
  constructor(
    private readonly asked: AskedPapers,
    private readonly writer: PaperWriter,
    private readonly made: PapersMadeService,
  ) {}

  @Get('packs/:id/paper/:format')
  @Requires('board.read')
  async pack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format') format: string,
    @Query('part') part?: string,
  ): Promise<FileAnswer | Page> {
    const as = fileFormat(format);
    return this.give(
      await this.asked.pack(person, id, partOf(part)),
      as,
      paperPaths.pack(id, as, partOf(part)),
    );
  }

  @Post('packs/:id/paper/:format')
  @Requires('board.read')
  async makePack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('format') format: string,
    @Query('part') part?: string,
  ): Promise<Redirect> {
    return this.make(person, await this.asked.pack(person, id, partOf(part)), fileFormat(format));
  }

  @Get('plan/paper/:format')
  @Requires('plan.read')
  async plan(
    @CurrentPerson() person: Person,
    @Param('format') format: string,
    @AsAt() asAt: LocalDate | null,
  ): Promise<FileAnswer | Page> {
    const as = fileFormat(format);
    return this.give(await this.asked.plan(person, asAt), as, paperPaths.plan(as, asAt));
  }

  @Post('plan/paper/:format')
  @Requires('plan.read')
  async makePlan(
    @CurrentPerson() person: Person,
    @Param('format') format: string,
    @AsAt() asAt: LocalDate | null,
  ): Promise<Redirect> {
    return this.make(person, await this.asked.plan(person, asAt), fileFormat(format));
  }

  /** How far a long paper is; only for whoever asked for it. */
  @Get('papers/:id')
  @Requires('plan.read')
  async progress(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const paper = await this.made.one(person, id);
    return page('packs/paper/views/made.njk', {
      title: paper.title,
      state: paper.state,
      formatName: FILE_FORMAT_NAMES[paper.format],
      kilobytes: paper.madeSize === null ? null : Math.max(1, Math.round(paper.madeSize / 1024)),
      href: paperPaths.file(id),
    });
  }

  @Get('papers/:id/file')
  @Requires('plan.read')
  async fetch(@CurrentPerson() person: Person, @Param('id') id: string): Promise<FileAnswer> {
    const { paper, bytes } = await this.made.file(person, id);
    return file(bytes, { fileName: paper.fileName, mediaType: FILE_MEDIA_TYPES[paper.format] });
  }

  private async give(asked: AskedPaper, format: FileFormat, make: string): Promise<FileAnswer | Page> {
    if (!isLong(asked, format)) return fileOf(this.writer, asked, format);
    const { title, footer } = asked.paper;
    return page('packs/paper/views/long.njk', { title, footer, formatName: FILE_FORMAT_NAMES[format], make });
  }

  private async make(person: Person, asked: AskedPaper, format: FileFormat): Promise<Redirect> {
    if (format === 'json') throw new NotFound('JSON is given at once');
    return redirectTo(paperPaths.made(await this.made.ask(person, asked, format)));
  }
}

/** What stands at the end of the address; a format there is not is a page there is not. */
export function fileFormat(asked: string): FileFormat {
  const format = FILE_FORMATS.find((one) => one === asked);
  if (format === undefined) throw new NotFound();
  return format;
}

export async function fileOf(
  writer: PaperWriter,
  asked: AskedPaper,
  format: FileFormat,
): Promise<FileAnswer> {
  return file(await writer.file(asked, format), {
    fileName: `${asked.name}.${format}`,
    mediaType: FILE_MEDIA_TYPES[format],
  });
}
