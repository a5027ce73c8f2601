import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { daysBetween } from '../../domain/calendar/day-number.js';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { historyPaths } from '../history/history.paths.js';
import { RaiseForm } from './challenge.form.js';
import { challengeModel, entryModel } from './challenge.page.js';
import { aboutOfPage, pageRaisedFrom } from './challenge-subject.js';
import { ABOUT_NAMES, STATE_NAMES } from './challenge-words.js';
import { CHALLENGE_LIST, challengesAsked, type ChallengeQuery } from './challenges-asked.js';
import { challengesCsv } from './challenges.csv.js';
import { challengePaths } from './challenges.paths.js';
import { ChallengesService } from './challenges.service.js';
import { ExchangeReading } from './exchange-reading.service.js';

/** The whole log in one sheet; nobody's is longer. */
const MOST_IN_A_SHEET = 10_000;

/** The log of challenges, one with its exchange, and raising one from any page. */
@Controller()
@Requires('challenges.read')
export class ChallengesController {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly reading: ExchangeReading,
  ) {}

  @Get('challenges')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, CHALLENGE_LIST);
    const found = await this.challenges.list(person, challengesAsked(asked), asked.sort, sliceOf(asked));
    const { figures, today } = found;
    const opens = may('challenges.read', person);
    return page('challenges/views/list.njk', {
      rows: found.rows.map((row) => challengeModel(row, today, opens)),
      pages: pagesOf(challengePaths.list(), query, asked, found.total),
      figures: {
        ...figures,
        oldestDays: figures.oldestOn === null ? null : daysBetween(figures.oldestOn, today),
      },
      hrefs: {
        open: challengePaths.list({ state: 'open' }),
        answered: challengePaths.list({ state: 'answered' }),
        closed: challengePaths.list({ state: 'closed' }),
        overdue: challengePaths.list({ overdue: 'true' }),
      },
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      filter: {
        q: asked.q,
        state: asked.filters.state?.[0],
        mine: asked.filters.mine?.[0],
        overdue: asked.filters.overdue?.[0],
      },
      states: Object.entries(STATE_NAMES).map(([value, text]) => ({ value, text })),
      listPath: challengePaths.list(),
      csvPath: challengePaths.csv(queryOf(asked)),
      raisePath: may('challenges.raise', person) ? challengePaths.raise() : null,
    });
  }

  @Get('challenges.csv')
  async csv(@CurrentPerson() person: Person, @Query() query: unknown): Promise<FileAnswer> {
    const asked = readListQuery(query, CHALLENGE_LIST);
    const part = { limit: MOST_IN_A_SHEET, offset: 0 };
    const { rows, today } = await this.challenges.list(person, challengesAsked(asked), asked.sort, part);
    return file(challengesCsv(rows, today), {
      fileName: `challenges-${person.authority.slug}-${today}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    });
  }

  @Get('challenges/new')
  @Requires('challenges.raise')
  async new(@CurrentPerson() person: Person, @Query('from') from?: string): Promise<Page> {
    return this.raisePage(person, pageRaisedFrom(from), null);
  }

  @Post('challenges/new')
  @Requires('challenges.raise')
  raise(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      RaiseForm,
      body,
      async ({ question, askedFor, askedOfId, dueOn, ...form }) => {
        const raisedFrom = pageRaisedFrom(form.raisedFrom);
        const about = aboutOfPage(raisedFrom);
        const asked = { question, askedFor, askedOfId, dueOn, about, raisedFrom };
        const id = await this.challenges.raise(person, asked);
        return redirectTo(challengePaths.challenge(id), {
          flash: 'The challenge was raised. The person asked is told in the next morning’s mail',
        });
      },
      (form) => this.raisePage(person, pageRaisedFrom(form.values['raisedFrom'] as string), form),
    );
  }

  @Get('challenges/:id')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { challenge, exchange, today, readsAll, may: mayDo } = await this.reading.page(person, id);
    return page('challenges/views/challenge.njk', {
      challenge: challengeModel(challenge, today, readsAll),
      exchange: exchange.map((entry) => entryModel(entry, readsAll)),
      may: mayDo,
      links: challengePaths,
      historyPath: historyPaths.of('challenges', id),
    });
  }

  private async raisePage(person: Person, raisedFrom: string, typed: FormState | null): Promise<Page> {
    const raising = await this.challenges.raising(person, aboutOfPage(raisedFrom));
    const { suggestedId, dueOn, about, aboutTitle, people, asksThemselves } = raising;
    return page('challenges/views/new.njk', {
      form: typed ?? formOf({ askedOfId: suggestedId, dueOn }),
      raisedFrom,
      asksThemselves,
      aboutName: about === null ? null : ABOUT_NAMES[about.kind],
      aboutTitle,
      people: people.map(({ personId, name, agencyName }) => ({
        value: personId,
        text: agencyName === null ? name : `${name} (${agencyName})`,
      })),
      back: raisedFrom === '' ? challengePaths.list() : raisedFrom,
    });
  }
}

function queryOf({ filters, q }: ChallengeQuery): Record<string, string> {
  const named = Object.entries(filters).map(([name, values]) => [name, values.join(',')] as const);
  return Object.fromEntries(q === null ? named : [...named, ['q', q]]);
}
