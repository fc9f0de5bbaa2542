import type { Node } from '@vscode/tree-sitter-wasm';
import {
  type AlphaRole,
  type Convention,
  type GivenArguments,
  nameInConvention,
} from '../conventions/convention';
import { conventionOfCallable, conventionOfHub } from '../conventions/conventions';
import { OFTEN_OWN } from '../run/language/workspace';
import type { Call, Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import type { FocalDefinition } from './focal-definitions';
import { type FocalParameterName, isFocalLossName, parameterOfName, wordsOfName } from './names';
import type { ParameterValue } from './value';

/** A parameter that a callee is known to take, in positional order. */
export interface KnownParameter {
  readonly name: string;
  readonly keywordOnly: boolean;
  /** The default that a library's convention states. */
  readonly default: ParameterValue;
  /** The declaration, if the callee is defined in this file. */
  readonly declaration: Slot | undefined;
}

/** A call of a focal loss, a call that builds one, or the config entry from which one is built. */
export interface FocalCall {
  readonly node: Node;
  /** True if the call unpacks a list or mapping, which may give any argument. */
  readonly unpacks: boolean;
  /** The callee as the code names it, without its modules. */
  readonly callee: string;
  readonly convention: Convention | undefined;
  /** Role of α in the callee, if the file defines the callee. */
  readonly alphaRole?: AlphaRole | undefined;
  /** Empty when only the callee's name is known. */
  readonly parameters: readonly KnownParameter[];
  /** The arguments that the loss receives: without the loss itself in `partial(loss, …)`. */
  readonly slots: readonly Slot[];
}

const PARAMETERS = ['alpha', 'gamma'] as const satisfies readonly FocalParameterName[];

const FACTORY_WORDS = new Set('loss losses criterion build create make get from'.split(' '));

/** Returns the focal loss that a call builds or calls, if any. `definitions` are those of the file, by name. */
export function focalCallOf(
  call: Call,
  file: SourceFile,
  definitions: ReadonlyMap<string, FocalDefinition>,
): FocalCall | undefined {
  const { path } = call;
  const name = path?.at(-1);
  if (!path || name === undefined) {
    return undefined;
  }
  const direct = calleeOf(path, file, definitions);
  const { node } = call;
  const unpacks = call.unpacked.length > 0;
  if (direct) {
    return { node, unpacks, slots: call.slots, ...direct };
  }
  if (name === 'load' && file.names.candidates(path).includes('torch.hub.load')) {
    return loadedLoss(call, file);
  }
  const [first, ...rest] = call.slots;
  if (!first?.value || first.name !== undefined) {
    return undefined;
  }
  if (name === 'partial') {
    const innerPath = file.syntax.path(first.value);
    const inner = innerPath && calleeOf(innerPath, file, definitions);
    return inner && { node, unpacks, slots: rest, ...inner };
  }
  // A factory: get_loss('focal', gamma=2.0).
  const made = file.syntax.stringContent(first.value);
  if (
    made === undefined ||
    !isFocalLossName(made) ||
    !wordsOfName(name).some((word) => FACTORY_WORDS.has(word))
  ) {
    return undefined;
  }
  return { node, unpacks, slots: rest, callee: made, convention: undefined, parameters: [] };
}

/** `torch.hub.load(repository, model, …)` hands the other arguments on. */
function loadedLoss({ node, slots, unpacked }: Call, file: SourceFile): FocalCall | undefined {
  const [repository, second] = slots;
  const model = slots.find((slot) => slot.name === 'model' || (slot.name === undefined && slot === second));
  const [from, loaded] = [repository, model].map(
    (slot) => slot?.value && file.syntax.stringContent(slot.value),
  );
  const convention = from && loaded ? conventionOfHub(from, loaded) : undefined;
  return (
    convention && {
      node,
      unpacks: unpacked.length > 0,
      slots: slots.filter((slot) => slot !== repository && slot !== model),
      callee: loaded ?? '',
      convention,
      parameters: knownParameters(convention),
    }
  );
}

type Callee = Pick<FocalCall, 'callee' | 'convention' | 'alphaRole' | 'parameters'>;

function calleeOf(
  path: readonly string[],
  file: SourceFile,
  definitions: ReadonlyMap<string, FocalDefinition>,
): Callee | undefined {
  const callee = path.at(-1) ?? '';
  const [first = ''] = path;
  const local =
    path.length === 1 || first === 'self' || first === 'this' ? definitions.get(callee) : undefined;
  if (local) {
    const { alphaRole } = local;
    return { callee, convention: undefined, alphaRole, parameters: declaredParameters(local) };
  }
  const candidates = file.names.candidates(path);
  for (const qualified of candidates) {
    const convention = conventionOfCallable(qualified);
    if (convention && !isOfWorkspace(qualified, file)) {
      return { callee, convention, parameters: knownParameters(convention) };
    }
  }
  const original = candidates[0]?.split('.').at(-1) ?? callee;
  if (!isFocalLossName(callee) && !isFocalLossName(original)) {
    return undefined;
  }
  return { callee, convention: undefined, parameters: [] };
}

/** True for a name of a file of the workspace that is called like a library. */
function isOfWorkspace(qualified: string, { workspace }: SourceFile): boolean {
  const [module = ''] = qualified.split('.');
  return OFTEN_OWN.test(qualified) && !!workspace?.find({ module, from: null });
}

/** A decorator may add parameters in front, so arguments of a decorated function are matched by name only. */
function declaredParameters({ definition, parameters }: FocalDefinition): KnownParameter[] {
  const isDecorated =
    definition.form === 'function' && definition.node.parent?.type === 'decorated_definition';
  return parameters
    .filter(({ name }) => name !== 'self' && name !== 'cls')
    .map((declaration) => ({
      name: declaration.name ?? '',
      keywordOnly: isDecorated,
      default: undefined,
      declaration,
    }));
}

/** The parameters that a library's convention states. */
export function knownParameters(convention: Convention): KnownParameter[] {
  return convention.parameters.map((parameter) => ({
    name: parameter.name,
    keywordOnly: parameter.keywordOnly ?? false,
    default: parameter.default,
    declaration: undefined,
  }));
}

/** The parameter that a slot of the call gives, by its name or its position. */
export function parameterOfSlot(focalCall: FocalCall, slot: Slot): FocalParameterName | undefined {
  const name = nameOfSlot(focalCall, slot);
  if (name === undefined) {
    return undefined;
  }
  const { convention } = focalCall;
  if (!convention) {
    return parameterOfName(name)?.parameter;
  }
  // Other parameters of a library may be named alike, such as `matcher_alpha`.
  return PARAMETERS.find((parameter) => name === nameInConvention(convention, parameter));
}

/** The parameter in the callee's declaration or convention. */
export function knownParameter(
  { convention, parameters }: FocalCall,
  parameter: FocalParameterName,
): KnownParameter | undefined {
  const wanted = convention ? nameInConvention(convention, parameter) : undefined;
  return parameters.find(({ name }) => name === wanted || parameterOfName(name)?.parameter === parameter);
}

/** The arguments of the call by parameter name, as conventions read them. */
export function givenArguments(focalCall: FocalCall, file: SourceFile): GivenArguments {
  const texts = new Map<string, string>();
  for (const slot of focalCall.slots) {
    const name = nameOfSlot(focalCall, slot);
    if (name !== undefined && slot.value) {
      texts.set(name, file.textOf(slot.value));
    }
  }
  return { text: (parameter) => texts.get(parameter) };
}

/** The name of the parameter that a slot of the call gives; undefined where it is not known. */
export function nameOfSlot(focalCall: FocalCall, slot: Slot): string | undefined {
  return slot.name ?? positionalName(focalCall, slot);
}

function positionalName({ unpacks, slots, parameters }: FocalCall, slot: Slot): string | undefined {
  if (unpacks) {
    return undefined;
  }
  const positional = parameters.filter(({ keywordOnly }) => !keywordOnly);
  return positional[slots.filter(({ name }) => name === undefined).indexOf(slot)]?.name;
}
