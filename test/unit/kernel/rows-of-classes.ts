import type { CheckRequest } from '../../../src/check/check';
import { randomNumbers } from '../check/tensors';
import { bothReports } from './both-reports';
import { softmaxData } from './softmax-reports';
import { bytes, float32, type NamedArray, safetensors } from './tensors';

// Rows of a softmax, and weights for them.

export const ROWS = 403;
export const CLASSES = 6;
export const softmax = { link: 'softmax', input: 'logits' } as const;

export type Arrays = Readonly<Record<string, NamedArray>>;

export async function reportsOf(arrays: Arrays, request: Omit<CheckRequest, 'files'> = {}) {
  return bothReports([await safetensors(arrays)], { choices: softmax, ...request });
}

export function rows(
  seed: number,
  classes = CLASSES,
): { readonly arrays: Arrays } & ReturnType<typeof softmaxData> {
  const data = softmaxData(ROWS, classes, seed);
  const arrays = { logits: float32([ROWS, classes], data.logits), targets: bytes([ROWS], data.targets) };
  return { ...data, arrays };
}

export const random = randomNumbers(23);

/** Weights up to 3; one in ten is zero. */
export function weightsOf(length: number): number[] {
  return Array.from({ length }, () => (random() < 0.1 ? 0 : 3 * random()));
}
