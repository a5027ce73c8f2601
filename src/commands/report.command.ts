import { writeFile } from 'node:fs/promises';
import { type AskedPaper, FILE_FORMATS, PaperWriter } from '../features/packs/paper/paper-file.js';
import { ReportService } from '../features/packs/paper/report.service.js';
import { OperatorDoor } from '../platform/database/operator.door.js';
import { withApplication } from './application.js';
import { type Call, type Command, NotDone } from './command.js';

/** The board report as it is now, or an issued pack, written to a file. */
export const command: Command = {
  usage: 'report --authority SLUG [--pack N] --format html|docx|pdf|xlsx|csv|json --out FILE [--json]',
  options: {
    authority: { type: 'string' },
    pack: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  async run(call: Call): Promise<number> {
    const slug = call.needed('authority');
    const asked = call.needed('format');
    const out = call.needed('out');
    const format = FILE_FORMATS.find((one) => one === asked);
    if (format === undefined)
      throw call.wrong(`The report comes as ${FILE_FORMATS.join(', ')}, not as ${asked}`);
    const number = numberOf(call);
    const asAt = await withApplication(async (app) => {
      const authority = await app.get(OperatorDoor).authorityBySlug(slug);
      if (authority === null) throw new NotDone(`There is no authority with the slug ${slug}`);
      const reports = app.get(ReportService);
      const report =
        number === null
          ? await reports.standing({ id: authority.id, slug })
          : await reports.pack({ id: authority.id, slug }, number);
      if (report === null) throw new NotDone(`${authority.name} has issued no pack ${number}`);
      await write(out, await app.get(PaperWriter).file(report, format));
      return asAtOf(report);
    });
    call.print({ authority: slug, asAt, pack: number, format, out }, `Wrote ${out}`);
    return 0;
  },
};

function numberOf(call: Call): number | null {
  const given = call.text('pack');
  if (given === null) return null;
  if (!/^[1-9]\d{0,5}$/.test(given)) throw call.wrong(`A pack has a number such as 3, not ${given}`);
  return Number(given);
}

function asAtOf({ data }: AskedPaper): unknown {
  return 'asAt' in data ? data.asAt : null;
}

async function write(file: string, content: Buffer): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new NotDone(`${file} cannot be written: ${(error as Error).message}`);
  }
}
