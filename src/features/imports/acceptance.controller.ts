import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { plural } from '../../platform/templates/filters.js';
import { Text } from '../../web/forms/fields.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PUBLICATION_CHOICES } from '../documents/document-words.js';
import { findingPaths } from '../findings/findings.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { AcceptancePreviewService } from './acceptance-preview.service.js';
import { AcceptanceService, type Accepted } from './acceptance.service.js';
import { importPaths } from './imports.paths.js';
import { UndoAcceptanceService } from './undo-acceptance.service.js';

export class AcceptForm {
  /** What the items were when the page was shown. */
  @Text({
    label: 'The state of the items',
    longest: 60,
    missing: 'Open the page again and check the numbers',
  })
  fingerprint!: string;
}

/** Nothing is typed to undo an acceptance: the page says what will happen, and the button does it. */
export class UndoForm {}

/** Putting what was reviewed into the plan, and taking it out again. */
@Controller('documents/:id')
@Requires('documents.accept')
export class AcceptanceController {
  constructor(
    private readonly acceptance: AcceptanceService,
    private readonly preview: AcceptancePreviewService,
    private readonly undoing: UndoAcceptanceService,
  ) {}

  @Get('accept')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page | Redirect> {
    return this.acceptPage(person, id, formOf());
  }

  @Post('accept')
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
            ...whatNext(id, made),
          },
        });
      },
      (form) => this.acceptPage(person, id, form),
    );
  }

  @Get('undo-acceptance')
  async askUndo(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.undoPage(person, id, formOf());
  }

  @Post('undo-acceptance')
  undo(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      UndoForm,
      body,
      async () => {
        await this.undoing.undo(person, id);
        return redirectTo(importPaths.review(id), {
          flash: 'The acceptance was undone. The document is in review again',
        });
      },
      (form) => this.undoPage(person, id, form),
    );
  }

  private async acceptPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { document, counts, due, told } = await this.preview.of(person, id);
    return page('imports/views/accept.njk', {
      form,
      title: document.title,
      isAccepted: document.state === 'accepted',
      counts,
      unchecked: counts.judgements + counts.recommendations + counts.findings - counts.checked,
      due,
      told,
      publication: PUBLICATION_CHOICES.find(({ value }) => value === document.publication),
      warnings: document.warnings.filter((warning) => warning.code === 'other_authority'),
      document: importPaths.document(id),
      review: importPaths.review(id),
    });
  }

  private async undoPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { document, counts, holds } = await this.undoing.preview(person, id);
    return page('imports/views/undo-acceptance.njk', {
      form,
      title: document.title,
      isAccepted: document.state === 'accepted',
      counts,
      holds,
      back: importPaths.document(id),
    });
  }
}

/** A letter that asks for nothing has findings to answer; anything else has recommendations to act on. */
function whatNext(id: string, { recommendations, findings }: Accepted) {
  if (recommendations === 0 && findings > 0) {
    return {
      text: `The document was accepted, with ${plural(findings, 'finding')}.`,
      link: { text: 'Answer them', href: findingPaths.next(id) },
    };
  }
  const stands = recommendations === 1 ? 'stands' : 'stand';
  return {
    text: `The document was accepted. ${plural(recommendations, 'recommendation')} now ${stands} in the plan.`,
    ...(recommendations > 0 && {
      link: { text: 'Go to them', href: recommendationPaths.list({ documentId: id }) },
    }),
  };
}
