import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Text } from '../../web/forms/fields.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import { plural } from '../../platform/templates/filters.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { AcceptanceService } from './acceptance.service.js';
import { importPaths } from './imports.paths.js';

export class AcceptForm {
  /** What the items were when the page was shown. */
  @Text({
    label: 'The state of the items',
    longest: 60,
    missing: 'Open the page again and check the numbers',
  })
  fingerprint!: string;
}

@Controller('documents/:id/accept')
@Requires('documents.accept')
export class AcceptanceController {
  constructor(private readonly acceptance: AcceptanceService) {}

  @Get()
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page | Redirect> {
    return this.acceptPage(person, id, formOf());
  }

  @Post()
  accept(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AcceptForm,
      body,
      async ({ fingerprint }) => {
        const made = await this.acceptance.accept(person, id, fingerprint);
        return redirectTo(importPaths.document(id), {
          flash: {
            kind: 'success',
            text: `The document was accepted. ${plural(made.recommendations, 'recommendation')} now stand${made.recommendations === 1 ? 's' : ''} in the plan.`,
            ...(made.recommendations > 0 && {
              link: { text: 'Go to them', href: recommendationPaths.list({ documentId: id }) },
            }),
          },
        });
      },
      (form) => this.acceptPage(person, id, form),
    );
  }

  private async acceptPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { document, counts } = await this.acceptance.proposal(person, id);
    return page('imports/views/accept.njk', {
      form,
      title: document.title,
      isAccepted: document.state === 'accepted',
      counts,
      warnings: document.warnings.filter((warning) => warning.code === 'other_authority'),
      document: importPaths.document(id),
      review: importPaths.review(id),
    });
  }
}
