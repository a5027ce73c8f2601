import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { documentItem } from '../documents/documents.api.js';
import { DocumentsService } from '../documents/documents.service.js';
import { AcceptanceService } from './acceptance.service.js';
import { FactsBody, UploadBody } from './document.form.js';
import { DocumentFactsService } from './document-facts.service.js';
import { UndoAcceptanceService } from './undo-acceptance.service.js';
import { WithdrawForm } from './withdrawal.controller.js';
import { WithdrawalService } from './withdrawal.service.js';
import { PublicationService } from '../documents/publication.service.js';
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
    private readonly undoing: UndoAcceptanceService,
    private readonly withdrawal: WithdrawalService,
    private readonly facts: DocumentFactsService,
    private readonly publication: PublicationService,
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

  /** Corrects the facts of a document under review; of its publication in any state. */
  @Patch(':id')
  @ApiChanges()
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const facts = readChange(FactsBody, body);
    const { publication } = facts;
    if (publication !== undefined && Object.keys(facts).length === 1) {
      return documentItem(await this.publication.set(person, id, version, publication));
    }
    return documentItem(await this.facts.save(person, id, version, facts));
  }

  /** Puts what was kept into the plan, once; again it answers the same. */
  @Post(':id/accept')
  @HttpCode(200)
  async accept(@CurrentPerson() person: Person, @Param('id') id: string) {
    const made = await this.acceptance.accept(person, id, null);
    return { ...made, state: 'accepted' };
  }

  /** Withdraws what acceptance made and puts the document back into review; 409 names the actions in the way. */
  @Post(':id/undo-acceptance')
  @HttpCode(200)
  async undoAcceptance(@CurrentPerson() person: Person, @Param('id') id: string) {
    return documentItem(await this.undoing.undo(person, id));
  }

  /** Withdraws a document that nothing in the plan comes from, with a reason: `{"because"}`. */
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { because } = readBody(WithdrawForm, body);
    return documentItem(await this.withdrawal.withdraw(person, id, because));
  }

  /** Brings a withdrawn document back to where it was. */
  @Post(':id/bring-back')
  @HttpCode(200)
  async bringBack(@CurrentPerson() person: Person, @Param('id') id: string) {
    return documentItem(await this.withdrawal.bringBack(person, id));
  }
}
