import type { GatherTask } from '../check/statistics/engine';

/** Enough to tell real weights from zeros and ones. */
const LOOKED_AT = 4096;

/**
 * Whether one of the first weights is neither zero nor one. Where such come late, a run of the kernel finds them, and what it
 * did until then is in vain.
 * @throws what reading throws, and the signal's reason when cancelled
 */
export async function haveRealWeights({ sources: { weight }, signal }: GatherTask): Promise<boolean> {
  if (weight === undefined) {
    return false;
  }
  const { file, array } = weight.source;
  const range = { start: 0, end: Math.min(LOOKED_AT, array.elements) };
  for await (const { values } of file.chunks(array, signal === undefined ? range : { ...range, signal })) {
    if (values.some((value: number) => value !== 0 && value !== 1)) {
      return true;
    }
  }
  return false;
}
