import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx';

const INK = '0B0C0C';
const QUIET = '4F5F61';
const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '12343B' },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
});

/**
 * The styles of a Word paper under the names that Word itself has for them, so that a council's own template fits over
 * them. Sizes are in half points, spaces in twentieths of a point.
 */
export const wordStyles: IStylesOptions = {
  default: {
    document: { run: { font: 'Arial', size: 21, color: INK, language: { value: 'en-GB' } } },
    title: {
      run: { size: 44, bold: true, color: '12343B' },
      paragraph: { spacing: { before: 60, after: 120, line: 264 } },
    },
    heading1: heading(32, 400),
    heading2: heading(26, 280),
    heading3: heading(22, 200),
  },
  paragraphStyles: [
    { id: 'Normal', name: 'Normal', quickFormat: true, paragraph: { spacing: { after: 120, line: 276 } } },
    plain('Subtitle', 'Subtitle', { size: 22, color: QUIET }, { after: 280 }),
    plain('Organisation', 'Organisation', { size: 24, bold: true }, { after: 120, line: 276 }),
    plain('Lede', 'Lede', { size: 25, bold: true }, { after: 140 }),
    plain('Quiet', 'Quiet', { size: 19, color: QUIET }, { after: 100 }),
    plain('Figure', 'Figure', { size: 24 }, { after: 60 }),
    plain('TableText', 'Table Text', { size: 17 }, { before: 20, after: 20, line: 240 }),
    plain('TableHeading', 'Table Heading', { size: 17, bold: true }, { before: 20, after: 20, line: 240 }),
    {
      ...plain('TableNumber', 'Table Number', { size: 17 }, { before: 20, after: 20, line: 240 }),
      paragraph: { spacing: { before: 20, after: 20, line: 240 }, alignment: AlignmentType.RIGHT },
    },
    plain('AfterTable', 'After Table', { size: 12 }, { after: 80 }),
    plain('PageBreak', 'Page Break', { size: 2 }, { after: 0 }),
    {
      ...plain('Caption', 'caption', { size: 20, bold: true, color: INK }, { before: 160, after: 80 }),
      quickFormat: true,
    },
    plain('Header', 'header', { size: 16, color: QUIET }, { after: 0 }),
    plain('Footer', 'footer', { size: 16, color: QUIET }, { after: 0 }),
    {
      id: 'ListBullet',
      name: 'List Bullet',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { numbering: { reference: 'bullets', level: 0 }, spacing: { after: 60 } },
    },
  ],
};

export const wordNumbering: INumberingOptions = {
  config: [
    {
      reference: 'bullets',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 400, hanging: 260 } } },
        },
      ],
    },
  ],
};

function plain(
  id: string,
  name: string,
  run: { size: number; bold?: boolean; color?: string },
  spacing: { before?: number; after: number; line?: number },
) {
  return { id, name, basedOn: 'Normal', next: 'Normal', run, paragraph: { spacing } };
}
