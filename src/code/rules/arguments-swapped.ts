import type { Node } from '@vscode/tree-sitter-wasm';
import { exactNumberText } from '../../format/number-text';
import { kindOfParameter, orderOf } from '../verdict/parameters';
import { areExchanged, numberGiven } from './evidence/given-value';
import { callsOfLosses } from './evidence/loss-calls';
import type { Rule } from './rule';

const OTHER = { predictions: 'targets', targets: 'predictions' } as const;

/** Arguments without names stand in the wrong order: targets for predictions, or α for γ. */
export const argumentsSwapped: Rule<'arguments-swapped'> = {
  id: 'arguments-swapped',
  severity: 'error',
  atSite: (site) => {
    const alpha = site.isPositional && areExchanged(site) ? numberGiven(site, 'alpha') : null;
    const { gamma } = site.companions;
    return alpha !== null && typeof gamma === 'number'
      ? [{ facts: { alpha: exactNumberText(alpha), gamma: exactNumberText(gamma), takes: null } }]
      : [];
  },
  inFile: (subject) =>
    callsOfLosses(subject).flatMap(({ call, loss: { tensors } }) => {
      const slots = subject.file.syntax.call(call)?.slots ?? [];
      const [first, second] = slots.flatMap(({ name, value }) =>
        name === undefined && value ? [value] : [],
      );
      if (!first || !second) {
        return [];
      }
      const takes = orderOf(...tensors) === 'targetsFirst' ? ('targets' as const) : ('predictions' as const);
      const isSwapped = takes === kindOfTensor(second) && kindOfTensor(first) === OTHER[takes];
      return isSwapped ? [{ facts: { takes }, at: { start: first.startIndex, end: second.endIndex } }] : [];
    }),
};

/** Matches the call of a network. */
const NETWORK = /^(?:self\.)?(?:model|net|network)\(/;

/** What a tensor is by its name; a name of one letter says too little, but for the y of targets. */
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
