import type { Reason } from '../../messages/reason';
import { TensorFileError } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';
import { withReasons } from '../report/interpretation';
import type { Interpretation, TargetKind } from '../report/report';
import { backgroundOf } from './background';
import type { InterpretationChoices } from './choices';
import type { Evidence } from './evidence';
import { ignoreIndexOf, isOtherEncoding } from './ignore-index';
import { inputKindOf } from './input-kind';
import { areDecisions, DECISIONS, maskReason } from './remarks';
import { type RowEvidence, rowEvidence } from './row-evidence';
import { firstRows, largestOfRows, shareSummingToOne } from './rows';
import { checkedAxis } from './shapes';

/** Most channels that can be classes; longer axes are taken for an image's columns or for examples. */
const MOST_CHANNELS = 4096;

/**
 * Least share of rows that sum to one at which the other rows are mistakes, and no examples with several or no
 * classes.
 */
const NEARLY_ALL = 0.95;

/** Interprets one target per logit: sigmoid with binary or soft targets, or softmax with one-hot or soft ones. */
export async function interpretElementwise(
  evidence: Evidence,
  chosen: InterpretationChoices,
): Promise<Interpretation> {
  const choices = withImpliedLink(evidence, chosen);
  const { ignoreIndex = isOtherEncoding(evidence.labels) ? null : undefined } = choices;
  const ignore = ignoreIndexOf(evidence.labels, (value) => value >= 0 && value <= 1, ignoreIndex);
  const found = await findOneOfMany(evidence, choices, ignore.value);
  const { array } = evidence.logits;
  const input = inputKindOf(array.name, evidence.values, found?.rows ?? null, choices);
  const oneOfMany = input.isSigmoid === true ? null : found;
  const hard = holdsOnlyZeroAndOne(evidence, ignore.value);
  const targets = targetKind(oneOfMany !== null, hard, choices);
  const classAxis = found?.classAxis ?? sigmoidClassAxis(evidence.logits, choices);
  const background =
    oneOfMany === null ? null : backgroundOf(evidence.logits, oneOfMany.counts, oneOfMany.classes, choices);
  const interpretation: Interpretation = {
    input: input.input,
    link: oneOfMany === null ? 'sigmoid' : 'softmax',
    targets,
    classAxis,
    classes: classAxis === null ? null : (evidence.logits.array.shape[classAxis] ?? null),
    backgroundClass: background?.value ?? null,
    ignoreIndex: ignore.value,
    why: [],
  };
  const reasons = [
    input.why,
    areDecisions(evidence, 1) ? DECISIONS : null,
    input.isSigmoid === true ? null : (oneOfMany?.why ?? sigmoidReason(evidence, classAxis, choices)),
    oneOfMany === null && choices.classAxis === undefined ? anchorReason(evidence, classAxis) : null,
    maskReason(oneOfMany?.rows ?? null),
    targetReason(targets, choices),
    background?.why ?? null,
    ignore.why,
  ];
  return withReasons(
    interpretation,
    reasons.filter((reason) => reason !== null),
  );
}

/**
 * Adds the link that chosen targets imply: one-hot targets a softmax, binary targets a sigmoid.
 * @throws TensorFileError for class indices, which need another shape
 */
function withImpliedLink({ targets }: Evidence, choices: InterpretationChoices): InterpretationChoices {
  if (choices.targets === 'index') {
    throw new TensorFileError(
      targets.file.name,
      { id: 'no-class-indices', facts: { targets: targets.array.shape } },
      { array: targets.array.name },
    );
  }
  if (choices.link !== undefined) {
    return choices;
  }
  if (choices.targets === 'one-hot') {
    return { ...choices, link: 'softmax' };
  }
  return choices.targets === 'binary' ? { ...choices, link: 'sigmoid' } : choices;
}

interface OneOfMany {
  readonly classAxis: number;
  readonly classes: number;
  readonly rows: RowEvidence | null;
  /** Number of examples of each class among the first rows. */
  readonly counts: ReadonlyMap<number, number>;
  readonly why: Reason;
}

/** The axis over which the targets sum to one, which means a softmax over the classes; null if there is none. */
async function findOneOfMany(
  { logits, targets, labels, signal }: Evidence,
  choices: InterpretationChoices,
  ignored: number | null,
): Promise<OneOfMany | null> {
  if (choices.link === 'sigmoid') {
    return null;
  }
  const { shape } = logits.array;
  const candidates =
    choices.link === 'softmax' || choices.classAxis !== undefined ? [] : candidateAxes(shape);
  if (choices.classAxis !== undefined && choices.classAxis !== null) {
    candidates.push(checkedAxis(logits, choices.classAxis));
  } else if (choices.link === 'softmax') {
    candidates.push(...candidateAxes(shape));
  }
  if (choices.link !== 'softmax' && labels.minimum < 0 && ignored === null) {
    return null;
  }
  for (const classAxis of candidates) {
    const rows = await firstRows(logits, targets, classAxis, true, signal);
    if (rows === null) {
      continue;
    }
    const share = shareSummingToOne(rows.targets, rows.channels, ignored);
    if (share < NEARLY_ALL && choices.link !== 'softmax') {
      continue;
    }
    return {
      classAxis,
      classes: rows.channels,
      rows: await rowEvidence(logits, targets, classAxis, true, signal),
      counts: largestOfRows(rows.targets, rows.channels),
      why:
        share >= NEARLY_ALL
          ? { id: 'targets-sum-to-one', facts: { axis: classAxis, classes: rows.channels, share } }
          : { id: 'softmax-over-axis-chosen', facts: { axis: classAxis } },
    };
  }
  if (choices.link === 'softmax') {
    throw new TensorFileError(
      logits.file.name,
      { id: 'no-class-axis', facts: { shape } },
      { array: logits.array.name },
    );
  }
  return null;
}

/**
 * Axes that may be the class axis: last, second, first. An axis of length one never is. Other axes than the last are left
 * out if they are as long as a list of examples, because their values are too far apart to read a few rows.
 */
function candidateAxes(shape: readonly number[]): number[] {
  if (shape.length < 2) {
    return [];
  }
  const last = shape.length - 1;
  const order = shape.length === 2 ? [1, 0] : [1, last, 0];
  return [...new Set(order)].filter((axis) => {
    const length = shape[axis] ?? 1;
    return length > 1 && (axis === last || length <= MOST_CHANNELS);
  });
}

function sigmoidClassAxis({ file, array }: ArraySource, choices: InterpretationChoices): number | null {
  if (choices.classAxis === null) {
    return null;
  }
  if (choices.classAxis !== undefined) {
    return checkedAxis({ file, array }, choices.classAxis);
  }
  const { shape } = array;
  const last = shape.length - 1;
  const usable = (axis: number) => (shape[axis] ?? 1) > 1 && (shape[axis] ?? 1) <= MOST_CHANNELS;
  if (shape.length === 2) {
    return usable(1) && shape[0] !== 1 ? 1 : null;
  }
  if (shape.length === 3) {
    return usable(2) && !isImage(shape) ? 2 : null;
  }
  if (shape.length >= 4) {
    return usable(1) ? 1 : shape.length === 4 || !usable(last) ? null : last;
  }
  return null;
}

/**
 * True for (N, H, W): both trailing axes are long, or they are similar and multiples of eight. A dense detector's
 * (N, anchors, classes) has many more anchors than classes.
 */
function isImage([, height = 0, width = 0]: readonly number[]): boolean {
  if (Math.min(height, width) < 16) {
    return false;
  }
  const isAlike = Math.max(height, width) <= 2 * Math.min(height, width);
  return width >= 128 || height === width || (isAlike && height % 8 === 0 && width % 8 === 0);
}

function holdsOnlyZeroAndOne({ labels }: Evidence, ignored: number | null): boolean {
  if (labels.occurrences === null) {
    return false;
  }
  return [...labels.occurrences.keys()].every(
    (value) => value === 0 || value === 1 || value === ignored || value < 0 || value > 1,
  );
}

function targetKind(isSoftmax: boolean, hard: boolean, choices: InterpretationChoices): TargetKind {
  if (choices.targets === 'soft' || (choices.targets === undefined && !hard)) {
    return 'soft';
  }
  return isSoftmax ? 'one-hot' : 'binary';
}

function sigmoidReason(
  { logits }: Evidence,
  classAxis: number | null,
  choices: InterpretationChoices,
): Reason {
  const { shape } = logits.array;
  if (choices.link === 'sigmoid') {
    return { id: 'sigmoid-chosen', facts: {} };
  }
  return classAxis === null
    ? { id: 'sigmoid-for-each-value', facts: { logits: shape } }
    : { id: 'sigmoid-multi-label', facts: { logits: shape, classes: shape[classAxis] ?? 1 } };
}

/** Columns with less than one positive each, and more of them than rows, are as likely the anchors of one class. */
function anchorReason({ logits, labels }: Evidence, classAxis: number | null): Reason | null {
  if (classAxis === null || labels.occurrences === null) {
    return null;
  }
  const { shape, elements } = logits.array;
  const columns = shape[classAxis] ?? 1;
  const rows = elements / columns;
  const positives = ((labels.occurrences.get(1) ?? 0) / labels.count) * rows;
  return columns > rows && positives < 1
    ? { id: 'classes-may-be-anchors', facts: { axis: classAxis, columns, rows } }
    : null;
}

function targetReason(targets: TargetKind, choices: InterpretationChoices): Reason {
  if (choices.targets !== undefined) {
    return { id: 'targets-chosen', facts: { targets } };
  }
  if (targets === 'soft') {
    return { id: 'targets-soft', facts: {} };
  }
  return { id: targets === 'binary' ? 'targets-binary' : 'targets-one-hot', facts: {} };
}
