import type { Reason } from '../../messages/reason';
import { TensorFileError } from '../../tensor/tensor-file';
import { withReasons } from '../report/interpretation';
import type { Interpretation } from '../report/report';
import { backgroundOf } from './background';
import type { InterpretationChoices } from './choices';
import type { Evidence } from './evidence';
import { ignoreIndexOf } from './ignore-index';
import { inputKindOf } from './input-kind';
import { allSumToOne, firstRows } from './rows';
import { checkedAxis } from './shapes';

/** Without class 0, a share of the index past the last class below this means that labels count from one by mistake. */
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
  const classAxis = chooseAxis(evidence, classAxes, choices);
  const classes = logits.array.shape[classAxis] ?? 1;
  const ignore = ignoreIndexOf(labels, (value) => value >= 0 && value <= classes, choices.ignoreIndex);
  const counts = new Map([...(labels.occurrences ?? [])].filter(([value]) => value !== ignore.value));
  const pastTheLast = indexPastTheLast(counts, classes);
  const rowsAddUp = await doRowsAddUp(evidence, classAxis);
  const oneVsRest =
    choices.link === 'sigmoid' || (choices.link === undefined && pastTheLast === 'background' && !rowsAddUp);
  const input = inputKindOf(evidence.values, oneVsRest ? null : rowsAddUp, choices);
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
    linkReason(oneVsRest, classes, choices),
    pastTheLast === 'mistake' && !oneVsRest ? { id: 'mistake-past-the-last', facts: { classes } } : null,
    background.why,
    ignore.why,
  ];
  return withReasons(
    interpretation,
    reasons.filter((reason) => reason !== null),
  );
}

/** True if the first rows are probabilities that sum to one. */
async function doRowsAddUp(
  { logits, targets, values, signal }: Evidence,
  classAxis: number,
): Promise<boolean> {
  if (!(values.minimum >= 0 && values.maximum <= 1)) {
    return false;
  }
  const rows = await firstRows(logits, targets, classAxis, false, signal);
  return rows !== null && allSumToOne(rows.logits, rows.channels);
}

function chooseAxis(
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
