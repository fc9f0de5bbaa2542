import { TensorFileError } from '../../tensor/tensor-file';
import type { Interpretation } from '../report';
import { CHOSEN, type InterpretationChoices } from './choices';
import { checkedAxis } from './elementwise';
import { type IgnoreIndex, ignoreIndexOf } from './ignore-index';
import { inputKindOf } from './input-kind';
import type { Evidence } from './interpret';
import type { Observations } from './observations';
import { firstRows, rowsSumToOne } from './rows';
import { shapeText } from './shapes';

/** A class that holds at least this share of the examples, first or last, is taken for the background. */
const BACKGROUND_SHARE = 0.8;

/** One class index an example: softmax, or a sigmoid a class whose background is the index past the last. */
export async function interpretIndex(
  evidence: Evidence,
  classAxes: readonly number[],
  choices: InterpretationChoices,
): Promise<Interpretation> {
  const { logits, targets, labels } = evidence;
  const classAxis = chooseAxis(evidence, classAxes, choices);
  const classes = logits.array.shape[classAxis] ?? 1;
  const pastTheLast = labels.occurrences?.has(classes) === true;
  const ignore = ignoreIndexOf(labels, (value) => value >= 0 && value <= classes, choices.ignoreIndex);
  const rows = await firstRows(logits, targets, classAxis, false, evidence.signal);
  const rowsAddUp = rows === null ? false : rowsSumToOne(rows.logits, rows.channels);
  const oneVsRest = choices.link === 'sigmoid' || (choices.link === undefined && pastTheLast && !rowsAddUp);
  const input = inputKindOf(evidence.values, oneVsRest ? null : rowsAddUp, choices);
  const background = oneVsRest ? { value: null, why: null } : backgroundOf(labels, classes, ignore, choices);
  const shapes = `Targets ${shapeText(targets.array.shape)} lack axis ${classAxis} of the logits ${shapeText(logits.array.shape)}`;
  return {
    input: input.input,
    link: oneVsRest ? 'sigmoid' : 'softmax',
    targets: 'index',
    classAxis,
    classes,
    backgroundClass: background.value,
    ignoreIndex: ignore.value,
    why: [
      input.why,
      `${shapes}, so they are class indices of ${classes} classes.`,
      linkReason(oneVsRest, classes, choices),
      background.why,
      ignore.why,
    ].filter((sentence) => sentence !== null),
  };
}

function chooseAxis(
  { logits, targets }: Evidence,
  classAxes: readonly number[],
  choices: InterpretationChoices,
): number {
  const [likeliest] = classAxes;
  if (choices.classAxis === undefined || choices.classAxis === null) return likeliest ?? 0;
  const axis = checkedAxis(logits, choices.classAxis);
  if (classAxes.includes(axis)) return axis;
  throw new TensorFileError(
    targets.file.name,
    `shape ${shapeText(targets.array.shape)} is not that of the logits ${shapeText(logits.array.shape)} without class axis ${axis}.`,
    { array: targets.array.name },
  );
}

function linkReason(oneVsRest: boolean, classes: number, choices: InterpretationChoices): string {
  if (choices.link !== undefined) return `${oneVsRest ? 'Sigmoid for each class' : 'Softmax'}, ${CHOSEN}.`;
  return oneVsRest
    ? `Index ${classes}, one past the last class, occurs: it is the background of a sigmoid for each class.`
    : 'One class index an example, so softmax.';
}

function backgroundOf(
  labels: Observations,
  classes: number,
  ignore: IgnoreIndex,
  choices: InterpretationChoices,
) {
  const { backgroundClass } = choices;
  if (backgroundClass !== undefined) {
    const why = backgroundClass === null ? null : `Class ${backgroundClass} is the background, ${CHOSEN}.`;
    return { value: backgroundClass, why };
  }
  if (classes === 2) return { value: 0, why: 'There are two classes, so class 0 is the negative one.' };
  const counts = [...(labels.occurrences ?? [])].filter(([value]) => value !== ignore.value);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  for (const candidate of [0, classes - 1]) {
    const share = (labels.occurrences?.get(candidate) ?? 0) / total;
    if (share >= BACKGROUND_SHARE) {
      const percent = (100 * share).toFixed(1);
      return {
        value: candidate,
        why: `Class ${candidate} holds ${percent} % of the examples, so it is taken for the background.`,
      };
    }
  }
  return { value: null, why: null };
}
