import { VARIANTS } from '../../loss/variants/variants';
import { isOfSameGroup } from '../../tensor/roles';
import { arrayOfRole } from '../input/array-of-role';
import type { ArraySource } from '../input/batches';
import type { SelectedArrays } from '../input/select-arrays';
import type { GivenLoss, Losses } from '../report/report';

/** A loss that the files give as one number. */
export interface ScalarLoss {
  readonly source: ArraySource;
  readonly read: ReadLoss;
}

/** A given number before it is known what it is. */
export type ReadLoss = Pick<GivenLoss, 'file' | 'array' | 'value'>;

/** The tolerance of a sum that was taken in float16 or bfloat16 is wider; it is then no proof of a formula. */
const TOLERANCE = 1e-3;

/** True if an array of a loss holds one number for all the logits. */
export function isScalarLoss(loss: ArraySource, logits: ArraySource): boolean {
  return loss.array.elements === 1 && logits.array.elements > 1;
}

/** The scalar loss in the files of logits and targets; null when there is none. */
export async function scalarLoss(
  { logits, targets }: SelectedArrays,
  signal?: AbortSignal,
): Promise<ScalarLoss | null> {
  const files = [...new Set([logits.file, targets.file])];
  const isTaken = ({ array }: ArraySource) => array === logits.array || array === targets.array;
  const isOfPair = (name: string) => isOfSameGroup(name, logits.array.name);
  const { source } = arrayOfRole(files, 'loss', isTaken, isOfPair);
  if (source === undefined || !isScalarLoss(source, logits)) {
    return null;
  }
  for await (const { values } of source.file.chunks(source.array, signal === undefined ? {} : { signal })) {
    const value = values[0] ?? Number.NaN;
    return {
      source,
      read: {
        file: source.file.name,
        array: source.array.name,
        value: Number.isFinite(value) ? value : null,
      },
    };
  }
  return null;
}

/** Names a given number: the first variant in the report, and its first reduction, that are equal to it. */
export function recognisedLoss({ file, array, value }: ReadLoss, losses: Losses): GivenLoss {
  for (const { id: loss, reductions } of VARIANTS) {
    if (!isReported(loss, losses)) {
      continue;
    }
    for (const reduction of reductions) {
      if (reduction !== 'none' && isEqual(value, losses[loss][reduction])) {
        return { file, array, value, loss, reduction };
      }
    }
  }
  return { file, array, value, loss: null, reduction: null };
}

/** True if the report holds the reductions of a variant. */
function isReported(variant: string, losses: Losses): variant is keyof Losses {
  return variant in losses;
}

function isEqual(given: number | null, expected: number | null): boolean {
  return given !== null && expected !== null && Math.abs(given - expected) <= TOLERANCE * Math.abs(expected);
}
