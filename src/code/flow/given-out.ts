import type { Node } from '@vscode/tree-sitter-wasm';
import type { Output } from './operations';

/** The output of a network, as an expression holds it. */
export interface GivenOut {
  readonly output: Output;
  /** The call that makes the last layer with outputs of its own; null where that is not seen. */
  readonly layer: Node | null;
  /** True if the output has another shape than the layer gives it. */
  readonly isReshaped: boolean;
  /** The expression that says how many outputs the layer has; null where that is not seen. */
  readonly classes: Node | null;
}

/** The output that several values share; null where they differ. */
export function sameOf([first = null, ...others]: readonly (GivenOut | null)[]): GivenOut | null {
  const isReshaped = [first, ...others].some((given) => given?.isReshaped);
  const isSameLayer = others.every((given) => given?.layer?.id === first?.layer?.id);
  const classes = isSameLayer ? (first?.classes ?? null) : null;
  const isSame = others.every((given) => given?.output === first?.output);
  return isSame ? first && { ...first, isReshaped, classes } : null;
}

/** The output of a squashing function or layer behind another one, whose number of outputs it keeps. */
export function squashedBy(output: Output, before: GivenOut | null): GivenOut {
  const { layer = null, isReshaped = false, classes = null } = before ?? {};
  return { output, layer, isReshaped, classes };
}

/** The output in another shape than the layer gives it. */
export function reshaped(given: GivenOut | null): GivenOut | null {
  return given && { ...given, isReshaped: true };
}
