import { raise } from '../../language/exceptions';
import type { Place } from '../../language/program';
import {
  ArrayValue,
  Builtin,
  type CallArguments,
  ListValue,
  type Machine,
  TupleValue,
  type Value,
} from '../../language/values';

/** The name of the device that is not the usual one, where a run follows devices. */
export const OTHER_DEVICE = 'cuda:0';

/** How the names of types on the other device begin: `cuda.FloatTensor`. */
export const ON_CUDA = 'cuda.';

/** True if two names mean one device: `cuda` is the first of its kind. */
export function isSameDevice(one: string, other: string): boolean {
  return withIndex(one) === withIndex(other);
}

function withIndex(device: string): string {
  return device === 'cuda' ? OTHER_DEVICE : device;
}

/**
 * The device on which an operation computes. Tensors without dimensions may come from the CPU.
 *
 * @returns `cpu` in a run that does not follow devices
 * @throws Raised a RuntimeError for tensors of two devices
 */
export function deviceOf(operands: readonly Value[], machine: Machine, place: Place): string {
  if (!machine.followsDevices) {
    return 'cpu';
  }
  const arrays = operands.flatMap(arraysIn);
  const binding = arrays.filter(({ device, tensor }) => device !== 'cpu' || tensor.rank > 0);
  const [first] = binding;
  for (const { device } of binding) {
    if (first && !isSameDevice(first.device, device)) {
      raise(
        'RuntimeError',
        `Expected all tensors to be on the same device, but found at least two devices, ${withIndex(first.device)} and ${withIndex(device)}!`,
        place,
      );
    }
  }
  return first?.device ?? 'cpu';
}

/** The tensors of a value, also those of a list, such as that of `torch.stack`. */
function arraysIn(value: Value): ArrayValue[] {
  if (value instanceof ArrayValue) {
    return [value];
  }
  return value instanceof TupleValue || value instanceof ListValue ? value.items.flatMap(arraysIn) : [];
}

/**
 * The same function, which in a run that follows devices takes tensors of one device alone and puts its results there.
 *
 * @param makes true for a function that makes a tensor: it may be given tensors of any device, and an argument names its own
 */
export function onOneDevice(operation: Builtin, makes: boolean): Builtin {
  return new Builtin(operation.name, (given, machine, place) => {
    const result = operation.run(given, machine, place);
    if (!machine.followsDevices) {
      return result;
    }
    const operands = operandsOf(given);
    if (!makes) {
      placeOn(result, deviceOf(operands, machine, place), operands);
    } else if (!given.keywords.has('device') && given.positional[0] instanceof ArrayValue) {
      placeOn(result, given.positional[0].device, operands);
    }
    return result;
  });
}

function operandsOf({ positional, keywords }: CallArguments): Value[] {
  return [...positional, ...keywords.values()];
}

/** Results that are one of the operands stay where they are. */
function placeOn(result: Value, device: string, operands: readonly Value[]): void {
  const given = new Set(operands.flatMap(arraysIn));
  for (const array of arraysIn(result)) {
    if (!given.has(array)) {
      array.device = device;
    }
  }
}

/** The array on a device: the same object if it is there, else a copy. */
export function movedTo(array: ArrayValue, device: string, machine: Machine): ArrayValue {
  return !machine.followsDevices || isSameDevice(array.device, device)
    ? array
    : new ArrayValue(array.tensor, array.framework, device);
}
