import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { documentItem } from '../documents/documents.api.js';
import { DocumentsService } from '../documents/documents.service.js';
import { AcceptanceService } from './acceptance.service.js';
import { UploadBody } from './document.form.js';
import { ReviewService } from './review.service.js';
import { UploadsService } from './uploads.service.js';

@ApiTags('documents')
@ApiSignIn()
@Controller('api/v1/documents')
export class ImportsApi {
  constructor(
    private readonly uploads: UploadsService,
    private readonly documents: DocumentsService,
    private readonly review: ReviewService,
    private readonly acceptance: AcceptanceService,
  ) {}

  /** Stores a document and reads it in the background: ask for it until its state is `to_review`. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        publication: { type: 'string', enum: ['draft_under_embargo', 'not_for_publication', 'published'] },
        receivedOn: { type: 'string', format: 'date' },
      },
    },
  })
  async upload(@CurrentPerson() person: Person, @Body() body: unknown) {
    const { file, publication, receivedOn } = readBody(UploadBody, body);
    const { documentId, already } = await this.uploads.upload(person, {
      fileName: file.fileName,
      bytes: await file.bytes(),
      sha256: file.sha256.toString('hex'),
      publication: publication ?? 'published',
      receivedOn,
    });
    const document = await this.documents.one(person, documentId);
    return { ...documentItem(document), alreadyImported: already };
  }

  /** What was found, in the shape of `tracker extract`, as it stands in review. */
  @Get(':id/extraction')
  extraction(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.review.extraction(person, id);
  }

  /** Puts what was kept into the plan, once; again it answers the same. */
  @Post(':id/accept')
  @HttpCode(200)
  async accept(@CurrentPerson() person: Person, @Param('id') id: string) {
    const made = await this.acceptance.accept(person, id, null);
    return { ...made, state: 'accepted' };
  }
}
