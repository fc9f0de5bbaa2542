import type { Node } from '@vscode/tree-sitter-wasm';
import { probabilitiesOf, targetProbabilityOf } from '../../rules/evidence/probabilities';
import { arraysOf, holds, tracedExamples } from '../../rules/evidence/trace';
import type { LossSubject } from '../../rules/rule';
import type { ProbeSettings } from '../../verdict/settings';
import { expressionAt } from './nodes';

/** The quantities of a focal loss that expressions of the code may hold. */
export type Quantity = 'p' | '1-p' | 'p_t' | '1-p_t';

/** The expressions of a loss that hold a quantity, in the order in which they are evaluated. */
function expressionsHolding(loss: LossSubject, quantity: Quantity, settings: ProbeSettings = {}): Node[] {
  const { measure, file } = loss;
  if (!measure) {
    return [];
  }
  const examples = tracedExamples(measure);
  const p = examples.flatMap((example) => probabilitiesOf(example));
  const ofTargets = examples.map((example) => targetProbabilityOf(example));
  const expected = quantity.endsWith('p') ? p : ofTargets;
  const values = quantity.startsWith('1-') ? expected.map((value) => 1 - value) : expected;
  const found = arraysOf(measure, examples, settings)
    .filter((array) => holds(array, values))
    .flatMap(({ place }) => expressionAt(file, place) ?? []);
  return [...new Map(found.map((node) => [node.id, node])).values()];
}

/** The names to which the code assigns a quantity. */
export function namesHolding(loss: LossSubject, quantity: Quantity): string[] {
  const names = expressionsHolding(loss, quantity).flatMap((node) => {
    const { parent } = node;
    const left = parent?.type === 'assignment' ? parent.childForFieldName('left') : null;
    return left?.type === 'identifier' || left?.type === 'attribute' ? [left.text] : [];
  });
  return [...new Set(names)];
}
