import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { requiredVisitArea } from './readiness.form.js';
import { ReadinessService } from './readiness.service.js';

@ApiTags('readiness')
@ApiSignIn()
@Controller('api/v1/readiness')
@Requires('plan.read')
export class ReadinessApi {
  constructor(private readonly readiness: ReadinessService) {}

  /** What a visit would ask for about one `theme`, `workstreamId` or `area`; restricted items are left out, counted. */
  @Get()
  async read(@CurrentPerson() person: Person, @Query() query: unknown) {
    const { on, rows, actions, evidence, measures, leftOut } = await this.readiness.read(
      person,
      requiredVisitArea(query),
    );
    return {
      on,
      recommendations: rows.map(({ id, number, text, status, gaps, notLookedAtSince, towards }) => ({
        id,
        number,
        text,
        status,
        gaps,
        notLookedAtSince,
        actionIds: towards.map((action) => action.id),
      })),
      actions: [...actions.values()],
      evidence: [...evidence.values()].map(({ file, ...item }) => ({
        ...item,
        file: file && { fileName: file.fileName, byteSize: file.byteSize, sha256: file.sha256 },
      })),
      measures,
      leftOut,
    };
  }
}
