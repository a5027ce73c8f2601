import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { columnLetter } from '../domain/plan-sheet/sheet-grid.js';
import { placeInWords } from '../domain/plan-sheet/sheet-problem.js';
import { PlanImportService, type PlanImported } from '../features/plan-sheets/plan-import.service.js';
import { outcomeInWords } from '../features/plan-sheets/plan-sheet-outcome.js';
import { CHANGE_NAMES, changeLines } from '../features/plan-sheets/sheet-changes.page.js';
import { OperatorDoor } from '../platform/database/operator.door.js';
import { LARGEST_SPREADSHEET } from '../platform/spreadsheets/spreadsheet-limits.js';
import { withApplication } from './application.js';
import { type Call, type Command, NotDone } from './command.js';

/** Brings an existing plan in: every problem, or all of it. */
export const command: Command = {
  usage: 'plan import FILE --authority SLUG [--dry-run] [--take-proposals] [--json]',
  options: {
    authority: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'take-proposals': { type: 'boolean' },
  },
  words: 1,
  async run(call: Call): Promise<number> {
    const [source] = call.words;
    if (source === undefined) throw call.wrong('Name a file');
    const slug = call.needed('authority');
    const dryRun = call.flag('dry-run');
    const bytes = await readWhole(source);
    const imported = await withApplication(async (app) => {
      const authority = await app.get(OperatorDoor).authorityBySlug(slug);
      if (authority === null) throw new NotDone(`There is no authority with the slug ${slug}`);
      return app.get(PlanImportService, { strict: false }).importFile({
        authorityId: authority.id,
        actor: { kind: 'import' },
        fileName: basename(source),
        bytes,
        dryRun,
        takeProposals: call.flag('take-proposals'),
      });
    });
    print(call, imported, source);
    return imported.problems.length > 0 ? 1 : 0;
  },
};

/** The file as it is at one moment: one that is being saved meanwhile is refused, not read half. */
async function readWhole(source: string): Promise<Buffer> {
  const before = await stat(source).catch(() => {
    throw new NotDone(`There is no file ${source}`);
  });
  if (!before.isFile()) throw new NotDone(`${source} is no file`);
  if (before.size > LARGEST_SPREADSHEET)
    throw new NotDone(`${source} is larger than 10 MB: keep the sheet with the plan alone`);
  const bytes = await readFile(source);
  const after = await stat(source);
  if (after.mtimeMs !== before.mtimeMs || after.size !== before.size || bytes.length !== after.size) {
    throw new NotDone(
      `${source} was changed while it was read: close it in the other program, and try again`,
    );
  }
  return bytes;
}

function print(call: Call, imported: PlanImported, source: string): void {
  const { problems, comparison, severalSheets, planSheetId, leftOut, outcome } = imported;
  for (const problem of problems) {
    const { sheet, row, column, code, message, value, accepted, proposal } = problem;
    const advice = [
      proposal && `Proposed: ${proposal}`,
      accepted.length > 0 && `Accepted: ${accepted.join(', ')}`,
    ].filter(Boolean);
    call.print(
      { row, column: columnLetter(column), code, message, sheet, value, accepted, proposal },
      `${placeInWords(problem, severalSheets)}: ${message}${advice.length > 0 ? `. ${advice.join('. ')}` : ''}`,
    );
  }
  const rows = changeLines(comparison).map(({ kind, planned, standing, changed }) => ({
    change: kind,
    row: planned?.row ?? null,
    reference: planned?.reference ?? standing?.sheetReference ?? null,
    action: standing?.reference ?? null,
    title: planned?.title ?? standing?.title ?? '',
    changes: (changed?.changes ?? []).map(({ field, from, to }) => ({ field, from, to })),
    askDate: changed?.askDate ?? null,
    proposeComplete: changed?.proposeComplete ?? false,
  }));
  const lines = rows.map(
    ({ change, reference, title, changes }) =>
      `${CHANGE_NAMES[change]}: ${[reference, title].filter(Boolean).join(' ')}${changes.length > 0 ? ` (${changes.map(({ field }) => field).join(', ')})` : ''}`,
  );
  const applied = planSheetId !== null;
  call.print(
    { planSheetId, applied, problems: problems.length, leftOut, ...outcome, rows },
    [...lines, summary(source, imported, applied)].join('\n'),
  );
}

function summary(source: string, { problems, outcome }: PlanImported, applied: boolean): string {
  const words = outcomeInWords(outcome, applied).join(', ') || 'nothing to change';
  if (problems.length > 0) {
    return `${source}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. Nothing was brought in. Without them: ${words}`;
  }
  return applied ? `${source}: ${words}` : `${source}: nothing was written. ${words}`;
}
