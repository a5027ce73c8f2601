import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Text } from '../../web/forms/fields.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { documentPaths } from '../documents/documents.paths.js';
import { importPaths } from './imports.paths.js';
import { WithdrawalService } from './withdrawal.service.js';

export class WithdrawForm {
  @Text({ label: 'The reason', longest: 500, missing: 'Say why it is withdrawn' })
  because!: string;
}

/** Taking a document away that was uploaded by mistake, and bringing it back. */
@Controller('documents/:id')
@Requires('documents.upload')
export class WithdrawalController {
  constructor(private readonly withdrawal: WithdrawalService) {}

  @Get('withdraw')
  async ask(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { document } = await this.withdrawal.view(person, id);
    const because = document.state === 'unreadable' ? 'It could not be read' : undefined;
    return this.withdrawPage(person, id, formOf({ because }));
  }

  @Post('withdraw')
  withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WithdrawForm,
      body,
      async ({ because }) => {
        await this.withdrawal.withdraw(person, id, because);
        return redirectTo(documentPaths.list(), {
          flash: {
            kind: 'success',
            text: 'The document was withdrawn',
            link: { text: 'See withdrawn documents', href: documentPaths.withdrawn() },
          },
        });
      },
      (form) => this.withdrawPage(person, id, form),
    );
  }

  @Post('bring-back')
  async bringBack(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.withdrawal.bringBack(person, id);
    return redirectTo(importPaths.document(id), { flash: 'The document was brought back' });
  }

  private async withdrawPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { document } = await this.withdrawal.view(person, id);
    return page('imports/views/withdraw.njk', {
      form,
      title: document.title,
      state: document.state,
      undoAcceptance: importPaths.undoAcceptance(id),
      back: importPaths.document(id),
    });
  }
}
