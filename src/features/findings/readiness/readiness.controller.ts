import { Controller, Get, Query } from '@nestjs/common';
import { Templates } from '../../../platform/templates/templates.js';
import { NotFound, Refused } from '../../../web/errors/refusals.js';
import { file, page, type FileAnswer, type Page } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { recommendationPaths } from '../../recommendations/recommendations.paths.js';
import { readyModel } from './readiness.page.js';
import { readinessPaths } from './readiness.paths.js';
import { requiredVisitArea, visitAreaIn } from './readiness.form.js';
import { ReadinessService, type Ready, type VisitArea } from './readiness.service.js';

/** Ready for a visit: everything it would ask for about one area, to read here or to take along. */
@Controller()
@Requires('plan.read')
export class ReadinessController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly templates: Templates,
  ) {}

  @Get('ready-for-a-visit')
  async page(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const { themes, workstreams, covered } = await this.readiness.areas(person);
    const shared = {
      themes: themes.map((name) => ({ value: name, text: name })),
      workstreams: workstreams.map(({ id, name }) => ({ value: id, text: name })),
      covered,
      listPath: readinessPaths.page(),
      back: recommendationPaths.list(),
    };
    try {
      const area = visitAreaIn(query);
      if (area === null) return page('findings/readiness/views/ready.njk', { ...shared, chosen: {} });
      const ready = await this.readiness.read(person, area);
      const chosen = area as Readonly<Record<string, string>>;
      return page('findings/readiness/views/ready.njk', {
        ...shared,
        chosen,
        ready: readyModel(ready, nameOf(area, workstreams)),
        downloadPath: readinessPaths.download(chosen),
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const refused = { ...shared, chosen: query, problem: error.message };
      return page('findings/readiness/views/ready.njk', refused, { status: 422 });
    }
  }

  /** The page with its files, as one archive. */
  @Get('ready-for-a-visit.zip')
  async download(@CurrentPerson() person: Person, @Query() query: unknown): Promise<FileAnswer> {
    const area = requiredVisitArea(query);
    const { workstreams } = await this.readiness.areas(person);
    const ready = await this.readiness.read(person, area);
    return file(this.readiness.archive(ready, this.index(ready, nameOf(area, workstreams))), {
      fileName: `ready-for-a-visit-${person.authority.slug}-${ready.on}.zip`,
      mediaType: 'application/zip',
    });
  }

  private index(ready: Ready, areaName: string): string {
    return this.templates.render('findings/readiness/views/index.njk', {
      ready: readyModel(ready, areaName),
    });
  }
}

function nameOf(area: VisitArea, workstreams: readonly { id: string; name: string }[]): string {
  if ('theme' in area) return area.theme;
  if ('area' in area) return area.area;
  const found = workstreams.find(({ id }) => id === area.workstreamId);
  if (found === undefined) throw new NotFound('There is no such workstream');
  return found.name;
}
