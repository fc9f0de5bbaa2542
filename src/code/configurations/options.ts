import type { YAMLMap } from 'yaml';
import type { Convention } from '../conventions/convention';
import { TYPE_KEYS } from '../losses/focal-mappings';
import type { GivenOption } from '../losses/given-options';
import type { ConfiguredLoss } from './configured-loss';
import { rangeOf, textOf } from './yaml-nodes';

/** The entries of a mapping that are options of its loss. */
export function optionsOf(
  { items }: YAMLMap,
  { callee, isQualified }: ConfiguredLoss,
  { parameters }: Convention,
  text: string,
): GivenOption[] {
  const given = items.flatMap(({ key }) => textOf(key) ?? []);
  return items.flatMap(({ key }): GivenOption[] => {
    const [name, range] = [textOf(key), rangeOf(key)];
    const [start, end] = range ?? [];
    if (name === undefined || start === undefined || end === undefined || TYPE_KEYS.has(name)) {
      return [];
    }
    const quotes = /^["']/.test(text.slice(start)) ? 1 : 0;
    return [
      {
        name,
        range: { start: start + quotes, end: end - quotes },
        callee,
        parameters: parameters.map((parameter) => parameter.name),
        given,
        declaredBy: isQualified ? 'library' : 'registry',
      },
    ];
  });
}
