import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { builtin } from '../../language/signature';
import { ArrayValue, Builtin, ClassValue, Instance, type Value } from '../../language/values';
import { cast } from '../../tensor/elementwise';
import { TensorFailure } from '../../tensor/failure';
import { type IndexEntry, indexed, withReplaced } from '../../tensor/indexing';
import type { Tensor } from '../../tensor/tensor';
import { arrayBinary, type NumpyLike } from '../numpy/framework';
import { operandOf } from '../numpy/promotion';
import { entriesOf } from '../shared/index-entries';

const OPERATORS: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  mul: '*',
  divide: '/',
  power: '**',
};

/** JAX drops an update outside the array, which is not followed. */
function refuseOutside(tensor: Tensor, entries: readonly IndexEntry[], place: Place): void {
  try {
    indexed(tensor, entries);
  } catch (error) {
    throw error instanceof TensorFailure && error.subject === 'index'
      ? new NotUnderstood({ kind: 'operation', what: '.at[]' }, place)
      : error;
  }
}

/** `array.at`: an object whose subscript has the methods `set`, `add` and their like, which return a changed copy. */
export function updatesOf(array: ArrayValue, { framework, defaults }: NumpyLike): Instance {
  const update = (
    name: string,
    entries: readonly IndexEntry[],
    updated: (given: Parameters<Parameters<typeof builtin>[2]>[0], picked: ArrayValue) => Value,
  ): [string, Value] => [
    name,
    builtin(name, 'self, values=None', (given) => {
      const { machine, place } = given;
      refuseOutside(array.tensor, entries, place);
      const picked = new ArrayValue(indexed(array.tensor, entries), framework);
      const { tensor } = operandOf(updated(given, picked), defaults, machine, place);
      const replaced = withReplaced(array.tensor, entries, cast(tensor, array.tensor.dtype));
      machine.budget.make(replaced.size, place);
      return new ArrayValue(replaced, framework);
    }),
  ];
  const subscript = new Builtin('at.__getitem__', ({ positional: [, index = null] }, machine, place) => {
    const entries = entriesOf(index, place);
    const methods = [
      update('set', entries, (given) => given.value('values')),
      ...Object.entries(OPERATORS).map(([name, operator]) =>
        update(
          name,
          entries,
          (given, picked) =>
            new ArrayValue(
              arrayBinary(operator, picked, given.value('values'), defaults, machine, place),
              framework,
            ),
        ),
      ),
      update('get', entries, (_, picked) => picked),
    ];
    return new Instance(new ClassValue('_IndexUpdateRef', [], new Map(methods), false));
  });
  return new Instance(new ClassValue('_IndexUpdateHelper', [], new Map([['__getitem__', subscript]]), false));
}
