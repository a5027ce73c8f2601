import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formOf } from '../../web/forms/form-state.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { heading } from './plan-sheet.page.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { SheetMendingService } from './sheet-mending.service.js';

const MOST_AT_ONCE = 200;
const WHY = {
  number: 'It has this number',
  shared_number: 'Several have this number, and this is the one of the document received last',
  text: 'It has these words',
  words: 'It speaks of the same',
} as const;

/** Which recommendations the sheet means: proposed by number and words, confirmed by a person. */
@Controller('plan-sheets/:id/recommendations')
@Requires('plan_sheets.import')
export class SheetRecommendationsController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly mending: SheetMendingService,
  ) {}

  @Get()
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    return page('plan-sheets/views/recommendations.njk', {
      form: formOf(),
      ...heading(sheet),
      printed: check.checked.recommendations.slice(0, MOST_AT_ONCE).map((one, index) => ({
        index,
        key: one.key,
        text: one.text,
        rows: one.rows,
        chosen: one.decided === undefined ? (one.offer?.id ?? '') : (one.decided ?? 'none'),
        isDecided: one.decided !== undefined,
        why: one.decided === undefined && one.offer ? WHY[one.offer.why] : null,
      })),
      recommendations: check.recommendations.map(({ id, number, text, documentTitle }) => ({
        id,
        text: `${number ? `${number}. ` : ''}${text.slice(0, 110)}${text.length > 110 ? '…' : ''} (${documentTitle.slice(0, 40)})`,
      })),
      recommendationsPath: planSheetPaths.recommendations(id),
      isOpen: sheet.state === 'to_check',
    });
  }

  @Post()
  async confirm(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Redirect> {
    const posted = (body ?? {}) as Record<string, unknown>;
    const text = (name: string) => (typeof posted[name] === 'string' ? posted[name].trim() : '');
    const chosen: Record<string, string | null> = {};
    for (let index = 0; index < MOST_AT_ONCE; index += 1) {
      const [key, which] = [text(`key-${index}`), text(`which-${index}`)];
      if (key !== '' && which !== '') chosen[key] = which === 'none' ? null : which;
    }
    await this.mending.decideRecommendations(person, id, chosen);
    return redirectTo(planSheetPaths.sheet(id), { flash: 'The recommendations were confirmed' });
  }
}
