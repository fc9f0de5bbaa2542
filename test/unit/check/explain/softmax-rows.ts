import type { SoftmaxRows } from '../../../../src/check/explain/rows';
import type { Report } from '../../../../src/check/report/report';
import { check, randomNumbers, vector } from '../tensors';

export const CLASSES = 4;

/** Rows of logits, of which that of the target is somewhat larger. */
export interface RandomRows {
  readonly logits: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

/** @param spread the width of the logits */
export function randomRows(seed: number, spread = 5, count = 90): RandomRows {
  const random = randomNumbers(seed);
  const targets = Array.from({ length: count }, () => Math.floor(random() ** 2 * CLASSES));
  const logits = targets.map((target) =>
    Array.from({ length: CLASSES }, (_, at) => spread * (random() - 0.5) + (at === target ? 1.5 : 0)),
  );
  return { logits, targets };
}

/** The report of rows, and the rows as they are read a second time. */
export async function checkedRows({ logits, targets }: RandomRows): Promise<[Report, SoftmaxRows]> {
  const report = await check({
    logits: { shape: [targets.length, CLASSES], data: logits.flat() },
    targets: vector(targets, 'int64'),
  });
  return [
    report,
    {
      link: 'softmax',
      logits: Float64Array.from(logits.flat()),
      targets: Int32Array.from(targets),
      examples: Int32Array.from(targets.keys()),
      ignored: new Float64Array(0),
      backgroundClass: null,
      exampleCount: targets.length,
      channelCount: CLASSES,
    },
  ];
}

export function softmax(logits: readonly number[]): number[] {
  const powers = logits.map(Math.exp);
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((one) => one / sum);
}
