import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/intake/extraction.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { DOCUMENT_STATES, type Document, type DocumentState, type Publication } from './document.entity.js';
import { PUBLICATIONS } from './document-words.js';
import { DOCUMENT_SORTS, type DocumentFilter, type DocumentRow } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { answerOf, sliceOf } from './list-slices.js';

export const DOCUMENT_LIST = {
  filters: { state: DOCUMENT_STATES, kind: DOCUMENT_KINDS, publication: PUBLICATIONS },
  sorts: DOCUMENT_SORTS,
  sort: '-receivedOn',
} as const;

/** The filters of a list query, in the words of the repository: readListQuery has checked every value. */
export function documentFilter(
  filters: Partial<Record<'state' | 'kind' | 'publication', readonly string[]>>,
): Omit<DocumentFilter, 'publishedOnly' | 'withdrawnToo'> {
  return {
    state: filters.state as readonly DocumentState[] | undefined,
    kind: filters.kind as readonly DocumentKind[] | undefined,
    publication: filters.publication as readonly Publication[] | undefined,
  };
}

@ApiTags('documents')
@ApiSignIn()
@Controller('api/v1/documents')
export class DocumentsApi {
  constructor(private readonly documents: DocumentsService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, DOCUMENT_LIST);
    const filter = { ...documentFilter(asked.filters), q: asked.q };
    const found = await this.documents.list(person, filter, sliceOf(asked), asked.sort);
    return answerOf(found, asked, documentItem);
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    const document = await this.documents.one(person, id);
    return {
      ...documentItem(document),
      fileName: document.fileName,
      byteSize: document.byteSize,
      refusal: document.refusalCode && {
        code: document.refusalCode,
        message: document.refusalMessage,
      },
      warnings: document.warnings.map(({ code, message }) => ({ code, message })),
      acceptedAt: document.acceptedAt,
    };
  }
}

export function documentItem(document: DocumentRow | Document) {
  return {
    id: document.id,
    state: document.state,
    publication: document.publication,
    kind: document.kind,
    title: document.title,
    authority: document.authorityName,
    inspectorate: document.inspectorate,
    inspectedFrom: document.inspectedFrom,
    inspectedTo: document.inspectedTo,
    published: document.publishedOn,
    receivedOn: document.receivedOn,
    planDueOn: document.planDueOn,
    version: document.version,
  };
}
