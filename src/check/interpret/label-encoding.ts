import type { TensorFile, TensorValues } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';
import type { InterpretationChoices } from './choices';
import type { Evidence, LabelEncoding } from './evidence';
import type { Observations } from './observations';
import type { ShapeMatch } from './shapes';

/** Values that mean "leave this out" and are no labels. */
const MARKS: readonly number[] = [-1, -100, 255];
/** Values that stand for 0 and 1, and the one of them that has to be read as another. */
const PAIRS = [
  { id: 'labels-are-plus-minus-one', low: -1, high: 1, from: -1, to: 0 },
  { id: 'labels-are-0-and-255', low: 0, high: 255, from: 255, to: 1 },
] as const;
/** If one value of a pair is rarer, it may be a mark after all. */
const LEAST_SHARE = 0.01;

/** The encoding of the labels; null where they count from 0, or where a value that encodes may be a mark. */
export function labelEncodingOf(
  evidence: Evidence,
  match: ShapeMatch,
  choices: InterpretationChoices,
): LabelEncoding | null {
  const { occurrences } = evidence.labels;
  if (occurrences === null || choices.targets === 'soft') {
    return null;
  }
  const last = lastLabel(evidence, match, choices);
  // With more than two classes, labels have two values only if each logit has its own.
  const pair = match.kind === 'elementwise' || last === 2 ? pairOf(occurrences, choices.ignoreIndex) : null;
  return pair ?? countedFromOne(occurrences, last, choices.ignoreIndex);
}

/** The evidence with labels as they are read. */
export function withEncodedLabels(evidence: Evidence, { read }: LabelEncoding): Evidence {
  const { labels, targets } = evidence;
  const occurrences = new Map([...(labels.occurrences ?? [])].map(([value, count]) => [read(value), count]));
  return {
    ...evidence,
    targets: encoded(targets, read),
    labels: {
      ...labels,
      minimum: Math.min(...occurrences.keys()),
      maximum: Math.max(...occurrences.keys()),
      occurrences,
    },
  };
}

/** Two classes as −1 and 1, or as 0 and 255, if there is no other value and both are frequent. */
function pairOf(
  occurrences: NonNullable<Observations['occurrences']>,
  ignoreIndex: number | null | undefined,
): LabelEncoding | null {
  const total = [...occurrences.values()].reduce((sum, count) => sum + count, 0);
  const isFrequent = (value: number) => (occurrences.get(value) ?? 0) >= LEAST_SHARE * total;
  const pair = PAIRS.find(({ low, high }) => occurrences.size === 2 && isFrequent(low) && isFrequent(high));
  if (pair === undefined || ignoreIndex === pair.low || ignoreIndex === pair.high) {
    return null;
  }
  const { id, from, to } = pair;
  // Both values change places, so that one which the sample did not have is seen in the pass.
  const exchanged = (value: number) => (value === from ? to : value === to ? from : value);
  return {
    why: { id, facts: {} },
    read: exchanged,
    written: exchanged,
  };
}

/** The labels 1 and 2 beside a sigmoid, or 1 to K, and no 0, beside K classes. */
function countedFromOne(
  occurrences: NonNullable<Observations['occurrences']>,
  last: number,
  ignoreIndex: number | null | undefined,
): LabelEncoding | null {
  const isMark = (value: number) => value === ignoreIndex || MARKS.includes(value);
  const labels = [...occurrences.keys()].filter((value) => !isMark(value));
  const areFromOne =
    labels.includes(last) &&
    labels.includes(1) &&
    labels.every((value) => Number.isInteger(value) && value >= 1 && value <= last);
  if (!areFromOne) {
    return null;
  }
  return {
    why: { id: 'labels-count-from-one', facts: {} },
    read: (value) => (isMark(value) ? value : value - 1),
    written: (label) => (isMark(label) ? label : label + 1),
  };
}

function lastLabel({ logits }: Evidence, match: ShapeMatch, { classAxis }: InterpretationChoices): number {
  if (match.kind === 'elementwise') {
    return 2;
  }
  return logits.array.shape[classAxis ?? match.classAxes[0] ?? 0] ?? 0;
}

/** The encoded targets have no placement in the file: a direct read of it would give the values before the encoding. */
function encoded({ file, array }: ArraySource, read: LabelEncoding['read']): ArraySource {
  const chunks: TensorFile['chunks'] = async function* (of, options) {
    for await (const { start, values } of file.chunks(of, options)) {
      yield { start, values: readEach(values, read) };
    }
  };
  return { file: { ...file, chunks, placement: () => undefined }, array };
}

function readEach(values: TensorValues, read: LabelEncoding['read']): TensorValues {
  const labels = values.slice();
  for (let at = 0; at < labels.length; at++) {
    labels[at] = read(values[at] ?? 0);
  }
  return labels;
}
