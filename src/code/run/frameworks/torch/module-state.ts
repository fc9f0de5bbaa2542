import { builtin } from '../../language/signature';
import { TypeFunction } from '../../language/type-function';
import { ArrayValue, type Builtin, Instance, type Machine, type Value } from '../../language/values';
import { movedTo } from './devices';

const BUFFERS = new WeakMap<Instance, Set<string>>();

export function addBuffer(self: Instance, name: string): void {
  const known = BUFFERS.get(self) ?? new Set<string>();
  BUFFERS.set(self, known);
  known.add(name);
}

/** True if the attribute was registered as a buffer, which `to(device)` moves and `state_dict` saves. */
export function isBuffer(self: Instance, name: string): boolean {
  return BUFFERS.get(self)?.has(name) ?? false;
}

const PARAMETERS = new WeakSet<ArrayValue>();

export function isParameter(value: Value): boolean {
  return value instanceof ArrayValue && PARAMETERS.has(value);
}

/** `torch.nn.Parameter`: the tensor itself, which `to(device)` then moves with its module. */
export const PARAMETER: Builtin = new TypeFunction(
  builtin('Parameter', 'data=None, requires_grad=True', (given) => {
    const data = given.value('data');
    if (data instanceof ArrayValue) {
      PARAMETERS.add(data);
    }
    return data;
  }),
  isParameter,
);

/**
 * Puts the buffers and parameters of a module and of the modules in it on a device, as `to(device)` does. Other tensors stay
 * where they are. Modules of the library hold no tensors but buffers.
 */
export function moveModule(object: Value, device: string, machine: Machine): void {
  if (!(object instanceof Instance)) {
    return;
  }
  for (const [name, value] of object.attributes) {
    if (!(value instanceof ArrayValue)) {
      moveModule(value, device, machine);
    } else if (isBuffer(object, name) || isParameter(value) || !object.ofClass.isOfProgram) {
      object.attributes.set(name, movedTo(value, device, machine));
    }
  }
}
