import { Controller, Get, Query } from '@nestjs/common';
import { page, type Page } from '../pages/answers.js';
import type { Person } from '../person.js';
import { CurrentPerson, Requires } from '../sign-in/access.decorators.js';
import { KIND_WORDS } from './child-details.js';
import { PrivacyOverrides } from './privacy-overrides.js';

const ON_A_PAGE = 50;
const PATH = '/privacy-reasons';

/** Where texts were kept although they looked like a child's details, and why. */
@Controller()
export class PrivacyOverridesController {
  constructor(private readonly overrides: PrivacyOverrides) {}

  @Get('privacy-reasons')
  @Requires('privacy.read')
  async list(@CurrentPerson() person: Person, @Query('page') wanted?: string): Promise<Page> {
    const number = /^[1-9]\d{0,3}$/.test(wanted ?? '') ? Number(wanted) : 1;
    const offset = (number - 1) * ON_A_PAGE;
    const { rows, total } = await this.overrides.list(person, { limit: ON_A_PAGE, offset });
    const to = (one: number) => (one > 1 ? `${PATH}?page=${one}` : PATH);
    return page('privacy-reasons.njk', {
      rows: rows.map((row) => ({ ...row, kinds: row.kinds.map((kind) => KIND_WORDS[kind]).join(', ') })),
      pages: {
        previous: number > 1 ? to(number - 1) : null,
        next: offset + rows.length < total ? to(number + 1) : null,
        text: rows.length === 0 ? null : `${offset + 1} to ${offset + rows.length} of ${total}`,
      },
    });
  }
}
