import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { AsAt, asAtPath } from '../../web/api/as-at.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PlanDocumentService } from './plan-document.service.js';
import { planModel } from './plan.page.js';
import { planPaths } from './plans.paths.js';

const PLAN_FILES = [
  ['docx', 'Word'],
  ['pdf', 'PDF'],
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
  ['html', 'web page'],
  ['json', 'JSON'],
] as const;

/** The plan as a document, in the order of its recommendations: to read, and to print. */
@ApiTags('plan')
@ApiSignIn()
@Controller()
@Requires('plan.read')
export class PlanController {
  constructor(private readonly documents: PlanDocumentService) {}

  @Get('plan')
  async show(@CurrentPerson() person: Person, @AsAt() asAt: LocalDate | null): Promise<Page> {
    const document = await this.documents.read(person, asAt);
    const past = document.isPast ? document.asAt : null;
    return page('plans/views/plan.njk', {
      title: document.title,
      day: document.asAt,
      asAt: past,
      entries: planModel(document.entries, past),
      leftOut: document.leftOut,
      planPath: planPaths.plan(),
      workstreamsPath: planPaths.workstreams(),
      files: PLAN_FILES.map(([format, text]) => ({ text, href: asAtPath(planPaths.paper(format), past) })),
      versionsPath: planPaths.versions(),
      rebaselinePath: may('plan.manage', person) ? planPaths.rebaselinings() : null,
    });
  }

  /** The plan as it reads now, or as at a day. */
  @Get('api/v1/plan/document')
  read(@CurrentPerson() person: Person, @AsAt() asAt: LocalDate | null) {
    return this.documents.read(person, asAt);
  }
}
