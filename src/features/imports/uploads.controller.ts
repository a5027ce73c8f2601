import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { documentPaths } from '../documents/documents.paths.js';
import { UploadForm } from './document.form.js';
import { importPaths } from './imports.paths.js';
import { UploadsService } from './uploads.service.js';

@Controller('documents')
@Requires('documents.upload')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly clock: Clock,
  ) {}

  @Get('upload')
  form(): Page {
    return this.show(formOf({ publication: 'published', receivedOn: this.clock.today() }));
  }

  @Post('upload')
  upload(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      UploadForm,
      body,
      async ({ file, publication, receivedOn }) => {
        const { documentId, already } = await this.uploads.upload(person, {
          fileName: file.fileName,
          bytes: await file.bytes(),
          publication,
          receivedOn,
        });
        const flash = {
          kind: 'notice',
          text: 'This file was uploaded before. This is what came of it.',
        } as const;
        return redirectTo(importPaths.document(documentId), already ? { flash } : {});
      },
      (form) => this.show(form),
    );
  }

  @Post(':id/read-again')
  async readAgain(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.uploads.readAgain(person, id);
    return redirectTo(importPaths.document(id));
  }

  private show(form: FormState): Page {
    return page('imports/views/upload.njk', { form, back: documentPaths.list() });
  }
}
