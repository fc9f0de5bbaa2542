import type { YAMLMap } from 'yaml';
import type { Convention } from '../conventions/convention';
import { conventionOfCallable, conventionOfRegistryName } from '../conventions/conventions';
import { registryName, TYPE_KEYS } from '../losses/focal-mappings';
import { isFocalLossName, parameterOfName } from '../losses/names';
import { textOf } from './yaml-nodes';

/** The loss that a mapping configures. */
export interface ConfiguredLoss {
  /** The last word of the name. */
  readonly callee: string;
  readonly convention: Convention | undefined;
  /** True where its name has a module or the scope of a registry. */
  readonly isQualified: boolean;
}

/**
 * The focal loss that a mapping names by its `type` or `_target_`.
 *
 * @param keys those under which it stands, from the inside out
 */
export function typeOf(mapping: YAMLMap, keys: readonly string[]): ConfiguredLoss | undefined {
  for (const { key, value } of mapping.items) {
    const named = TYPE_KEYS.has(textOf(key) ?? '') ? textOf(value) : undefined;
    if (named === undefined) {
      continue;
    }
    const callee = named.split('.').at(-1) ?? named;
    const convention = conventionNamed(registryName(named, keys), textOf(key) ?? '');
    if (convention || isFocalLossName(callee)) {
      return { callee, convention, isQualified: named !== callee };
    }
  }
  return undefined;
}

/** Hydra names a loss with its module. A bundle of MONAI names one of MONAI without it. */
function conventionNamed(named: string, key: string): Convention | undefined {
  return key === '_target_' && !named.includes('.')
    ? conventionOfCallable(`monai.losses.${named}`)
    : (conventionOfRegistryName(named) ?? conventionOfCallable(named));
}

/** A key such as `focal` says less than `focal_loss`: its mapping must have both parameters, since lenses have a focal length. */
export function ofKey(key: string | undefined, { items }: YAMLMap): ConfiguredLoss | undefined {
  if (key === undefined || !isFocalLossName(key)) {
    return undefined;
  }
  const parameters = new Set(
    items.flatMap((pair) => parameterOfName(textOf(pair.key) ?? '')?.parameter ?? []),
  );
  return /loss/i.test(key) || parameters.size === 2
    ? { callee: key, convention: undefined, isQualified: false }
    : undefined;
}
