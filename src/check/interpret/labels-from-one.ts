import type { TensorFile, TensorValues } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';
import type { InterpretationChoices } from './choices';
import type { Evidence } from './evidence';
import type { Observations } from './observations';
import type { ShapeMatch } from './shapes';

/** Values that mean "leave this out" and are no labels. */
const MARKS: readonly number[] = [-1, -100, 255];

/**
 * The evidence with 1 subtracted from each label, where the labels count from 1: the values 1 and 2 beside a sigmoid, or 1
 * to K, and no 0, beside K classes. Null where they do not.
 */
export function withLabelsFromZero(
  evidence: Evidence,
  match: ShapeMatch,
  choices: InterpretationChoices,
): Evidence | null {
  const { occurrences } = evidence.labels;
  if (occurrences === null || choices.targets === 'soft') {
    return null;
  }
  const { ignoreIndex } = choices;
  const isMark = (value: number) => value === ignoreIndex || MARKS.includes(value);
  const labels = [...occurrences.keys()].filter((value) => !isMark(value));
  const last = lastLabel(evidence, match, choices);
  const areFromOne =
    labels.includes(last) &&
    labels.includes(1) &&
    labels.every((value) => Number.isInteger(value) && value >= 1 && value <= last);
  if (!areFromOne) {
    return null;
  }
  return {
    ...evidence,
    targets: shifted(evidence.targets, isMark),
    labels: shiftedObservations(evidence.labels, occurrences, isMark),
  };
}

function lastLabel({ logits }: Evidence, match: ShapeMatch, { classAxis }: InterpretationChoices): number {
  if (match.kind === 'elementwise') {
    return 2;
  }
  return logits.array.shape[classAxis ?? match.classAxes[0] ?? 0] ?? 0;
}

function shiftedObservations(
  labels: Observations,
  occurrences: ReadonlyMap<number, number>,
  isMark: (value: number) => boolean,
): Observations {
  const moved = new Map([...occurrences].map(([value, count]) => [isMark(value) ? value : value - 1, count]));
  return {
    ...labels,
    minimum: Math.min(...moved.keys()),
    maximum: Math.max(...moved.keys()),
    occurrences: moved,
  };
}

/** The targets less 1; whoever reads their file by itself would not see that, so it has no placement. */
function shifted({ file, array }: ArraySource, isMark: (value: number) => boolean): ArraySource {
  const chunks: TensorFile['chunks'] = async function* (of, options) {
    for await (const { start, values } of file.chunks(of, options)) {
      yield { start, values: lessOne(values, isMark) };
    }
  };
  return { file: { ...file, chunks, placement: () => undefined }, array };
}

function lessOne(values: TensorValues, isMark: (value: number) => boolean): TensorValues {
  const moved = values.slice();
  for (let at = 0; at < moved.length; at++) {
    const value = moved[at] ?? 0;
    moved[at] = isMark(value) ? value : value - 1;
  }
  return moved;
}
