import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EVIDENCE_FORMS, EVIDENCE_STATES } from '../../domain/lifecycle/evidence-item.js';
import { EVIDENCE_KINDS } from '../../domain/lifecycle/publishing.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { listAnswer, readListQuery, type ListAnswer } from '../../web/api/list-query.js';
import { NotFound } from '../../web/errors/refusals.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Answer } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionReadingService } from '../actions/action-reading.service.js';
import { EvidenceFiles } from './evidence-files.js';
import type { EvidenceRow } from './evidence-reading.repository.js';
import { EvidenceReadingService } from './evidence-reading.service.js';
import {
  DecisionBody,
  EvidenceForm,
  itemOf,
  lookedInto,
  NewVersionForm,
  ServeAlsoBody,
  WithdrawForm,
} from './evidence.form.js';
import { EvidenceService } from './evidence.service.js';
import { privateFile } from './private-file.js';

const LIST = {
  filters: {
    actionId: 'id',
    kind: EVIDENCE_KINDS,
    form: EVIDENCE_FORMS,
    state: EVIDENCE_STATES,
    suppliedBy: 'id',
  },
  sorts: ['suppliedAt'],
  sort: '-suppliedAt',
} as const;

@ApiTags('evidence')
@ApiSignIn()
@Controller('api/v1')
export class EvidenceApi {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly reading: EvidenceReadingService,
    private readonly actions: ActionReadingService,
    private readonly files: EvidenceFiles,
  ) {}

  /** Newest first. */
  @Get('evidence')
  @Requires('evidence.read')
  list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<ListAnswer<EvidenceRow>> {
    return this.answer(person, query, {});
  }

  @Get('evidence/:id')
  @Requires('evidence.read')
  one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<EvidenceRow> {
    return this.reading.one(person, id);
  }

  /** Newest first. */
  @Get('actions/:id/evidence')
  @Requires('evidence.read')
  async ofAction(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<ListAnswer<EvidenceRow>> {
    await this.actions.item(person, id);
    return this.answer(person, query, { actionId: [id] });
  }

  /** A file as multipart, or a link as JSON. */
  @Post('actions/:id/evidence')
  @Requires('evidence.attach')
  async supply(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<EvidenceRow> {
    const value = readBody(EvidenceForm, body);
    const { item, file } = await itemOf(value, body, this.files);
    return this.reading.one(person, await this.evidence.supply(person, [id, ...value.actionIds], item, file));
  }

  /** It shows something about another action too. */
  @Post('evidence/:id/actions')
  @HttpCode(200)
  @Requires('evidence.attach')
  async serveAlso(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<EvidenceRow> {
    await this.evidence.serveAlso(person, id, readBody(ServeAlsoBody, body).actionId);
    return this.reading.one(person, id);
  }

  @Get('evidence/:id/files/:number')
  @Requires('evidence.read')
  async file(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<Answer> {
    if (!/^[1-9]\d{0,4}$/.test(number)) throw new NotFound('There is no such version of this file');
    return privateFile(await this.reading.file(person, id, Number(number)));
  }

  /** A newer version of its file, as multipart. */
  @Post('evidence/:id/files')
  @Requires('evidence.attach')
  async supplyAgain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<EvidenceRow> {
    const { file } = readBody(NewVersionForm, body);
    await this.evidence.supplyAgain(person, id, await lookedInto(file, body, this.files));
    return this.reading.one(person, id);
  }

  @Post('evidence/:id/accept')
  @HttpCode(200)
  @Requires('evidence.decide')
  accept(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.decide(person, id, body, true);
  }

  @Post('evidence/:id/refuse')
  @HttpCode(200)
  @Requires('evidence.decide')
  refuse(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.decide(person, id, body, false);
  }

  @Post('evidence/:id/withdraw')
  @HttpCode(200)
  @Requires('evidence.attach')
  async withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<EvidenceRow> {
    await this.evidence.withdraw(person, id, readBody(WithdrawForm, body).reason);
    return this.reading.one(person, id);
  }

  private async decide(person: Person, id: string, body: unknown, accept: boolean): Promise<EvidenceRow> {
    await this.evidence.decide(person, id, { accept, ...readBody(DecisionBody, body) });
    return this.reading.one(person, id);
  }

  private async answer(
    person: Person,
    query: unknown,
    more: { actionId?: readonly string[] },
  ): Promise<ListAnswer<EvidenceRow>> {
    const asked = readListQuery(query, LIST);
    const { rows, total } = await this.reading.list(person, { ...asked.filters, q: asked.q, ...more }, asked);
    return listAnswer(
      rows,
      asked,
      total,
      (row) => row.suppliedAt.toISOString(),
      (row) => row,
    );
  }
}
