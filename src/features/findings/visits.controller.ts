import { Controller, Get, Param, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { isCheck } from '../../domain/lifecycle/finding-answer.js';
import { readListQuery } from '../../web/api/list-query.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ACTION_STATUS_NAMES, ASSURANCE_NAMES, COLOUR_NAMES } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { KIND_NAMES } from '../documents/document-words.js';
import { documentPaths } from '../documents/documents.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { findingModel, linkModel } from './finding.page.js';
import { findingPaths } from './findings.paths.js';
import { VisitsService, type VisitRead } from './visits.service.js';
import type { VisitRow, WeSaid } from './visits.repository.js';

const LIST = { filters: {}, sorts: ['documentOn'], sort: '-documentOn' } as const;

/** Visits and checks: how far they are answered, and each as what they said, what we said, what we do. */
@Controller('visits')
@Requires('documents.read')
export class VisitsController {
  constructor(private readonly visits: VisitsService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, LIST);
    const { rows, total } = await this.visits.list(person, sliceOf(asked));
    const mayLink = may('findings.link', person);
    return page('findings/views/visits.njk', {
      rows: rows.map(visitModel),
      pages: pagesOf(findingPaths.visits(), query, asked, total),
      mayLink,
      addPath: mayLink ? findingPaths.add() : null,
      toAgreePath: may('findings.agree', person) ? findingPaths.toAgree() : null,
    });
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const read = await this.visits.read(person, id);
    const mayLink = may('findings.link', person);
    return page('findings/views/visit.njk', {
      visit: visitModel(read.visit),
      findings: read.findings.map((finding) => said(read, finding.id)),
      documentPath: documentPaths.document(id),
      nextPath: mayLink && read.visit.open > 0 ? findingPaths.next(id) : null,
      addPath: mayLink && read.visit.isTyped ? findingPaths.add(id) : null,
      mayLink,
      back: findingPaths.visits(),
    });
  }
}

function visitModel(visit: VisitRow) {
  const answered = visit.findings - visit.open - visit.waiting;
  const wanted = isCheck(visit.kind) || answered > 0 || visit.waiting > 0;
  return {
    ...visit,
    kindName: KIND_NAMES[visit.kind],
    answered,
    isAnswered: visit.open + visit.waiting === 0,
    // Of the inspection that the plan answers nobody has to link every paragraph.
    isWanted: wanted,
    href: findingPaths.visit(visit.id),
    nextHref: findingPaths.next(visit.id),
  };
}

/** "Green, complete, verified" on the day before, and the words that stood behind it. */
function saidModel({ rating, status, assurance, before, since }: WeSaid) {
  const isPublished = rating !== null && status !== null && status !== 'draft';
  const claim = isPublished ? [COLOUR_NAMES[rating], ACTION_STATUS_NAMES[status].toLowerCase()] : [];
  if (isPublished && assurance !== null && assurance !== 'not_reported') {
    claim.push(ASSURANCE_NAMES[assurance].toLowerCase());
  }
  return { claim: isPublished ? claim.join(', ') : 'no published action then', before, since };
}

/** One row: what they said, what we had said, what we do. */
function said({ findings, links, weSaid, towards }: VisitRead, findingId: string) {
  const finding = findings.find(({ id }) => id === findingId)!;
  const own = links.filter((link) => link.findingId === findingId);
  const direct = own.flatMap(({ actionId, reference, title, rating, status }) =>
    actionId === null ? [] : [{ id: actionId, reference: reference!, title: title!, rating, status }],
  );
  const further = own
    .flatMap(({ recommendationId }) => towards.get(recommendationId ?? '') ?? [])
    .filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index)
    .filter(({ id }) => !direct.some((one) => one.id === id));
  return {
    ...findingModel(finding),
    links: own.map(linkModel),
    isHidden: own.length === 0 && finding.answer !== 'open',
    weSaid: [...direct, ...further].flatMap(({ id, reference }) => {
      const ours = weSaid.get(id);
      return ours === undefined ? [] : [{ reference, ...saidModel(ours) }];
    }),
    // Those linked themselves stand with their link.
    weDo: further.map((action) => ({ ...action, href: actionPaths.action(action.id) })),
    wantsAction: own.some(({ link }) => link === 'new_concern') && direct.length + further.length === 0,
  };
}
