import type { Node } from '@vscode/tree-sitter-wasm';
import { probabilitiesOf, targetProbabilityOf } from '../../rules/evidence/probabilities';
import { arraysOf, tracedExamples } from '../../rules/evidence/trace';
import type { LossSubject } from '../../rules/rule';
import type { WatchedArray } from '../../verdict/loss-runner';
import { assignedBy, expressionAt } from './nodes';

/** The quantities of a focal loss that expressions of the code may hold. */
export type Quantity = 'p' | '1-p' | 'p_t' | '1-p_t';

const QUANTITIES: readonly Quantity[] = ['p_t', '1-p_t', 'p', '1-p'];

/** The relative difference that an ε may make to a quantity. */
const TOLERANCE = 1e-2;

/** An expression of the code that holds a quantity, or its logarithm. */
export interface HeldQuantity {
  readonly node: Node;
  readonly quantity: Quantity;
}

/** The expressions of a loss that hold a quantity, in the order in which they are evaluated, each once. */
function quantitiesIn(loss: LossSubject): HeldQuantity[] {
  return held(loss, (value) => value);
}

/** The expressions of a loss that hold the logarithm of a quantity. */
export function logarithmsIn(loss: LossSubject): HeldQuantity[] {
  return held(loss, Math.log);
}

/** The names to which the code assigns a quantity. */
export function namesHolding(loss: LossSubject, wanted: Quantity): string[] {
  const names = quantitiesIn(loss).flatMap(({ node, quantity }) => {
    const target = assignedBy(node.parent)?.target;
    return quantity === wanted && (target?.type === 'identifier' || target?.type === 'attribute')
      ? [target.text]
      : [];
  });
  return [...new Set(names)];
}

function held(loss: LossSubject, of: (value: number) => number): HeldQuantity[] {
  const { measure, file, verdict } = loss;
  if (!measure) {
    return [];
  }
  const examples = tracedExamples(measure);
  const given = verdict.computes?.input ?? 'logits';
  const p = examples.flatMap((example) => probabilitiesOf(example, given));
  const ofTargets = examples.map((example) => targetProbabilityOf(example, given));
  const expected = QUANTITIES.map((quantity) => {
    const values = quantity.endsWith('p') ? p : ofTargets;
    return { quantity, values: values.map((value) => of(quantity.startsWith('1-') ? 1 - value : value)) };
  });
  const found = new Map<number, HeldQuantity>();
  for (const array of arraysOf(measure, examples)) {
    const quantity = expected.find(({ values }) => holdsAbout(array, values))?.quantity;
    const node = quantity && expressionAt(file, array.place);
    if (node && !found.has(node.id)) {
      found.set(node.id, { node, quantity });
    }
  }
  return [...found.values()];
}

function holdsAbout({ tensor }: WatchedArray, values: readonly number[]): boolean {
  return (
    tensor.size === values.length &&
    values.every((value, at) => Math.abs((tensor.data[at] ?? Number.NaN) - value) <= TOLERANCE)
  );
}
