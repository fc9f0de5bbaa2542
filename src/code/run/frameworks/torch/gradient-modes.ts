import { builtin } from '../../language/signature';
import { Builtin, ClassValue, Instance, type Value } from '../../language/values';

/** A context in which gradients are recorded or not; as a decorator it does the same to each call of a function. */
function mode(name: string, isOn: (given: Value) => boolean): ClassValue {
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
            const self = given.value('self');
            if (self instanceof Instance) {
              self.attributes.set('mode', given.value('mode'));
            }
            return null;
          },
        ),
      ],
      [
        '__enter__',
        builtin(`${name}.__enter__`, 'self', (given) => {
          const self = given.value('self');
          if (self instanceof Instance) {
            self.attributes.set('before', !given.machine.isWithoutGradient);
            given.machine.setGradientRecording(isOn(self.attributes.get('mode') ?? true));
          }
          return null;
        }),
      ],
      [
        '__exit__',
        builtin(`${name}.__exit__`, 'self, *details', (given) => {
          const self = given.value('self');
          if (self instanceof Instance) {
            given.machine.setGradientRecording(self.attributes.get('before') === true);
          }
          return null;
        }),
      ],
      [
        '__call__',
        builtin(`${name}.__call__`, 'self, function', (given) => {
          const self = given.value('self');
          const mode = self instanceof Instance ? self.attributes.get('mode') : undefined;
          const inner = given.value('function');
          return new Builtin(name, (handed, machine, place) => {
            const before = machine.isWithoutGradient;
            machine.setGradientRecording(isOn(mode ?? true));
            try {
              return machine.call(inner, handed, place);
            } finally {
              machine.setGradientRecording(!before);
            }
          });
        }),
      ],
    ]),
    false,
  );
}

export const GRADIENT_MODES: readonly ClassValue[] = [
  mode('no_grad', () => false),
  mode('inference_mode', (isOn) => isOn === false),
  mode('enable_grad', () => true),
  mode('set_grad_enabled', (isOn) => isOn === true),
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
