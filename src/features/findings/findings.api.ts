import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Sentiment } from '../../domain/intake/extraction.js';
import type { AnswerState } from '../../domain/lifecycle/finding-answer.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readListQuery, type ListQuery } from '../../web/api/list-query.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { SENTIMENTS } from './answer.form.js';
import type { FindingFilter, FindingView } from './findings.repository.js';
import { FindingsService } from './findings.service.js';

const ANSWER_STATES: readonly AnswerState[] = ['open', 'waiting', 'linked', 'set_aside'];

export const FINDING_LIST = {
  filters: { documentId: 'id', sentiment: SENTIMENTS, answer: ANSWER_STATES },
  sorts: ['position'],
  sort: 'position',
} as const;

/** The filters of a list query, in the words of the repository: readListQuery has checked every value. */
export function findingFilter(
  asked: ListQuery<'documentId' | 'sentiment' | 'answer'>,
): Omit<FindingFilter, 'publishedOnly'> {
  const { documentId, sentiment, answer } = asked.filters;
  return {
    documentId,
    sentiment: sentiment as readonly Sentiment[] | undefined,
    answer: answer as readonly AnswerState[] | undefined,
    q: asked.q,
  };
}

@ApiTags('findings')
@ApiSignIn()
@Controller('api/v1/findings')
export class FindingsApi {
  constructor(private readonly findings: FindingsService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, FINDING_LIST);
    return answerOf(
      await this.findings.list(person, findingFilter(asked), sliceOf(asked)),
      asked,
      findingItem,
    );
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return findingItem(await this.findings.view(person, id));
  }
}

export function findingItem(finding: FindingView) {
  const { id, documentId, number, section, sentiment, text, recommendationRefs, page, answer, version } =
    finding;
  return { id, documentId, number, section, sentiment, text, recommendationRefs, page, answer, version };
}
