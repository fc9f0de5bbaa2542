import { hasUnknownBase } from '../../language/attributes';
import { boundTo, classAttribute, isSubclass } from '../../language/classes';
import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { builtin } from '../../language/signature';
import {
  Builtin,
  ClassValue,
  Instance,
  type Machine,
  MappingValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../../language/values';
import { addBuffer, isBuffer, isParameter } from './module-state';

/** The method, which takes the object first. */
function method(
  name: string,
  run: (self: Instance, given: Parameters<Builtin['run']>[0], machine: Machine, place: Place) => Value,
): Builtin {
  return new Builtin(name, ({ positional, keywords }, machine, place) => {
    const [self, ...rest] = positional;
    return self instanceof Instance
      ? run(self, { positional: rest, keywords }, machine, place)
      : raise('TypeError', `${name}() needs an object`, place);
  });
}

const returnSelf = (name: string): Builtin => method(name, (self) => self);

/** What every module has beside what is written here: it is there, and what it does is not known. */
const OTHER_NAMES = (
  'add_module apply bfloat16 buffers call_super_init children compile dump_patches extra_repr get_buffer get_extra_state ' +
  'get_parameter get_submodule ipu load_state_dict modules mtia named_buffers named_children named_modules named_parameters ' +
  'register_backward_hook register_forward_hook register_forward_pre_hook register_full_backward_hook ' +
  'register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module ' +
  'register_state_dict_post_hook register_state_dict_pre_hook set_extra_state set_submodule share_memory to_empty type xpu ' +
  'zero_grad T_destination _apply _backward_hooks _buffers _call_impl _forward_hooks _forward_pre_hooks _get_name ' +
  '_load_from_state_dict _modules _named_members _non_persistent_buffers_set _parameters _replicate_for_data_parallel ' +
  '_save_to_state_dict _version'
).split(' ');

/** `torch.nn.Module`. */
export const MODULE = new ClassValue(
  'Module',
  [],
  new Map<string, Value>([
    [
      '__init__',
      method('Module.__init__', (self) => {
        self.attributes.set('training', true);
        return null;
      }),
    ],
    [
      '__call__',
      method('Module.__call__', (self, given, machine, place) => {
        if (!isInitialised(self, machine)) {
          raise('AttributeError', `'${self.ofClass.name}' object has no attribute '_backward_hooks'`, place);
        }
        const forward = classAttribute(self.ofClass, 'forward');
        return forward === undefined
          ? raise(
              'NotImplementedError',
              `Module [${self.ofClass.name}] is missing the required "forward" function`,
              place,
            )
          : machine.call(boundTo(self, forward), given, place);
      }),
    ],
    [
      // The assignment itself follows.
      '__setattr__',
      method('Module.__setattr__', (self, { positional: [, value = null] }, machine, place) => {
        const kind = isModule(value) ? 'module' : isParameter(value) ? 'parameters' : null;
        return kind && !isInitialised(self, machine)
          ? raise('AttributeError', `cannot assign ${kind} before Module.__init__() call`, place)
          : null;
      }),
    ],
    [
      'register_buffer',
      new Builtin('Module.register_buffer', (given, machine, place) => registered(given, machine, place)),
    ],
    [
      'register_parameter',
      new Builtin('Module.register_parameter', (given, machine, place) => registered(given, machine, place)),
    ],
    ...['to', 'cuda', 'cpu', 'float', 'double', 'half', 'train', 'eval', 'requires_grad_'].map(
      (name): [string, Value] => [name, returnSelf(name)],
    ),
    ['parameters', method('Module.parameters', () => new TupleValue([]))],
    ['state_dict', method('Module.state_dict', () => new MappingValue())],
    ...OTHER_NAMES.map((name): [string, Value] => [name, new UnknownValue(`torch.nn.Module.${name}`)]),
  ]),
  false,
);

function isModule(value: Value): boolean {
  return value instanceof Instance && isSubclass(value.ofClass, MODULE);
}

/**
 * The constructor of `Module` sets this attribute, or a class whose objects need no constructor; that of an object whose constructor does
 * not run is asked for. What is unknown of a class may call the constructor.
 */
function isInitialised({ attributes, ofClass }: Instance, { setsAside }: Machine): boolean {
  const isSet = (attributes.get('training') ?? classAttribute(ofClass, 'training')) !== undefined;
  return isSet || setsAside || hasUnknownBase(ofClass);
}

function registered(
  { positional, keywords }: Parameters<Builtin['run']>[0],
  machine: Machine,
  place: Place,
): Value {
  const [self, givenName, value = null] = positional;
  const name = givenName ?? keywords.get('name');
  const held = keywords.get('tensor') ?? keywords.get('param') ?? value;
  if (!(self instanceof Instance) || typeof name !== 'string') {
    return raise('TypeError', 'register_buffer() needs a name', place);
  }
  if (!isInitialised(self, machine)) {
    return raise('AttributeError', 'cannot assign buffer before Module.__init__() call', place);
  }
  if (
    classAttribute(self.ofClass, name) !== undefined ||
    (self.attributes.has(name) && !isBuffer(self, name))
  ) {
    return raise('KeyError', `attribute '${name}' already exists`, place);
  }
  addBuffer(self, name);
  self.attributes.set(name, held);
  return null;
}

/**
 * A loss or layer as a class: its constructor keeps its arguments, and `forward` calls a function with them.
 *
 * @param signature of the constructor
 * @param inputs how many tensors `forward` takes
 */
export function functional(
  name: string,
  base: ClassValue,
  path: string,
  signature: string,
  inputs: number,
): ClassValue {
  const names = signature
    .split(/,\s*/)
    .filter((part) => part !== '' && part !== '*')
    .map((part) => part.split('=')[0] ?? '');
  return new ClassValue(
    name,
    [base],
    new Map<string, Value>([
      [
        '__init__',
        builtin(`${name}.__init__`, `self, ${signature}`.replace(/, $/, ''), (given) => {
          const self = given.value('self');
          if (self instanceof Instance) {
            self.attributes.set('training', true);
            for (const parameter of names) {
              self.attributes.set(parameter, given.value(parameter));
            }
            // The old arguments decide on the reduction once.
            normaliseReduction(self);
          }
          return null;
        }),
      ],
      [
        'forward',
        new Builtin(`${name}.forward`, ({ positional, keywords }, machine, place) => {
          const [self, ...rest] = positional;
          const operation = machine.library(path);
          if (!(self instanceof Instance) || operation === undefined) {
            throw new NotUnderstood({ kind: 'call', name }, place);
          }
          const tensors = [...rest, ...keywords.values()];
          if (tensors.length !== inputs) {
            raise(
              'TypeError',
              `forward() takes ${inputs + 1} positional arguments but ${tensors.length + 1} were given`,
              place,
            );
          }
          const settings = new Map<string, Value>();
          for (const parameter of names.filter((candidate) => !OLD_ARGUMENTS.has(candidate))) {
            settings.set(parameter, self.attributes.get(parameter) ?? null);
          }
          for (const [key, value] of keywords) {
            settings.set(key, value);
          }
          return machine.call(operation, { positional: rest, keywords: settings }, place);
        }),
      ],
    ]),
    false,
  );
}

const OLD_ARGUMENTS = new Set(['size_average', 'reduce', 'inplace']);

function normaliseReduction({ attributes }: Instance): void {
  const [average = null, reduce = null] = [attributes.get('size_average'), attributes.get('reduce')];
  if (average === null && reduce === null) {
    return;
  }
  const isMean = average === null || average === true;
  attributes.set('reduction', reduce === false ? 'none' : isMean ? 'mean' : 'sum');
}

export const LOSS = functional(
  '_Loss',
  MODULE,
  'torch.nn.functional.mse_loss',
  "size_average=None, reduce=None, reduction='mean'",
  2,
);
export const WEIGHTED_LOSS = functional(
  '_WeightedLoss',
  LOSS,
  'torch.nn.functional.nll_loss',
  "weight=None, size_average=None, reduce=None, reduction='mean'",
  2,
);
