import { describe, expect, test } from '@jest/globals';
import { INVENTED_REPORTS } from '../../../test/accuracy/invented-reports.js';
import { INVENTED_VISITS } from '../../../test/accuracy/invented-visits.js';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';

describe('documents of every kind, in their published shapes', () => {
  test.each([...INVENTED_VISITS, ...INVENTED_REPORTS].map((one) => [one.shape, one] as const))(
    '%s',
    (_shape, { text, document, sentiments, recommendations }) => {
      const found = extractFromText(printed(text), 'invented.txt');
      expect(found.document).toMatchObject(document);
      if (sentiments) expect(found.findings.map(({ sentiment }) => sentiment)).toEqual(sentiments);
      if (recommendations !== undefined) expect(found.recommendations).toHaveLength(recommendations);
    },
  );
});
