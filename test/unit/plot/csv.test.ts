import { expect, it } from 'vitest';
import { toCsv } from '../../../webview/shared/csv';

it('CSV quotes fields that would break a row', () => {
  expect(toCsv(['a', 'b,c'], [['say "hi"', 1]])).toBe('a,"b,c"\r\n"say ""hi""",1\r\n');
});
