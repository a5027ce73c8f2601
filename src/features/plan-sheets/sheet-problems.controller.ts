import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { PLAN_FIELD_NAMES } from '../../domain/plan-sheet/plan-field.js';
import { columnIndex, columnLetter } from '../../domain/plan-sheet/sheet-grid.js';
import {
  placeInWords,
  placeKey,
  problemKey,
  type SheetProblem,
} from '../../domain/plan-sheet/sheet-problem.js';
import { plural } from '../../platform/templates/filters.js';
import { readListQuery } from '../../web/api/list-query.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { checkHasSeveralSheets, heading, OF_PEOPLE } from './plan-sheet.page.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { SheetMendingService, type CellMended } from './sheet-mending.service.js';

const PROBLEM_LIST = { filters: {}, sorts: ['row'], sort: 'row' } as const;
const SHOWN_AT_ONCE = 25;

/** Every problem at its row and column, each with a field to mend the cell in. */
@Controller('plan-sheets/:id')
@Requires('plan_sheets.import')
export class SheetProblemsController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly mending: SheetMendingService,
  ) {}

  @Get('problems')
  show(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown): Promise<Page> {
    return this.problemsPage(person, id, query);
  }

  @Post('problems')
  async mend(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Redirect> {
    const { check } = await this.sheets.check(person, id);
    const { cells, confirmed } = postedMending(body, check.checked.problems);
    const meanwhile = await this.mending.mend(person, id, cells, confirmed);
    if (meanwhile.length > 0) {
      const text = meanwhile
        .map(
          ({ row, column, stands, typed }) =>
            `Row ${row}, column ${columnLetter(column)}: somebody else wrote “${stands}” meanwhile, so your “${typed}” was not saved`,
        )
        .join('. ');
      return redirectTo(planSheetPaths.problems(id), { flash: { kind: 'notice', text } });
    }
    const left = (await this.sheets.check(person, id)).check.checked.problems.filter(
      ({ code }) => !OF_PEOPLE.includes(code),
    ).length;
    const said = cells.length + confirmed.length === 0 ? 'Nothing was changed' : 'Saved';
    if (left === 0)
      return redirectTo(planSheetPaths.sheet(id), { flash: `${said}. No problem is left in the cells` });
    return redirectTo(planSheetPaths.problems(id), { flash: `${said}. ${plural(left, 'problem')} left` });
  }

  @Post('proposals')
  async takeAll(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    const taken = await this.mending.takeProposals(person, id);
    return redirectTo(planSheetPaths.problems(id), { flash: `${plural(taken, 'proposal')} taken` });
  }

  private async problemsPage(person: Person, id: string, query: unknown): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    const all = check.checked.problems.filter(({ code }) => !OF_PEOPLE.includes(code));
    const cells = byCell(all);
    const asked = { ...readListQuery(query, PROBLEM_LIST), limit: SHOWN_AT_ONCE };
    const { offset } = sliceOf(asked);
    const severalSheets = checkHasSeveralSheets(check);
    const proposals = all.filter(
      (one) => one.proposal !== null || (one.toConfirm && one.code !== 'child_details'),
    ).length;
    return page('plan-sheets/views/problems.njk', {
      ...heading(sheet),
      total: all.length,
      proposals,
      cells: cells
        .slice(offset, offset + SHOWN_AT_ONCE)
        .map((problems, index) => cellModel(problems, index, severalSheets)),
      pages: pagesOf(planSheetPaths.problems(id), query, asked, cells.length),
      problemsPath: planSheetPaths.problems(id),
      proposalsPath: planSheetPaths.proposals(id),
      uploadPath: planSheetPaths.upload(),
      isOpen: sheet.state === 'to_check',
    });
  }
}

/** Several problems of one cell are mended in one field. */
function byCell(problems: readonly SheetProblem[]): SheetProblem[][] {
  const cells = new Map<string, SheetProblem[]>();
  for (const problem of problems) {
    const key = placeKey(problem.sheet, problem.row, problem.column);
    cells.set(key, [...(cells.get(key) ?? []), problem]);
  }
  return [...cells.values()];
}

function cellModel(problems: readonly SheetProblem[], index: number, severalSheets: boolean) {
  const [first] = problems as [SheetProblem];
  return {
    index,
    at: placeKey(first.sheet, first.row, first.column),
    place: placeInWords(first, severalSheets),
    column: PLAN_FIELD_NAMES[first.field],
    messages: problems.map(({ message }) => message),
    value: first.value,
    isLong: first.value.length > 60 || first.value.includes('\n'),
    accepted: problems.flatMap(({ accepted }) => accepted),
    proposal: problems.find(({ proposal }) => proposal !== null)?.proposal ?? null,
    toConfirm: problems.some(({ toConfirm }) => toConfirm),
  };
}

/** Fields of the page: at-0 (the cell), was-0, value-0, take-0 (the proposal), right-0 (it is right as it stands). */
function postedMending(
  body: unknown,
  problems: readonly SheetProblem[],
): { cells: CellMended[]; confirmed: string[] } {
  const posted = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) =>
    (typeof posted[name] === 'string' ? posted[name] : '').replace(/\r\n?/g, '\n');
  const cells: CellMended[] = [];
  const confirmed: string[] = [];
  for (let index = 0; index < SHOWN_AT_ONCE; index += 1) {
    const place = placeOf(text(`at-${index}`));
    if (place === null) continue;
    const here = problems.filter((one) => placeKey(one.sheet, one.row, one.column) === text(`at-${index}`));
    const proposal =
      text(`take-${index}`) === 'yes' ? here.find((one) => one.proposal !== null)?.proposal : undefined;
    const typed = proposal ?? text(`value-${index}`).trim();
    if (typed !== text(`was-${index}`).trim())
      cells.push({ ...place, text: typed, was: text(`was-${index}`) });
    else if (text(`right-${index}`) === 'yes')
      confirmed.push(...here.filter((one) => one.toConfirm).map(problemKey));
  }
  return { cells, confirmed };
}

/** "Plan!F14": the sheet, the column, the row. */
export function placeOf(key: string): { sheet: string; row: number; column: number } | null {
  const found = /^([\s\S]*)!([A-Z]{1,3})(\d{1,7})$/.exec(key);
  const column = found ? columnIndex(found[2]!) : null;
  return found && column !== null ? { sheet: found[1]!, row: Number(found[3]), column } : null;
}
