import type { YAMLMap } from 'yaml';
import type { Convention } from '../conventions/convention';
import { CARRIER_KEYS, TYPE_KEYS } from '../losses/focal-mappings';
import type { GivenOption } from '../losses/given-options';
import type { ConfiguredLoss } from './configured-loss';
import { rangeOf, textOf } from './yaml-nodes';

/** The entries of a mapping that are options of its loss. */
export function optionsOf(
  { items }: YAMLMap,
  { callee, isQualified }: ConfiguredLoss,
  { parameters, others }: Convention,
  text: string,
): GivenOption[] {
  const given = items.flatMap(({ key }) => textOf(key) ?? []);
  // If the options stand in a mapping of their own, the keys beside that mapping are no options.
  if (given.some((name) => CARRIER_KEYS.has(name))) {
    return [];
  }
  return items.flatMap(({ key }): GivenOption[] => {
    const [name, range] = [textOf(key), rangeOf(key)];
    const [start, end] = range ?? [];
    // Hydra and MONAI have settings of their own, such as `_partial_`.
    const isArgument = name !== undefined && !TYPE_KEYS.has(name) && !name.startsWith('_');
    if (!isArgument || start === undefined || end === undefined) {
      return [];
    }
    const quotes = /^["']/.test(text.slice(start)) ? 1 : 0;
    return [
      {
        name,
        range: { start: start + quotes, end: end - quotes },
        callee,
        parameters: [...parameters.map((parameter) => parameter.name), ...(others ?? [])],
        ...(others ? { isWhole: true as const } : {}),
        given,
        declaredBy: isQualified ? 'library' : 'registry',
      },
    ];
  });
}
