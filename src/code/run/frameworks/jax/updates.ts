import { builtin } from '../../language/signature';
import { ArrayValue, Builtin, ClassValue, Instance, type Value } from '../../language/values';
import { cast } from '../../tensor/elementwise';
import { type IndexEntry, indexed, withReplaced } from '../../tensor/indexing';
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
