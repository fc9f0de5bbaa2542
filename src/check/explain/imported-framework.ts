import type { RightFramework } from './right-code';

/** The imports by which code of each framework is recognised, the surest sign of the loss's framework first. */
const IMPORTS: readonly (readonly [RightFramework, RegExp])[] = [
  ['tensorflowjs', /['"]@tensorflow\/tfjs/],
  ['pytorch', /^[ \t]*(?:import|from)[ \t]+(?:torch|torchvision|lightning|pytorch_lightning)\b/m],
  ['keras', /^[ \t]*(?:import|from)[ \t]+(?:keras|tensorflow|tf_keras)\b/m],
  ['jax', /^[ \t]*(?:import|from)[ \t]+(?:jax|flax|optax)\b/m],
  ['numpy', /^[ \t]*(?:import|from)[ \t]+numpy\b/m],
];

/** The framework that a file imports; undefined where it imports none. */
export function importedFramework(text: string): RightFramework | undefined {
  return IMPORTS.find(([, pattern]) => pattern.test(text))?.[0];
}
