import { Controller, Get, Param, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { NotFound } from '../../web/errors/refusals.js';
import { file, page, type FileAnswer, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { KIND_NAMES, PUBLICATION_NAMES, STATE_NAMES } from './document-words.js';
import { DOCUMENT_LIST, documentFilter } from './documents.api.js';
import { documentPaths } from './documents.paths.js';
import { DocumentsService } from './documents.service.js';
import { pagesOf, sliceOf } from './list-slices.js';

const WITHDRAWN_LIST = { filters: {}, sorts: ['withdrawnAt'], sort: '-withdrawnAt' } as const;

@Controller('documents')
@Requires('documents.read')
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, DOCUMENT_LIST);
    const filter = { ...documentFilter(asked.filters), q: asked.q };
    const { rows, total } = await this.documents.list(person, filter, sliceOf(asked), asked.sort);
    return page('documents/views/list.njk', {
      rows: rows.map((row) => ({
        ...row,
        href: documentPaths.document(row.id),
        kindName: KIND_NAMES[row.kind],
        stateName: STATE_NAMES[row.state],
        publicationName: row.publication === 'published' ? null : PUBLICATION_NAMES[row.publication],
      })),
      pages: pagesOf(documentPaths.list(), query, asked, total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      q: asked.q,
      state: asked.filters.state?.[0],
      states: choicesOf(STATE_NAMES).filter(({ value }) => value !== 'withdrawn'),
      listPath: documentPaths.list(),
      visitsPath: documentPaths.visits(),
      journeyPath: may('plan.read', person) ? documentPaths.journey() : null,
      uploadPath: may('documents.upload', person) ? '/documents/upload' : null,
      withdrawnPath: may('documents.upload', person) ? documentPaths.withdrawn() : null,
    });
  }

  @Get('withdrawn')
  @Requires('documents.upload')
  async withdrawn(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, WITHDRAWN_LIST);
    const { rows, total } = await this.documents.withdrawn(person, sliceOf(asked));
    return page('documents/views/withdrawn.njk', {
      rows: rows.map((row) => ({ ...row, href: documentPaths.document(row.id) })),
      pages: pagesOf(documentPaths.withdrawn(), query, asked, total),
      back: documentPaths.list(),
    });
  }

  /** The file as it was received, for those who may see the document. */
  @Get(':id/original')
  async original(@CurrentPerson() person: Person, @Param('id') id: string): Promise<FileAnswer> {
    const { document, content } = await this.documents.original(person, id);
    return file(content, { fileName: document.fileName, mediaType: document.mediaType });
  }

  /** One page of the text as it was read. Every line has an address: `#line-4-12`. */
  @Get(':id/text/:page')
  async text(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('page') number: string,
  ): Promise<Page> {
    if (!/^[1-9]\d{0,4}$/.test(number)) throw new NotFound('The document has no such page');
    const { document, page: found, lastPage } = await this.documents.page(person, id, Number(number));
    return page('documents/views/text.njk', {
      title: document.title,
      back: documentPaths.document(id),
      paged: document.paged,
      number: found.page,
      lastPage,
      lines: found.lines.map((text, index) => ({ id: `line-${found.page}-${index + 1}`, text })),
      previous: found.page > 1 ? documentPaths.text(id, found.page - 1) : null,
      next: found.page < lastPage ? documentPaths.text(id, found.page + 1) : null,
    });
  }
}

/** Codes and their names as choices of a select. */
export function choicesOf<T extends string>(
  names: Readonly<Record<T, string>>,
): { value: T; text: string }[] {
  return (Object.entries(names) as [T, string][]).map(([value, text]) => ({ value, text }));
}
