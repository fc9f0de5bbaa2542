import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { PLAIN, reportText } from '../../../src/check/render/text';
import type { Report } from '../../../src/check/report/report';
import { textWidth } from '../../../src/format/text-width';
import { en } from '../../../src/messages/en';
import { zhCn } from '../../../src/messages/zh-cn';
import { check, vector } from './tensors';

let reports: Report[];

beforeAll(async () => {
  reports = [
    await check({ logits: vector([-3, 40, Number.NaN, -1, -4]), targets: vector([0, 1, 0, 1, 0]) }),
    await check({
      logits: { shape: [4, 3], data: [2, 0, -1, 0, 1, 3, -2, 1, 0, 1, 1, 4] },
      labels: vector([0, 2, 1, 2]),
    }),
  ];
});

it('a report fits into every terminal of 40 to 200 columns, in each language', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 200 }), fc.constantFrom(en, zhCn), (columns, messages) => {
      for (const report of reports) {
        const lines = reportText(report, messages, { ...PLAIN, columns }).split('\n');
        expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
      }
    }),
  );
});
