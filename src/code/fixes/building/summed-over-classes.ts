import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callOf } from './calls';
import { operand, replaced } from './nodes';

/** Ways to add up the classes of an array before its mean is taken. */
export function summedOverClasses({ code }: LossSubject): Edits[] {
  return nodesOfTypes(code.node, 'call').flatMap((node) => {
    const call = callOf(node);
    if (!call || !/^(?:reduce_)?mean$/.test(call.name)) {
      return [];
    }
    const given = call.given[0]?.value;
    const array = given ?? call.object;
    const summed =
      call.name === 'reduce_mean' && given && call.object
        ? [`${call.object.text}.reduce_sum(${given.text}, axis=-1)`]
        : array
          ? ['dim=1', 'dim=-1', 'axis=1', 'axis=-1'].map((axis) => `${operand(array)}.sum(${axis})`)
          : [];
    return summed.flatMap((text) => (array ? [[replaced(array, text)]] : []));
  });
}
