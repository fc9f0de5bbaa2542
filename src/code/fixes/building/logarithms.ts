import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { replaced } from './nodes';

/** Takes natural logarithms in the place of those to the base 2 and 10. */
export function naturalLogarithms({ code }: LossSubject): Edits {
  return nodesOfTypes(code.node, 'identifier', 'property_identifier')
    .filter(({ text }) => text === 'log2' || text === 'log10')
    .map((name) => replaced(name, 'log'));
}
