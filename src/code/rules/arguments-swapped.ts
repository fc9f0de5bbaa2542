import type { Node } from '@vscode/tree-sitter-wasm';
import { exactNumberText } from '../../format/number-text';
import { Outputs } from '../flow/outputs';
import { valueAt } from '../flow/values-given';
import { kindOfParameter, orderOf } from '../verdict/parameters';
import { areExchanged, numberGiven } from './evidence/given-value';
import { callsOfLosses } from './evidence/loss-calls';
import type { Rule } from './rule';

/** Arguments without names stand in the wrong order: targets for predictions, or α for γ. */
export const argumentsSwapped: Rule<'arguments-swapped'> = {
  id: 'arguments-swapped',
  severity: 'error',
  atSite: (site) => {
    const alpha = site.isPositional && areExchanged(site) ? numberGiven(site, 'alpha') : null;
    const { gamma } = site.bothParameters;
    return alpha !== null && typeof gamma === 'number'
      ? [{ facts: { alpha: exactNumberText(alpha), gamma: exactNumberText(gamma), takes: null } }]
      : [];
  },
  inFile: (subject) => {
    const outputs = new Outputs(subject.file);
    return callsOfLosses(subject).flatMap(({ call, loss: { tensors } }) => {
      const slots = subject.file.syntax.call(call)?.slots ?? [];
      const [first, second] = slots.flatMap(({ name, value }) =>
        name === undefined && value ? [value] : [],
      );
      if (!first || !second) {
        return [];
      }
      const takes = orderOf(...tensors) === 'targetsFirst' ? ('targets' as const) : ('predictions' as const);
      const [forPredictions, forTargets] = takes === 'predictions' ? [first, second] : [second, first];
      const isSwapped =
        (kindOfTensor(forPredictions) === 'targets' && kindOfTensor(forTargets) === 'predictions') ||
        isOutputForTargets(forTargets, forPredictions, outputs);
      return isSwapped ? [{ facts: { takes }, at: { start: first.startIndex, end: second.endIndex } }] : [];
    });
  },
};

/** True where the file hands over what a network gives out as the targets, and something else as the predictions. */
function isOutputForTargets(targets: Node, predictions: Node, outputs: Outputs): boolean {
  return (
    kindOfTensor(targets) !== 'targets' &&
    kindOfTensor(predictions) !== 'predictions' &&
    isOfData(predictions) &&
    outputs.of(targets) !== null &&
    outputs.of(predictions) === null
  );
}

/** True for a tensor that a loop or a parameter gives: it comes from the data. */
function isOfData(expression: Node): boolean {
  const name = nameOf(expression);
  return name !== null && !valueAt(name, expression);
}

/** Matches the call of a network. */
const NETWORK = /^(?:self\.)?(?:model|net|network)\(/;

/** The kind of a tensor by its name. Of the names of one letter, only the y of targets says enough. */
function kindOfTensor(expression: Node): 'predictions' | 'targets' | null {
  if (expression.type === 'call' && NETWORK.test(expression.text)) {
    return 'predictions';
  }
  const name = nameOf(expression);
  const kind = name === null ? 'other' : kindOfParameter({ name });
  const isSure = name !== null && (name.length > 1 || name === 'y');
  return isSure && (kind === 'predictions' || kind === 'targets') ? kind : null;
}

/** The name of a tensor whose shape or type a method changes. */
function nameOf(expression: Node): string | null {
  switch (expression.type) {
    case 'identifier':
      return expression.text;
    case 'subscript': {
      const whole = expression.childForFieldName('value');
      return whole ? nameOf(whole) : null;
    }
    case 'call': {
      const callee = expression.childForFieldName('function');
      const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
      return object ? nameOf(object) : null;
    }
    default:
      return null;
  }
}
