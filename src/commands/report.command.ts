import { writeFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { boardCsv } from '../features/packs/board.csv.js';
import { boardJson } from '../features/packs/board.json.js';
import { boardPage } from '../features/packs/board.page.js';
import { type Board, BoardService } from '../features/packs/board.service.js';
import { packJson } from '../features/packs/pack.json.js';
import { PackReadingService } from '../features/packs/pack-reading.service.js';
import { shownPack } from '../features/packs/pack-shown.js';
import { OperatorDoor } from '../platform/database/operator.door.js';
import { Settings } from '../platform/settings/settings.js';
import { Templates } from '../platform/templates/templates.js';
import { withApplication } from './application.js';
import { type Call, type Command, NotDone } from './command.js';

const FORMATS = ['html', 'csv', 'json'];
const FORMATS_OF_PACKS = ['html', 'json'];

/** The board report as it is now, or an issued pack, written to a file. */
export const command: Command = {
  usage: 'report --authority SLUG [--pack N] --format html|csv|json --out FILE [--json]',
  options: {
    authority: { type: 'string' },
    pack: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  async run(call: Call): Promise<number> {
    const slug = call.needed('authority');
    const format = call.needed('format');
    const out = call.needed('out');
    const pack = packNumber(call);
    const formats = pack === null ? FORMATS : FORMATS_OF_PACKS;
    if (!formats.includes(format))
      throw call.wrong(`The report comes as ${formats.join(', ')}, not as ${format}`);
    const asAt = await withApplication(async (app) => {
      const authority = await app.get(OperatorDoor).authorityBySlug(slug);
      if (authority === null) throw new NotDone(`There is no authority with the slug ${slug}`);
      if (pack !== null) return writePack(app, { ...authority, slug }, pack, { format, out });
      const read = await app.get(BoardService).boardOf(authority.id);
      const sheet = { authority: authority.name, slug, ...boardPage(read, app.get(Settings).baseUrl) };
      const html = format === 'html' ? app.get(Templates).render('packs/views/report.njk', sheet) : '';
      await write(out, written(format, slug, read, html));
      return read.asAt;
    });
    call.print({ authority: slug, asAt, ...(pack !== null && { pack }), format, out }, `Wrote ${out}`);
    return 0;
  },
};

function packNumber(call: Call): number | null {
  const text = call.text('pack');
  if (text === null) return null;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw call.wrong(`A pack has a number such as 3, not ${text}`);
  return Number(text);
}

/** Part 1 of the latest issue of the improvement board's pack, as it was issued. */
async function writePack(
  app: INestApplicationContext,
  authority: { readonly id: string; readonly slug: string },
  number: number,
  { format, out }: { readonly format: string; readonly out: string },
): Promise<string> {
  const read = await app.get(PackReadingService).issuedByNumber(authority.id, number);
  if (read === null) throw new NotDone(`No pack ${number} has been issued in ${authority.slug}`);
  const text =
    format === 'html'
      ? app.get(Templates).render('papers/paper-file.njk', shownPack(read.pack, read.content))
      : `${JSON.stringify(packJson(authority.slug, read), null, 2)}\n`;
  await write(out, text);
  return read.content.asAt;
}

function written(format: string, slug: string, board: Board, html: string): string {
  if (format === 'html') return html;
  return format === 'csv' ? boardCsv(board) : `${JSON.stringify(boardJson(slug, board), null, 2)}\n`;
}

async function write(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new NotDone(`${file} cannot be written: ${(error as Error).message}`);
  }
}
