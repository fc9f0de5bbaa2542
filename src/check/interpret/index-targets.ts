import type { Reason } from '../../messages/reason';
import { TensorFileError } from '../../tensor/tensor-file';
import { withReasons } from '../report/interpretation';
import type { Interpretation } from '../report/report';
import { backgroundOf } from './background';
import type { InterpretationChoices } from './choices';
import type { Evidence } from './evidence';
import { ignoreIndexOf } from './ignore-index';
import { inputKindOf } from './input-kind';
import { areDecisions, DECISIONS, maskReason } from './remarks';
import { areLogProbabilities, areProbabilities, type RowEvidence, rowEvidence } from './row-evidence';
import { checkedAxis } from './shapes';

/** Without class 0, the index past the last class is a background from this share on; below it, labels count from one. */
const MOST_BY_MISTAKE = 0.5;

/** Interprets one class index per example: softmax, or one sigmoid per class with the index past the last as background. */
export async function interpretIndex(
  evidence: Evidence,
  classAxes: readonly number[],
  choices: InterpretationChoices,
): Promise<Interpretation> {
  const { logits, targets, labels } = evidence;
  if (choices.targets !== undefined && choices.targets !== 'index') {
    throw new TensorFileError(
      targets.file.name,
      {
        id: 'targets-only-indices',
        facts: { targets: targets.array.shape, logits: logits.array.shape, chosen: choices.targets },
      },
      { array: targets.array.name },
    );
  }
  const { axis: classAxis, rows, why: axisReason } = await chooseAxis(evidence, classAxes, choices);
  const classes = logits.array.shape[classAxis] ?? 1;
  const ignore = ignoreIndexOf(labels, (value) => value >= 0 && value <= classes, choices.ignoreIndex);
  const counts = new Map([...(labels.occurrences ?? [])].filter(([value]) => value !== ignore.value));
  const pastTheLast = indexPastTheLast(counts, classes);
  const isBackground = pastTheLast === 'background' && !(rows !== null && areProbabilities(rows));
  const isChosen = choices.link !== undefined;
  const { name } = logits.array;
  const asRows = isChosen ? choices.link === 'softmax' : !isBackground;
  const input = inputKindOf(name, evidence.values, asRows ? rows : null, choices);
  const oneVsRest = !asRows || input.isSigmoid === true;
  const background = oneVsRest ? { value: null, why: null } : backgroundOf(logits, counts, classes, choices);
  const interpretation: Interpretation = {
    input: input.input,
    link: oneVsRest ? 'sigmoid' : 'softmax',
    targets: 'index',
    classAxis,
    classes,
    backgroundClass: background.value,
    ignoreIndex: ignore.value,
    why: [],
  };
  const shapes = { targets: targets.array.shape, logits: logits.array.shape };
  const reasons: readonly (Reason | null)[] = [
    input.why,
    { id: 'targets-are-indices', facts: { ...shapes, axis: classAxis, classes } },
    axisReason,
    areDecisions({ ...evidence, labels: { ...labels, maximum: 1 } }, 1) ? DECISIONS : null,
    input.isSigmoid === true ? null : linkReason(oneVsRest, classes, choices),
    oneVsRest ? null : maskReason(rows),
    pastTheLast === 'mistake' && !oneVsRest ? { id: 'mistake-past-the-last', facts: { classes } } : null,
    background.why,
    ignore.why,
  ];
  return withReasons(
    interpretation,
    reasons.filter((reason) => reason !== null),
  );
}

interface ChosenAxis {
  readonly axis: number;
  readonly rows: RowEvidence | null;
  readonly why: Reason | null;
}

/** By what the values show where the shapes leave several axes: rows that sum to one, or the likelihood of the targets. */
async function chooseAxis(
  evidence: Evidence,
  classAxes: readonly number[],
  choices: InterpretationChoices,
): Promise<ChosenAxis> {
  const { logits, targets, signal } = evidence;
  const likeliest = axisByShape(evidence, classAxes, choices);
  const rowsAlong = (axis: number) => rowEvidence(logits, targets, axis, false, signal);
  const rows = await rowsAlong(likeliest);
  const found: ChosenAxis = { axis: likeliest, rows, why: null };
  if (choices.classAxis !== undefined || classAxes.length < 2) {
    return found;
  }
  const all: ChosenAxis[] = [found];
  for (const axis of classAxes.filter((one) => one !== likeliest)) {
    all.push({ axis, rows: await rowsAlong(axis), why: null });
  }
  for (const fits of [areProbabilities, areLogProbabilities]) {
    const [only, ...others] = all.filter((one) => one.rows !== null && fits(one.rows));
    if (only !== undefined && others.length === 0) {
      return { ...only, why: { id: 'class-axis-by-sums', facts: { axis: only.axis } } };
    }
  }
  const [best, next] = all.toSorted((one, other) => lossOf(one) - lossOf(other));
  if (best === undefined || next === undefined || best.rows === null || next.rows === null) {
    return found;
  }
  const gap = lossOf(next) - lossOf(best);
  const noise = Math.hypot(best.rows.crossEntropy.standardError, next.rows.crossEntropy.standardError);
  return gap > CLEARLY * noise
    ? { ...best, why: { id: 'class-axis-by-likelihood', facts: { axis: best.axis } } }
    : { ...found, why: { id: 'class-axes-fit-equally', facts: { axis: found.axis, axes: [...classAxes] } } };
}

/** Standard errors by which the targets must be likelier along one axis than along another. */
const CLEARLY = 3;

function lossOf({ rows }: ChosenAxis): number {
  const mean = rows?.crossEntropy.mean ?? Number.NaN;
  return Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean;
}

function axisByShape(
  { logits, targets }: Evidence,
  classAxes: readonly number[],
  choices: InterpretationChoices,
): number {
  const [likeliest = 0] = classAxes;
  if (choices.classAxis === undefined) {
    return likeliest;
  }
  if (choices.classAxis === null) {
    throw new TensorFileError(
      targets.file.name,
      {
        id: 'class-axis-needed',
        facts: { targets: targets.array.shape, logits: logits.array.shape, axis: likeliest },
      },
      { array: targets.array.name },
    );
  }
  const axis = checkedAxis(logits, choices.classAxis);
  if (classAxes.includes(axis)) {
    return axis;
  }
  throw new TensorFileError(
    targets.file.name,
    { id: 'class-axis-misfit', facts: { targets: targets.array.shape, logits: logits.array.shape, axis } },
    { array: targets.array.name },
  );
}

function linkReason(oneVsRest: boolean, classes: number, choices: InterpretationChoices): Reason {
  if (choices.link !== undefined) {
    return { id: oneVsRest ? 'sigmoid-for-each-class-chosen' : 'softmax-chosen', facts: {} };
  }
  return oneVsRest
    ? { id: 'background-past-the-last', facts: { classes } }
    : { id: 'one-index-each', facts: {} };
}

/**
 * The meaning of the index past the last class, if it occurs. The background of one sigmoid per class is at least half as
 * frequent as the average class; and if it is not the majority of the labels, class 0 occurs too.
 */
function indexPastTheLast(
  counts: ReadonlyMap<number, number>,
  classes: number,
): 'background' | 'mistake' | null {
  const count = counts.get(classes) ?? 0;
  if (count === 0) {
    return null;
  }
  const share = count / [...counts.values()].reduce((sum, one) => sum + one, 0);
  const countFromOne = !counts.has(0) && share < MOST_BY_MISTAKE;
  return share >= 0.5 / (classes + 1) && !countFromOne ? 'background' : 'mistake';
}
