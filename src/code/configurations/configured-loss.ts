import { isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Convention } from '../conventions/convention';
import { conventionOfCallable, conventionOfRegistryName, conventionWithId } from '../conventions/conventions';
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
    const given = mapping.items.flatMap((pair) => textOf(pair.key) ?? []);
    const place = { key: textOf(key) ?? '', given, around: keys };
    const convention = conventionNamed(named, registryName(named, place), place.key);
    if (convention || isFocalLossName(callee)) {
      return { callee, convention, isQualified: named !== callee };
    }
  }
  return undefined;
}

/** Hydra names a loss with its module. A bundle of MONAI names one of MONAI without it. */
function conventionNamed(named: string, registered: string | undefined, key: string): Convention | undefined {
  return key === '_target_' && !named.includes('.')
    ? conventionOfCallable(`monai.losses.${named}`)
    : (registered && conventionOfRegistryName(registered)) || conventionOfCallable(named);
}

/** `vfl` among the losses of a criterion is RT-DETR's varifocal loss, which takes the α and γ of the criterion. */
export function ofCriterion(key: string | undefined, mapping: YAMLMap): ConfiguredLoss | undefined {
  const losses = mapping.get('losses');
  const isVarifocal = isSeq(losses) && losses.items.some((item) => isScalar(item) && item.value === 'vfl');
  const callee = textOf(mapping.get('type', true)) ?? key ?? '';
  const convention = conventionWithId('rtdetr.SetCriterion');
  return isVarifocal && mapping.has('weight_dict') ? { callee, convention, isQualified: false } : undefined;
}

/** Matches the key of the arguments beside the key of a name: `loss_params` beside `loss` or `loss_name`. */
const ARGUMENTS_OF = /^(.+)_(?:params|parameters|args|kwargs|options|config|cfg)$/;

/** The focal loss whose arguments stand under a key beside its name: `loss: FocalLoss` and `loss_params: {…}`. */
export function besideName(key: string, { items }: YAMLMap): ConfiguredLoss | undefined {
  const [, stem] = ARGUMENTS_OF.exec(key) ?? [];
  const names = [stem, `${stem}_name`, `${stem}_type`, `${stem}_fn`];
  const named = textOf(items.find((pair) => names.includes(textOf(pair.key)))?.value);
  const callee = named?.split('.').at(-1);
  return stem !== undefined && named !== undefined && callee !== undefined && isFocalLossName(callee)
    ? { callee, convention: conventionOfCallable(named), isQualified: named !== callee }
    : undefined;
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
