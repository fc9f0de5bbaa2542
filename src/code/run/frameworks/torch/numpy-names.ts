import { Builtin } from '../../language/values';

/** The names of NumPy that PyTorch takes for its own parameters. */
const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['axis', 'dim'],
  ['keepdims', 'keepdim'],
  ['x1', 'input'],
  ['x2', 'other'],
]);

/** The same function, which also takes its arguments under the names that NumPy has for them. */
export function withNumpyNames(operation: Builtin): Builtin {
  return new Builtin(operation.name, ({ positional, keywords }, machine, place) => {
    const renamed = [...keywords].map(([name, value]) => [OWN_NAMES.get(name) ?? name, value] as const);
    return operation.run({ positional, keywords: new Map(renamed) }, machine, place);
  });
}
