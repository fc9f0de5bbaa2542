import { sameLengths, squeezed } from '../../src/check/interpret/shapes';
import type { Interpretation, Report } from '../../src/check/report/report';
import { exactNumberText } from '../../src/format/number-text';
import { messages } from '../shared/messages';
import type { Choice } from '../shared/select-field';

/** The value of the choice that means null. */
const NONE = 'none';
/** Most classes listed one by one. */
const MOST_LISTED = 200;
/** Values for "leave this out": PyTorch's, detectors' and segmentation's. */
const CUSTOMARY_MARKS = [-100, -1, 255];

export function choiceOf(value: number | null): string {
  return value === null ? NONE : String(value);
}

export function indexOfChoice(choice: string): number | null {
  return choice === NONE ? null : Number(choice);
}

/** Possible kinds of the values. Squashed twice is offered only if a finding suggests it. */
export function inputKinds({ interpretation, findings }: Report): readonly Interpretation['input'][] {
  const mayBeTwice =
    interpretation.input === 'squashed-twice' ||
    findings.some(({ id }) => id === 'double-sigmoid' || id === 'double-softmax');
  return mayBeTwice ? ['logits', 'probabilities', 'squashed-twice'] : ['logits', 'probabilities'];
}

/** The kinds of targets that the shapes allow. */
export function targetKinds({ interpretation, inputs }: Report): readonly Interpretation['targets'][] {
  if (interpretation.targets === 'index') {
    return ['index'];
  }
  const { shape } = inputs.find(({ role }) => role === 'logits') ?? { shape: [] };
  return squeezed(shape).length > 1 ? ['binary', 'one-hot', 'soft'] : ['binary', 'soft'];
}

/** Axes that may be the class axis; empty when there is no choice. */
export function classAxes({ interpretation, inputs }: Report): Choice[] {
  const shapeOf = (wanted: 'logits' | 'targets') => inputs.find(({ role }) => role === wanted)?.shape ?? [];
  const shape = shapeOf('logits');
  const mayBeClasses = (axis: number) => {
    if ((shape[axis] ?? 1) < 2) {
      return false;
    }
    const without = shape.filter((_, at) => at !== axis);
    return interpretation.targets !== 'index' || sameLengths(squeezed(without), squeezed(shapeOf('targets')));
  };
  const axes = shape.flatMap((length, axis) =>
    mayBeClasses(axis) ? [{ value: String(axis), label: axisLabel(axis, length, shape.length) }] : [],
  );
  const mayBeNone = interpretation.link === 'sigmoid' && interpretation.targets !== 'index';
  if (axes.length === 0 || (axes.length === 1 && !mayBeNone)) {
    return [];
  }
  return mayBeNone ? [{ value: NONE, label: messages.reportPage.noClassAxis }, ...axes] : axes;
}

/** The axes that have a name of their own, unless they are the last. */
const PLACES = ['first', 'second', 'third'] as const;

function axisLabel(axis: number, length: number, rank: number): string {
  const place = axis === rank - 1 ? 'last' : (PLACES[axis] ?? null);
  return messages.reportPage.axis(axis, place, length);
}

/** Classes that may count as negative; empty for a sigmoid, whose targets mark the negatives. */
export function backgroundClasses({ interpretation }: Report): Choice[] {
  const { link, classes, backgroundClass } = interpretation;
  if (link !== 'softmax' || classes === null) {
    return [];
  }
  const listed =
    classes <= MOST_LISTED
      ? Array.from({ length: classes }, (_, index) => index)
      : [...new Set([0, ...(backgroundClass === null ? [] : [backgroundClass]), classes - 1])];
  return [
    { value: NONE, label: messages.reportPage.noBackground },
    ...listed.map((index) => ({ value: String(index), label: messages.report.classes.class({ index }) })),
  ];
}

/** Target values that may mean "leave this out": customary ones, invalid ones, and classes. */
export function ignoreIndices({ interpretation, statistics }: Report): Choice[] {
  const { targets, classes, ignoreIndex } = interpretation;
  const unfit = statistics.leftOut.invalidValues.map(([value]) => value).filter(Number.isInteger);
  const classIndices =
    targets === 'index' && classes !== null && classes <= MOST_LISTED
      ? Array.from({ length: classes }, (_, index) => index)
      : [];
  const values = [
    ...new Set([
      ...CUSTOMARY_MARKS,
      ...unfit,
      ...(ignoreIndex === null ? [] : [ignoreIndex]),
      ...classIndices,
    ]),
  ];
  return [
    { value: NONE, label: messages.reportPage.noIgnoredTarget },
    ...values
      .sort((one, other) => one - other)
      .map((value) => ({ value: String(value), label: exactNumberText(value) })),
  ];
}
