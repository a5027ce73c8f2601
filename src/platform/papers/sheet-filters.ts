import type { Feature } from 'write-excel-file/node';

/** A sheet whose first row is the header of a table with so many columns and rows. */
export interface FilteredSheet {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
}

type File = NonNullable<NonNullable<Feature<never>['files']>['transform']>;

/**
 * What the writer of workbooks leaves to others: a filter on the header of each table, and the header again on every
 * printed page. `null` for a sheet without a table.
 */
export function withFilters(sheets: readonly (FilteredSheet | null)[]): Feature<never> {
  const transform: File = {
    'xl/worksheets/sheet{id}.xml': {
      transform: (xml, _options, { sheetIndex }) => {
        const sheet = sheets[sheetIndex];
        if (!sheet || sheet.rows === 0) return xml;
        return xml.replace(
          '</sheetData>',
          `</sheetData><autoFilter ref="A1:${columnName(sheet.columns)}${sheet.rows + 1}"/>`,
        );
      },
    },
    'xl/workbook.xml': {
      transform: (xml) => {
        const names = sheets.map((sheet, at) => (sheet === null ? '' : definedNames(sheet, at))).join('');
        return names === ''
          ? xml
          : xml.replace('</sheets>', `</sheets><definedNames>${names}</definedNames>`);
      },
    },
  };
  return { files: { transform } };
}

function definedNames({ name, columns, rows }: FilteredSheet, at: number): string {
  const sheet = escaped(`'${name.replaceAll("'", "''")}'`);
  const filter =
    rows === 0
      ? ''
      : `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheet}!$A$1:$${columnName(columns)}$${rows + 1}</definedName>`;
  return `${filter}<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$1:$1</definedName>`;
}

function columnName(count: number): string {
  const rest = (count - 1) % 26;
  const before = Math.floor((count - 1) / 26);
  return (before > 0 ? columnName(before) : '') + String.fromCharCode(65 + rest);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
