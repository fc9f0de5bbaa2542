import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { CARRIER_KEYS } from '../losses/focal-mappings';
import { typeOf } from './configured-loss';
import { rangeOf, textOf } from './yaml-nodes';

/** A focal loss that a mapping names, such as `type: FocalLoss`; plain JSON. */
export interface NamedLoss {
  /** The last word of its name. */
  readonly name: string;
  /** Offsets of the mapping in UTF-16 code units. */
  readonly range: { readonly start: number; readonly end: number };
  /** The mapping as a dictionary of Python in one line. */
  readonly python: string;
}

/** The keys by which OpenMMLab, and Hydra and MONAI, name what is built with the other entries as arguments. */
const NAMING_KEYS: ReadonlySet<string> = new Set(['type', '_target_']);

/** The loss that a mapping builds from its own entries; none where they are in a mapping within it. */
export function namedLoss(mapping: YAMLMap, keys: readonly string[]): NamedLoss[] {
  const loss = typeOf(mapping, keys);
  const range = rangeOf(mapping);
  const naming = mapping.items.find(({ key }) => NAMING_KEYS.has(textOf(key) ?? ''));
  const named = textOf(naming?.value);
  const [start, end] = range ?? [];
  const isCarrier = mapping.items.some(
    ({ key, value }) => isMap(value) && CARRIER_KEYS.has(textOf(key) ?? ''),
  );
  if (
    !loss ||
    named?.split('.').at(-1) !== loss.callee ||
    start === undefined ||
    end === undefined ||
    isCarrier
  ) {
    return [];
  }
  // The name of the convention, since MONAI's bundles leave the module out.
  const type = loss.convention?.callables.find((path) => path.endsWith(`.${loss.callee}`));
  const arguments_ = mapping.items.filter((pair) => pair !== naming).flatMap(entryInPython);
  const [registered = named] = loss.convention?.registryNames ?? [];
  const written = naming && textOf(naming.key) === '_target_' ? (type ?? named) : registered;
  const python = `{${[`"type": ${JSON.stringify(written)}`, ...arguments_].join(', ')}}`;
  return [{ name: loss.callee, range: { start, end }, python }];
}

/** The entry as Python writes it; none for a mapping and for settings of Hydra, such as `_partial_`. */
function entryInPython({ key, value }: Pair): string[] {
  const name = textOf(key);
  const written = inPython(value);
  return name === undefined || name.startsWith('_') || written === undefined
    ? []
    : [`${JSON.stringify(name)}: ${written}`];
}

function inPython(node: unknown): string | undefined {
  if (isSeq(node)) {
    const items = node.items.map(inPython);
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  const value = isScalar(node) ? node.value : undefined;
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isFinite(value) ? String(value) : undefined;
    case 'string':
      return JSON.stringify(value);
    default:
      return value === null ? 'None' : undefined;
  }
}
