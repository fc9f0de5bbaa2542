import { isMap, isScalar, isSeq, type Pair, parseAllDocuments, type YAMLMap } from 'yaml';
import { type Convention, type GivenArguments, nameInConvention } from '../conventions/convention';
import {
  conventionOfCallable,
  conventionOfRegistryName,
  conventionOfSetting,
} from '../conventions/conventions';
import { CARRIER_KEYS, TRAINING_KEYS, TYPE_KEYS } from '../losses/focal-mappings';
import type { FocalSite } from '../losses/focal-site';
import { type FocalParameterName, isFocalLossName, parameterOfName } from '../losses/names';
import type { ParameterValue } from '../losses/value';
import { LARGEST_CONFIGURATION } from './configuration-files';

/** The number of classes of a whole configuration, under the names that projects give it. */
const CLASS_COUNT = /^(?:num_?classes|n_?classes|num_class|class_num|nc)$/i;

/** The loss that a mapping configures. */
interface ConfiguredLoss {
  readonly callee: string;
  readonly convention: Convention | undefined;
}

/**
 * Every place with α or γ of a focal loss in a configuration of YAML or JSON, in order: in a mapping whose `type`, `_target_` or
 * key names a focal loss, and under a key of its own such as `focal_gamma`. A text that is neither has none.
 */
export function configurationSites(text: string): FocalSite[] {
  if (text.length > LARGEST_CONFIGURATION || !/focal|\bfl_/i.test(text)) {
    return [];
  }
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  return Array.isArray(documents)
    ? documents.flatMap(({ contents, errors }) => (errors.length > 0 ? [] : new Finder(text, contents).sites))
    : [];
}

class Finder {
  readonly sites: FocalSite[] = [];
  private readonly counts = new Set<string>();

  constructor(
    private readonly text: string,
    contents: unknown,
  ) {
    this.countClasses(contents);
    this.visit(contents, [], undefined);
  }

  /** @param around the loss whose parameters a mapping within `params` and its like gives */
  private visit(node: unknown, path: readonly string[], around: ConfiguredLoss | undefined): void {
    if (isSeq(node)) {
      for (const item of node.items) {
        this.visit(item, path, undefined);
      }
    }
    if (!isMap(node)) {
      return;
    }
    const isTraining = node.items.some(({ key }) => TRAINING_KEYS.test(textOf(key) ?? ''));
    const loss = isTraining ? undefined : (typeOf(node) ?? around ?? ofKey(path.at(-1), node));
    for (const pair of node.items) {
      const key = textOf(pair.key) ?? '';
      this.addSite(pair, key, [...path, key], loss, node);
      this.visit(pair.value, [...path, key], CARRIER_KEYS.has(key) ? loss : undefined);
    }
  }

  private addSite(
    pair: Pair,
    key: string,
    path: readonly string[],
    loss: ConfiguredLoss | undefined,
    mapping: YAMLMap,
  ): void {
    const parameter = parameterNamed(key, loss);
    const start = rangeOf(pair.key)?.[0];
    const end = rangeOf(pair.value)?.[1];
    if (!parameter || start === undefined || end === undefined) {
      return;
    }
    const convention = loss?.convention ?? conventionOfSetting(path);
    const companion = (name: FocalParameterName): ParameterValue => {
      const given = mapping.items.find((other) => parameterNamed(textOf(other.key) ?? '', loss) === name);
      return given ? valueOfNode(given.value) : defaultIn(convention, name);
    };
    this.sites.push({
      parameter,
      value: valueOfNode(pair.value),
      origin: 'literal',
      callee: loss?.callee,
      convention,
      given: this.givenBy(mapping),
      range: { start, end },
      companions: { alpha: companion('alpha'), gamma: companion('gamma') },
    });
  }

  /** The other entries of the mapping, and the number of classes if the configuration states a single one. */
  private givenBy(mapping: YAMLMap): GivenArguments {
    const texts = new Map(
      mapping.items.flatMap(({ key, value }): [string, string][] => {
        const range = rangeOf(value);
        return range ? [[textOf(key) ?? '', asInPython(this.text.slice(range[0], range[1]))]] : [];
      }),
    );
    const [count] = this.counts.size === 1 ? this.counts : [];
    return { text: (name) => texts.get(name) ?? (name === 'num_classes' ? count : undefined) };
  }

  private countClasses(node: unknown): void {
    for (const item of isSeq(node) ? node.items : []) {
      this.countClasses(item);
    }
    for (const { key, value } of isMap(node) ? node.items : []) {
      if (CLASS_COUNT.test(textOf(key) ?? '') && isScalar(value)) {
        this.counts.add(String(value.value));
      }
      this.countClasses(value);
    }
  }
}

/** The focal loss that a mapping names by its `type` or `_target_`. */
function typeOf(mapping: YAMLMap): ConfiguredLoss | undefined {
  for (const { key, value } of mapping.items) {
    const named = TYPE_KEYS.has(textOf(key) ?? '') ? textOf(value) : undefined;
    if (named === undefined) {
      continue;
    }
    const callee = named.split('.').at(-1) ?? named;
    const convention = conventionOfRegistryName(named) ?? conventionOfCallable(named);
    if (convention || isFocalLossName(callee)) {
      return { callee, convention };
    }
  }
  return undefined;
}

/** A key such as `focal` says less than `focal_loss`: its mapping must have both parameters, since lenses have a focal length. */
function ofKey(key: string | undefined, { items }: YAMLMap): ConfiguredLoss | undefined {
  if (key === undefined || !isFocalLossName(key)) {
    return undefined;
  }
  const parameters = new Set(
    items.flatMap((pair) => parameterOfName(textOf(pair.key) ?? '')?.parameter ?? []),
  );
  return /loss/i.test(key) || parameters.size === 2 ? { callee: key, convention: undefined } : undefined;
}

function parameterNamed(key: string, loss: ConfiguredLoss | undefined): FocalParameterName | undefined {
  const { convention } = loss ?? {};
  const ofConvention = (['alpha', 'gamma'] as const).find(
    (name) => convention && nameInConvention(convention, name) === key,
  );
  const named = parameterOfName(key);
  return ofConvention ?? (loss || named?.certainty === 'own' ? named?.parameter : undefined);
}

function defaultIn(convention: Convention | undefined, name: FocalParameterName): ParameterValue {
  const own = convention && nameInConvention(convention, name);
  return convention?.parameters.find((parameter) => parameter.name === own)?.default;
}

/** A number, null, or a list of numbers; undefined for anything else. */
function valueOfNode(node: unknown): ParameterValue {
  if (isSeq(node)) {
    const items = node.items.map((item) => (isScalar(item) ? item.value : undefined));
    return items.every((item) => typeof item === 'number') ? items : undefined;
  }
  const value = isScalar(node) ? node.value : undefined;
  return value === null ? 'none' : typeof value === 'number' ? value : undefined;
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

function rangeOf(node: unknown): readonly number[] | undefined {
  return isScalar(node) || isSeq(node) || isMap(node) ? (node.range ?? undefined) : undefined;
}

/** Conventions read arguments as Python writes them. */
function asInPython(text: string): string {
  return text === 'true' ? 'True' : text === 'false' ? 'False' : text;
}
