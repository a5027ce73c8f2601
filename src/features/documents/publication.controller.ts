import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { StaleVersion } from '../../web/errors/refusals.js';
import { Choice, Version } from '../../web/forms/fields.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import type { Publication } from './document.entity.js';
import { PUBLICATION_CHOICES, PUBLICATION_NAMES, PUBLICATIONS } from './document-words.js';
import { documentPaths } from './documents.paths.js';
import { PublicationService } from './publication.service.js';

export class PublicationForm {
  @Choice({ of: PUBLICATIONS, missing: 'Say whether the document is published' })
  publication!: Publication;

  @Version()
  version!: number;
}

/** The page on which it is said who may see a document, with the history of that. */
@Controller('documents/:id/publication')
@Requires('documents.set_publication')
export class PublicationController {
  constructor(private readonly publication: PublicationService) {}

  @Get()
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { document } = await this.publication.view(person, id);
    return this.publicationPage(person, id, formOf({ publication: document.publication }));
  }

  @Post()
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      PublicationForm,
      body,
      async ({ version, publication }) => {
        await this.publication.set(person, id, version, publication).catch(async (error) => {
          if (!(error instanceof StaleVersion)) throw error;
          const { document } = await this.publication.view(person, id);
          const saved = PUBLICATION_NAMES[document.publication];
          const typed = PUBLICATION_NAMES[publication];
          throw error.showing([{ label: 'Publication', saved, typed }], documentPaths.publication(id));
        });
        return redirectTo(documentPaths.document(id), {
          flash: `The document is now: ${PUBLICATION_NAMES[publication].toLowerCase()}`,
        });
      },
      (form) => this.publicationPage(person, id, form),
    );
  }

  private async publicationPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { document, changes } = await this.publication.view(person, id);
    return page('documents/views/publication.njk', {
      form,
      title: document.title,
      version: document.version,
      choices: PUBLICATION_CHOICES,
      changes: changes.map((change) => ({
        ...change,
        from: change.from && PUBLICATION_NAMES[change.from],
        to: PUBLICATION_NAMES[change.to],
      })),
      back: documentPaths.document(id),
    });
  }
}
