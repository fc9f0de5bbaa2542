import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { valueAt } from './values-given';

/** The argument that says how many outputs a layer has, by the last word of the layer's name: its name and its place. */
const OUTPUTS: readonly { readonly layers: RegExp; readonly name: string; readonly place: number }[] = [
  { layers: /^Linear$/, name: 'out_features', place: 1 },
  { layers: /^LazyLinear$/, name: 'out_features', place: 0 },
  { layers: /^Conv(?:Transpose)?[123]d$/, name: 'out_channels', place: 1 },
  { layers: /^Dense$/, name: 'units', place: 0 },
  { layers: /^Conv[123]D$/, name: 'filters', place: 0 },
];

/** How many outputs or channels a layer of PyTorch or Keras has; null where the call does not say a number. */
export function outputsOfLayer(layer: Node, file: SourceFile): number | null {
  const made = file.syntax.call(layer);
  const word = made?.path?.at(-1) ?? '';
  const { name, place } = OUTPUTS.find(({ layers }) => layers.test(word)) ?? { name: '', place: -1 };
  const positional = made?.slots.filter((slot) => slot.name === undefined) ?? [];
  const given = (made?.slots.find((slot) => slot.name === name) ?? positional[place])?.value;
  const value = given?.type === 'identifier' ? valueAt(given.text, given) : given;
  const known = value ? file.syntax.constant(value) : null;
  return known?.isConstant && typeof known.value === 'number' && Number.isInteger(known.value)
    ? known.value
    : null;
}
