import type { Node } from '@vscode/tree-sitter-wasm';
import type { Convention } from '../conventions/convention';
import { conventionOfCallable, conventionOfRegistryName } from '../conventions/conventions';
import type { Mapping } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { isSame, parts } from '../syntax/tree';
import { type FocalCall, knownParameters } from './focal-calls';
import { isFocalLossName } from './names';

/** Keys whose value names the loss in the registries of OpenMMLab, Hydra, Keras and many projects. */
export const TYPE_KEYS: ReadonlySet<string> = new Set([
  'type',
  '_target_',
  'class_name',
  'class_path',
  'name',
  'loss',
  'loss_type',
  'kind',
]);
/** Keys of mappings that only hold the loss's parameters, as in `focal_loss: { params: { gamma: 2 } }`. */
export const CARRIER_KEYS: ReadonlySet<string> = new Set([
  'params',
  'parameters',
  'args',
  'kwargs',
  'init_args',
  'options',
  'config',
  'cfg',
]);
const TYPE_ASSERTIONS = new Set(['as_expression', 'satisfies_expression']);
/** A mapping with one of these keys configures a whole training run, whose `gamma` may belong to a schedule. */
export const TRAINING_KEYS =
  /^(lr|learning_?rate|optimi[sz]er|scheduler|lr_scheduler|epochs|num_epochs|batch_?size)$/i;

/**
 * Returns the focal loss that a mapping configures, if any: `dict(type='FocalLoss', …)`, `focal_loss = {…}`, or the
 * options object of a focal loss's call (`callOfOptions`).
 */
export function focalCallOfMapping(
  mapping: Mapping,
  file: SourceFile,
  callOfOptions: (argument: Node) => FocalCall | undefined,
): FocalCall | undefined {
  const { node, slots } = mapping;
  if (slots.some(({ name }) => name !== undefined && TRAINING_KEYS.test(name))) {
    return undefined;
  }
  const typed = typeOf(mapping, file);
  if (typed) {
    return { node, slots, unpacks: false, ...typed };
  }
  const options = callOfOptions(node);
  if (options) {
    return {
      node,
      slots,
      unpacks: false,
      callee: options.callee,
      convention: options.convention,
      alphaRole: options.alphaRole,
      parameters: [],
    };
  }
  const name = namesOfMapping(node, file).find(isFocalLossName);
  if (name === undefined) {
    return undefined;
  }
  return { node, slots, unpacks: false, callee: name, convention: undefined, parameters: [] };
}

function typeOf(
  { node, slots }: Mapping,
  file: SourceFile,
): Pick<FocalCall, 'callee' | 'convention' | 'parameters'> | undefined {
  for (const { name, value } of slots) {
    if (name === undefined || !TYPE_KEYS.has(name) || !value) {
      continue;
    }
    const named = file.syntax.stringContent(value) ?? qualifiedName(value, file);
    if (named === undefined) {
      continue;
    }
    const callee = named.split('.').at(-1) ?? named;
    const given = slots.flatMap((slot) => slot.name ?? []);
    const registered = registryName(named, { key: name, given, around: keysAround(node, file) });
    const convention = (registered && conventionOfRegistryName(registered)) || conventionOfCallable(named);
    if (convention || isFocalLossName(callee)) {
      return { callee, convention, ...parametersOf(convention) };
    }
  }
  return undefined;
}

/** Where a mapping names its loss. */
interface NamePlace {
  /** The key of the name: `type`, `name` … */
  readonly key: string;
  /** All keys of the mapping. */
  readonly given: readonly string[];
  /** The keys under which the mapping stands, from the inside out. */
  readonly around: readonly string[];
}

/**
 * The name of a loss in the registries with its library, where its place tells it: MMSegmentation's heads have `loss_decode`, the
 * heads of MMPretrain's classifiers `loss`, MMDetection's names such as `loss_cls`, and PaddleDetection's `loss_class` with
 * `name`.
 *
 * @returns undefined for a name that is in no registry that is known
 */
export function registryName(named: string, { key, given, around }: NamePlace): string | undefined {
  const [first = '', second] = around;
  if (named.includes('.')) {
    return named;
  }
  if (key === 'name') {
    return /^loss_cl(?:as)?s$/.test(first) ? `ppdet.${named}` : undefined;
  }
  // OpenMMLab gives the arguments beside the name.
  if (key !== 'type' || given.some((name) => CARRIER_KEYS.has(name) || name === 'module')) {
    return undefined;
  }
  if (named !== 'FocalLoss') {
    return named;
  }
  if (first === 'loss_decode') {
    return 'mmseg.FocalLoss';
  }
  return first === 'loss' && second === 'head' ? 'mmpretrain.FocalLoss' : named;
}

/** The keys under which a mapping stands, from the inside out, through lists. */
function keysAround(mapping: Node, file: SourceFile): string[] {
  const keys: string[] = [];
  for (let node: Node | null = mapping; node; node = node.parent) {
    const holder: Node | null = node.parent;
    const key = holder && (holder.childForFieldName('key') ?? holder.childForFieldName('name'));
    if (key && !isSame(key, node)) {
      keys.push(file.syntax.stringContent(key) ?? key.text);
    }
  }
  return keys;
}

function parametersOf(convention: Convention | undefined): Pick<FocalCall, 'parameters'> {
  return { parameters: convention ? knownParameters(convention) : [] };
}

function qualifiedName(value: Node, file: SourceFile): string | undefined {
  const path = file.syntax.path(value);
  return path && file.names.qualify(path);
}

/** The key, argument or variable whose value is the mapping, and the declared type of the mapping. */
function namesOfMapping(node: Node, file: SourceFile): string[] {
  const holder = node.parent;
  if (!holder) {
    return [];
  }
  const types = TYPE_ASSERTIONS.has(holder.type)
    ? parts(holder).slice(1)
    : [holder.childForFieldName('type')];
  const typeNames = types.flatMap((type) =>
    type ? (file.textOf(type).match(/[\p{L}\p{N}_$]+/gu) ?? []) : [],
  );
  const name = nameOfMapping(node, holder, file);
  return name === undefined ? typeNames : [name, ...typeNames];
}

function nameOfMapping(node: Node, holder: Node, file: SourceFile): string | undefined {
  const nameNode = ['key', 'name', 'left']
    .map((field) => holder.childForFieldName(field))
    .find((found) => found);
  if (!nameNode || isSame(nameNode, node)) {
    return undefined;
  }
  const name = file.syntax.stringContent(nameNode) ?? file.syntax.path(nameNode)?.at(-1) ?? nameNode.text;
  if (!CARRIER_KEYS.has(name)) {
    return name;
  }
  const outer = enclosingMapping(holder, file);
  if (!outer) {
    return undefined;
  }
  const typed = typeOf(outer, file);
  return typed?.callee ?? namesOfMapping(outer.node, file)[0];
}

function enclosingMapping(entry: Node, file: SourceFile): Mapping | undefined {
  const parent = entry.parent;
  if (!parent) {
    return undefined;
  }
  return file.syntax.mapping(parent) ?? (parent.parent ? file.syntax.mapping(parent.parent) : undefined);
}
