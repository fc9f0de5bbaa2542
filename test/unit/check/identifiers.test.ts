import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import { npyBytes } from '../../reference/npy';
import { validateReport } from './tensors';

const LOGITS = [2, -3, 0.5, -4, -1, 3];
const TARGETS = [1, 0, 1, 0, 1, 0];
const NAMES = ['a.png', 'b.png', 'ü.png', 'd.png', 'e.png', 'f.png'];
/** From the largest cross-entropy on: a positive at −1, 0.5, 2, and a negative at 3, −3, −4. */
const HARDEST = { positives: [4, 2, 0], negatives: [5, 1, 3] };

async function checkBytes(name: string, bytes: Uint8Array): Promise<Report> {
  const report = await checkTensors({ files: [await openTensorFile(memoryFile(name, bytes))] });
  validateReport(report);
  return report;
}

function checkJson(document: unknown, name = 'data.json'): Promise<Report> {
  return checkBytes(name, new TextEncoder().encode(JSON.stringify(document)));
}

function expectNames(report: Report, names: readonly string[]): void {
  for (const side of ['positives', 'negatives'] as const) {
    expect(report.hardest[side].map(({ id }) => id)).toEqual(HARDEST[side].map((at) => names[at]));
  }
}

function expectNone({ hardest }: Report): void {
  expect([...hardest.positives, ...hardest.negatives].every((example) => !('id' in example))).toBe(true);
}

const columns = { logits: LOGITS, targets: TARGETS };
const records = LOGITS.map((logit, at) => ({ file: NAMES[at], logit, target: TARGETS[at] }));

it('texts of a list of JSON name the hardest examples', async () => {
  expectNames(await checkJson({ image_path: NAMES, ...columns }), NAMES);
  expectNames(await checkJson({ ...columns, 'sample ids': NAMES }), NAMES);
});

it('a field of records names them, whatever order its keys have', async () => {
  expectNames(await checkJson(records), NAMES);
  const turned = records.map(({ file, ...others }, at) =>
    at % 2 === 0 ? { ...others, file } : { file, ...others },
  );
  expectNames(await checkJson({ val: turned }), NAMES);
});

it('JSON Lines may hold NaN, which JSON does not know', async () => {
  const lines = [
    ...records.map((record) => JSON.stringify(record)),
    '{"file": "g.png", "logit": NaN, "target": 0}',
  ];
  const report = await checkBytes('data.jsonl', new TextEncoder().encode(lines.join('\n')));
  expect(report.counts.nonFinite).toBe(1);
  expectNames(report, NAMES);
});

it('whole numbers name them, exactly up to 64 bits where the file has them', async () => {
  expectNames(await checkJson({ ...columns, image_id: [11, 12, 13, 14, 15, 16] }), [
    '11',
    '12',
    '13',
    '14',
    '15',
    '16',
  ]);
  const ids = BigInt64Array.from({ length: 6 }, (_, at) => 2n ** 60n + BigInt(at));
  const report = await checkBytes(
    'data.npz',
    zipSync({
      'logits.npy': npyBytes('<f8', [6], Float64Array.from(LOGITS).buffer),
      'targets.npy': npyBytes('|u1', [6], Uint8Array.from(TARGETS).buffer),
      'ids.npy': npyBytes('<i8', [6], ids.buffer),
    }),
  );
  expectNames(report, Array.from(ids, String));
});

it('an array of another length, another role or another name names nothing', async () => {
  expectNone(await checkJson({ ...columns, image_path: NAMES.slice(1) }));
  expectNone(await checkJson({ ...columns, label_names: NAMES }));
  expectNone(await checkJson({ ...columns, area: [1, 2, 3, 4, 5, 6] }));
  expectNone(await checkJson({ ...columns, 'train/ids': NAMES }));
  expectNone(await checkJson({ ...columns, class_idx: TARGETS }));
  expectNone(await checkJson({ ...columns, category_id: TARGETS }));
  expectNone(await checkJson(columns));
});

it('a name with control characters is escaped, so that it steers no terminal', async () => {
  const names = NAMES.map((name) => `\u001b[2J${name}`);
  expectNames(
    await checkJson({ ...columns, paths: names }),
    NAMES.map((name) => `\\u001b[2J${name}`),
  );
});
