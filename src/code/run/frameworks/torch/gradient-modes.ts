import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import {
  Builtin,
  ClassValue,
  FunctionValue,
  Instance,
  type Machine,
  type Value,
} from '../../language/values';

/** A mode of recording gradients, by the argument that it is made with. */
interface Mode {
  readonly name: string;
  readonly isOn: (given: Value) => boolean;
  /** True if it begins when it is made, and not with a block. */
  readonly beginsAtOnce?: true;
}

/** A context in which gradients are recorded or not; used as a decorator it does the same to a function. */
function mode({ name, isOn, beginsAtOnce }: Mode): ClassValue {
  const begin = ({ machine }: Given, self: Instance): void => {
    self.attributes.set('before', !machine.isWithoutGradient);
    machine.setGradientRecording(isOn(self.attributes.get('mode') ?? true));
  };
  const end = (machine: Machine, self: Instance): void => {
    machine.setGradientRecording(self.attributes.get('before') === true);
  };
  return new ClassValue(
    name,
    [],
    new Map<string, Value>([
      [
        '__init__',
        builtin(
          `${name}.__init__`,
          'self, mode=True, dtype=None, enabled=True, device_type=None',
          (given) => {
            const [self, value] = [selfOf(given), given.value('mode')];
            if (value instanceof FunctionValue) {
              // A decorator without parentheses.
              throw new NotUnderstood({ kind: 'call', name }, given.place);
            }
            self.attributes.set('mode', value);
            if (beginsAtOnce) {
              begin(given, self);
            }
            return null;
          },
        ),
      ],
      [
        '__enter__',
        builtin(`${name}.__enter__`, 'self', (given) => {
          if (!beginsAtOnce) {
            begin(given, selfOf(given));
          }
          return null;
        }),
      ],
      [
        '__exit__',
        builtin(`${name}.__exit__`, 'self, *details', (given) => {
          end(given.machine, selfOf(given));
          return null;
        }),
      ],
      [
        '__call__',
        builtin(`${name}.__call__`, 'self, function', (given) => {
          const [self, callee] = [selfOf(given), given.value('function')];
          if (beginsAtOnce) {
            end(given.machine, self);
          }
          return new Builtin(name, (handed, machine, place) => {
            const before = !machine.isWithoutGradient;
            machine.setGradientRecording(isOn(self.attributes.get('mode') ?? true));
            try {
              return machine.call(callee, handed, place);
            } finally {
              machine.setGradientRecording(before);
            }
          });
        }),
      ],
    ]),
    false,
  );
}

function selfOf(given: Given): Instance {
  const self = given.value('self');
  if (!(self instanceof Instance)) {
    throw new Error('A method of a gradient mode runs without its object.');
  }
  return self;
}

export const GRADIENT_MODES: readonly ClassValue[] = [
  mode({ name: 'no_grad', isOn: () => false }),
  mode({ name: 'inference_mode', isOn: (isOn) => isOn === false }),
  mode({ name: 'enable_grad', isOn: () => true }),
  mode({ name: 'set_grad_enabled', isOn: (isOn) => isOn === true, beginsAtOnce: true }),
];

/** Mixed precision runs on devices that the evaluator has not: it changes no type here. As a decorator it changes nothing either. */
export const AUTOCAST = new ClassValue(
  'autocast',
  [],
  new Map<string, Value>([
    ['__init__', new Builtin('autocast.__init__', () => null)],
    ['__enter__', new Builtin('autocast.__enter__', () => null)],
    ['__exit__', new Builtin('autocast.__exit__', () => null)],
    ['__call__', builtin('autocast.__call__', 'self, function', (given) => given.value('function'))],
  ]),
  false,
);
