import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../../schemas/focal-loss-report.schema.json';
import statisticsSchema from '../../../schemas/focal-loss-statistics.schema.json';
import { type CheckRequest, checkTensors } from '../../../src/check/check';
import type { Report, Statement } from '../../../src/check/report/report';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import type { DataType, TensorFile } from '../../../src/tensor/tensor-file';

export interface ArrayText {
  readonly shape: readonly number[];
  readonly data: readonly number[];
  readonly dtype?: DataType;
}

/** Opens arrays as the JSON file `{name: {shape, dtype, data}}`, read by the real reader. */
export async function tensors(arrays: Readonly<Record<string, ArrayText>>): Promise<TensorFile> {
  const parts = Object.entries(arrays).map(([name, { shape, data, dtype = 'float64' }]) => {
    const numbers = data.map((value) => (Number.isNaN(value) ? 'NaN' : String(value))).join(',');
    return `${JSON.stringify(name)}:{"shape":${JSON.stringify(shape)},"dtype":"${dtype}","data":[${numbers}]}`;
  });
  return openTensorFile(memoryFile('tensors.json', new TextEncoder().encode(`{${parts.join(',')}}`)));
}

/** A vector. */
export function vector(data: readonly number[], dtype?: DataType): ArrayText {
  return { shape: [data.length], data, ...(dtype === undefined ? {} : { dtype }) };
}

export async function check(
  arrays: Readonly<Record<string, ArrayText>>,
  request: Omit<CheckRequest, 'files'> = {},
): Promise<Report> {
  const report = await checkTensors({ files: [await tensors(arrays)], ...request });
  validateReport(report);
  return report;
}

const validate = new Ajv({ allErrors: true }).compile(schema);
const validateStatistics = new Ajv({ allErrors: true })
  .addVocabulary([...new Set(JSON.stringify(statisticsSchema).match(/\bx-[a-z-]+(?=":)/g))])
  .compile(statisticsSchema);

/** Throws unless the document, written and read as JSON, follows the published schemas. */
export function validateReport(document: object): void {
  assertValid(validate, document);
  assertValid(validateStatistics, new Map(Object.entries(document)).get('statistics'));
}

function assertValid(isValid: ValidateFunction, document: unknown): void {
  if (!isValid(JSON.parse(JSON.stringify(document)))) {
    throw new Error(JSON.stringify(isValid.errors));
  }
}

/** The finding of that id, whether it is a root cause or follows from one. */
export function findingOf(report: Report, id: string): Statement | undefined {
  return report.findings
    .flatMap((finding) => [finding, ...finding.consequences])
    .find((finding) => finding.id === id);
}

/** Pseudo-random numbers in [0, 1), the same in every run (Mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Logits in [−4, 4) and labels of classes, the same in every run. */
export function randomArrays(seed: number): {
  logits(...shape: number[]): ArrayText;
  /** Labels from 0 to count − 1. */
  classes(count: number, ...shape: number[]): ArrayText;
} {
  const random = randomNumbers(seed);
  const values = (shape: readonly number[], value: () => number) =>
    Array.from({ length: shape.reduce((product, length) => product * length, 1) }, value);
  return {
    logits: (...shape) => ({ shape, data: values(shape, () => 8 * random() - 4) }),
    classes: (count, ...shape) => ({
      shape,
      dtype: 'int64',
      data: values(shape, () => Math.floor(count * random())),
    }),
  };
}
