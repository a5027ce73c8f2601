import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { plural } from '../../platform/templates/filters.js';
import { READABLE_ENDINGS } from '../../platform/document-text/file-type.js';
import { PUBLICATION_CHOICES } from '../documents/document-words.js';
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
        const files = [file].flat();
        const uploads = await Promise.all(
          files.map(async (one) => ({
            fileName: one.fileName,
            bytes: await one.bytes(),
            sha256: one.sha256.toString('hex'),
            publication,
            receivedOn,
          })),
        );
        if (uploads.length === 1) return this.one(await this.uploads.upload(person, uploads[0]!));
        return this.several(await this.uploads.uploadAll(person, uploads));
      },
      (form) => this.show(form),
    );
  }

  @Post(':id/read-again')
  async readAgain(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.uploads.readAgain(person, id);
    return redirectTo(importPaths.document(id));
  }

  private one({ documentId, already }: { documentId: string; already: boolean }): Redirect {
    const text = 'This file was uploaded before. This is what came of it.';
    return redirectTo(importPaths.document(documentId), already ? { flash: { kind: 'notice', text } } : {});
  }

  private several(taken: readonly { already: boolean }[]): Redirect {
    const known = taken.filter(({ already }) => already).length;
    const fresh = `${plural(taken.length - known, 'document was', 'documents were')} uploaded`;
    const again = known > 0 ? `; ${plural(known, 'file was', 'files were')} here before` : '';
    return redirectTo(documentPaths.list(), { flash: `${fresh}${again}. They are being read.` });
  }

  private show(form: FormState): Page {
    return page('imports/views/upload.njk', {
      form,
      endings: READABLE_ENDINGS.join(','),
      publications: PUBLICATION_CHOICES,
      back: documentPaths.list(),
    });
  }
}
