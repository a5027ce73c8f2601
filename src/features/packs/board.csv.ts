import { COLOURS } from '../../domain/rating/reason-code.js';
import { csvLine, CSV_MARK } from '../../platform/spreadsheets/csv-line.js';
import { COLOUR_NAMES } from '../actions/action-words.js';
import { reasonList } from '../actions/reason-words.js';
import type { Board } from './board.service.js';

/** The board page as one sheet: section, reference, what, and its value. Opens in Excel as it is (UTF-8 with mark). */
export function boardCsv(board: Board): string {
  const { figures, recommendations } = board;
  const lines: (string | number)[][] = [
    ['Section', 'Reference', 'What', 'Value'],
    ['Report', '', 'As at', board.asAt],
    ['Report', '', 'Rating preset', board.preset],
    ['Headline', '', 'Recommendations met', recommendations.met],
    ['Headline', '', 'Recommendations', recommendations.total],
    ['Headline', '', 'Recommendations without an action', recommendations.withoutAction],
    ['Headline', '', 'Actions complete', figures.complete],
    ['Headline', '', 'Actions', figures.total],
    ['Headline', '', 'Overdue', figures.overdue],
    ['Headline', '', 'Without an owner', figures.noOwner],
    ['Headline', '', 'Restricted actions left out', board.leftOut],
    ...COLOURS.map((colour) => ['By colour', '', COLOUR_NAMES[colour], figures.counts[colour]]),
    ...board.exceptions.map((line) => [
      'Exceptions',
      line.reference,
      line.title,
      [`due ${line.dueOn ?? 'no date'}`, reasonList(line.ratingReasons), line.inTheWay]
        .filter((part) => part)
        .join('; '),
    ]),
    ...board.withoutAction.map((row) => [
      'Recommendations without an action',
      row.number ?? '',
      row.text,
      '',
    ]),
    ...board.movement.flatMap(({ title, lines: changed }) =>
      changed.map((line) => [`Since ${board.since}: ${title}`, line.reference, line.title, line.what]),
    ),
  ];
  return `${CSV_MARK}${lines.map(csvLine).join('')}`;
}
