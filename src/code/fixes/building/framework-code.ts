import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { operand } from './nodes';

/** How a framework writes what fixes need, with the names that the file has for its modules. */
export interface FrameworkCode {
  /** The larger one of an array and a number. */
  readonly atLeast: (array: Node, number: number) => string;
}

/** The code of each framework that the file imports, that of torch first. */
export function frameworkCode({ file: { names } }: LossSubject): FrameworkCode[] {
  const nameOf = (module: string): string | undefined =>
    names.namesFor((qualified) => qualified === module)[0];
  const torch = nameOf('torch') ?? nameOf('torch.nn') ?? nameOf('torch.nn.functional');
  const maximum = [
    'tensorflow',
    'keras.ops',
    'jax.numpy',
    'numpy',
    'keras.backend',
    'tensorflow.keras.backend',
  ]
    .flatMap((module) => nameOf(module) ?? [])
    .map((name) => ({
      atLeast: (array: Node, number: number) => `${name}.maximum(${array.text}, ${number}.0)`,
    }));
  const ofTorch = { atLeast: (array: Node, number: number) => `${operand(array)}.clamp(min=${number})` };
  return torch === undefined ? maximum : [ofTorch, ...maximum];
}
