import type { Builtin } from '../../language/values';
import { creation } from './creation';
import { elementwiseFunctions } from './elementwise';
import type { NumpyLike } from './framework';
import { layouts } from './layouts';
import { reductions } from './reductions';

/** The functions of NumPy's interface, for one library that has it; most are methods of its arrays too. */
export function numpyFunctions(library: NumpyLike): Builtin[] {
  return [
    ...elementwiseFunctions(library),
    ...reductions(library),
    ...creation(library),
    ...layouts(library),
  ];
}
