import { isMap, isScalar, isSeq, type Pair, parseAllDocuments, type YAMLMap } from 'yaml';
import { type Convention, nameInConvention } from '../conventions/convention';
import { conventionOfSetting } from '../conventions/conventions';
import { CARRIER_KEYS, TRAINING_KEYS } from '../losses/focal-mappings';
import type { ValuePlaces } from '../losses/focal-site';
import type { GivenOption } from '../losses/given-options';
import { type FocalParameterName, parameterOfName } from '../losses/names';
import type { ParameterValue } from '../losses/value';
import { mayConfigureLoss } from './configuration-files';
import { besideName, type ConfiguredLoss, ofCriterion, ofKey, typeOf } from './configured-loss';
import type { ConfiguredSite } from './configured-site';
import { type NamedLoss, namedLoss } from './named-loss';
import { optionsOf } from './options';
import { sitesInTextProto } from './text-protos';
import { rangeOf, textOf } from './yaml-nodes';

/** The number of classes of a whole configuration, under the names that projects give it. */
const CLASS_COUNT = /^(?:num_?classes|n_?classes|num_class|class_num|nc)$/i;

/** The focal losses of a configuration, and their parameters. */
export interface ReadConfiguration {
  readonly sites: readonly ConfiguredSite[];
  readonly losses: readonly NamedLoss[];
  /** The options of the losses whose library is known. */
  readonly options: readonly GivenOption[];
}

/**
 * Every place with α or γ of a focal loss in a configuration of YAML or JSON, in order: in a mapping whose `type`, `_target_` or
 * key names a focal loss, and under a key of its own such as `focal_gamma`; and the losses that mappings name. A text that is
 * neither is read as protocol buffers.
 */
export function readConfiguration(text: string): ReadConfiguration {
  const documents = mayConfigureLoss(text)
    ? parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false })
    : [];
  const found = [...documents].flatMap(({ contents, errors }) =>
    errors.length > 0 ? [] : [new Finder(text, contents)],
  );
  return {
    // A text is read as protocol buffers only if it is no YAML.
    sites: found.length > 0 ? found.flatMap(({ sites }) => sites) : sitesInTextProto(text),
    losses: found.flatMap(({ losses }) => losses),
    options: found.flatMap(({ options }) => options),
  };
}

class Finder {
  readonly sites: ConfiguredSite[] = [];
  readonly losses: NamedLoss[] = [];
  readonly options: GivenOption[] = [];
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
    const loss = isTraining
      ? undefined
      : (typeOf(node, path.toReversed()) ??
        around ??
        ofKey(path.at(-1), node) ??
        ofCriterion(path.at(-1), node));
    this.losses.push(...(isTraining ? [] : namedLoss(node, path.toReversed())));
    this.options.push(...(loss?.convention ? optionsOf(node, loss, loss.convention, this.text) : []));
    for (const pair of node.items) {
      const key = textOf(pair.key) ?? '';
      this.addSite(pair, key, [...path, key], loss, node);
      const carried = CARRIER_KEYS.has(key) ? loss : undefined;
      this.visit(pair.value, [...path, key], carried ?? besideName(key, node));
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
    const pairFor = (name: FocalParameterName): Pair | undefined =>
      mapping.items.find((other) => parameterNamed(textOf(other.key) ?? '', loss) === name);
    const valueFor = (name: FocalParameterName): ParameterValue => {
      const given = pairFor(name);
      return given ? valueOfNode(given.value) : defaultIn(convention, name);
    };
    this.sites.push({
      parameter,
      value: valueOfNode(pair.value),
      origin: 'literal',
      callee: loss?.callee,
      convention: convention?.id ?? null,
      entries: this.entriesOf(mapping),
      range: { start, end },
      bothParameters: { alpha: valueFor('alpha'), gamma: valueFor('gamma') },
      valuePlaces: placesOf(pairFor),
    });
  }

  /** The entries of the mapping as Python writes them, and the number of classes if the configuration states a single one. */
  private entriesOf(mapping: YAMLMap): Record<string, string> {
    const entries = mapping.items.flatMap(({ key, value }): [string, string][] => {
      const range = rangeOf(value);
      return range ? [[textOf(key) ?? '', asInPython(this.text.slice(range[0], range[1]))]] : [];
    });
    const [count] = this.counts.size === 1 ? this.counts : [];
    return { ...(count === undefined ? {} : { num_classes: count }), ...Object.fromEntries(entries) };
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

function placesOf(pairFor: (parameter: FocalParameterName) => Pair | undefined): ValuePlaces {
  const given = (['alpha', 'gamma'] as const).flatMap((parameter) => {
    const [start, end] = rangeOf(pairFor(parameter)?.value) ?? [];
    return start === undefined || end === undefined ? [] : [[parameter, { start, end }] as const];
  });
  return Object.fromEntries(given);
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

/** Conventions read arguments as Python writes them. */
function asInPython(text: string): string {
  return text === 'true' ? 'True' : text === 'false' ? 'False' : text;
}
