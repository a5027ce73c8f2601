import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { documentItem } from '../documents/documents.api.js';
import { PublicationService } from '../documents/publication.service.js';
import { FactsBody } from './document.form.js';
import { DocumentFactsService } from './document-facts.service.js';
import { UndoAcceptanceService } from './undo-acceptance.service.js';
import { WithdrawForm } from './withdrawal.controller.js';
import { WithdrawalService } from './withdrawal.service.js';

/** What can be done with a document as a whole once it is there. */
@ApiTags('documents')
@ApiSignIn()
@Controller('api/v1/documents/:id')
export class DocumentChangesApi {
  constructor(
    private readonly facts: DocumentFactsService,
    private readonly publication: PublicationService,
    private readonly undoing: UndoAcceptanceService,
    private readonly withdrawal: WithdrawalService,
  ) {}

  /** Corrects the facts of a document under review; of its publication in any state. */
  @Patch()
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

  /** Withdraws what acceptance made and puts the document back into review; 409 names the actions in the way. */
  @Post('undo-acceptance')
  @HttpCode(200)
  async undoAcceptance(@CurrentPerson() person: Person, @Param('id') id: string) {
    return documentItem(await this.undoing.undo(person, id));
  }

  /** Withdraws a document that nothing in the plan comes from, with a reason: `{"because"}`. */
  @Post('withdraw')
  @HttpCode(200)
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { because } = readBody(WithdrawForm, body);
    return documentItem(await this.withdrawal.withdraw(person, id, because));
  }

  /** Brings a withdrawn document back to where it was. */
  @Post('bring-back')
  @HttpCode(200)
  async bringBack(@CurrentPerson() person: Person, @Param('id') id: string) {
    return documentItem(await this.withdrawal.bringBack(person, id));
  }
}
