import { writeFile } from 'node:fs/promises';
import { boardCsv } from '../features/packs/board.csv.js';
import { boardJson } from '../features/packs/board.json.js';
import { boardPage } from '../features/packs/board.page.js';
import { type Board, BoardService } from '../features/packs/board.service.js';
import { OperatorDoor } from '../platform/database/operator.door.js';
import { Settings } from '../platform/settings/settings.js';
import { Templates } from '../platform/templates/templates.js';
import { withApplication } from './application.js';
import { type Call, type Command, NotDone } from './command.js';

const FORMATS = ['html', 'csv', 'json'];

/** The board report as it is now, written to a file. */
export const command: Command = {
  usage: 'report --authority SLUG --format html|csv|json --out FILE [--json]',
  options: { authority: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  async run(call: Call): Promise<number> {
    const slug = call.needed('authority');
    const format = call.needed('format');
    const out = call.needed('out');
    if (!FORMATS.includes(format))
      throw call.wrong(`The report comes as ${FORMATS.join(', ')}, not as ${format}`);
    const board = await withApplication(async (app) => {
      const authority = await app.get(OperatorDoor).authorityBySlug(slug);
      if (authority === null) throw new NotDone(`There is no authority with the slug ${slug}`);
      const read = await app.get(BoardService).boardOf(authority.id);
      const sheet = { authority: authority.name, slug, ...boardPage(read, app.get(Settings).baseUrl) };
      const html = format === 'html' ? app.get(Templates).render('packs/views/report.njk', sheet) : '';
      await write(out, written(format, slug, read, html));
      return read;
    });
    call.print({ authority: slug, asAt: board.asAt, format, out }, `Wrote ${out}`);
    return 0;
  },
};

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
