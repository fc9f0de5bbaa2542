import { NotUnderstood } from '../../language/not-understood';
import { throwError } from '../../language/typescript/errors';
import type { Arguments } from '../../language/typescript/script';
import { allocate, filled, Tensor, tensorOf } from '../../tensor/tensor';
import { typeGiven } from './layouts';
import { numbersGiven, type ScriptType, tensorGiven, tensorOfValue, wholeNumber } from './operands';
import type { Operation } from './operations';

/** `tf.tensor(values, shape, dtype)` and those of one rank. @param rank null for any */
function made(rank: number | null, takesShape: boolean): Operation {
  return (given) => {
    const isShaped = takesShape && given.isGiven(1);
    const shape = isShaped ? numbersGiven(given.at(1), given.place) : null;
    const type = given.at(takesShape ? 2 : 1);
    const dtype = typeGiven(type, given, 'float32');
    const tensor = tensorOfValue(given.at(0), given.isGiven(takesShape ? 2 : 1) ? dtype : null, shape);
    if (!tensor || (rank !== null && tensor.rank !== rank)) {
      return throwError('Error', 'the values do not have the shape of the tensor', given.place);
    }
    return tensor;
  };
}

function constant(fill: number): Operation {
  return (given) =>
    filled(numbersGiven(given.at(0), given.place), fill, typeGiven(given.at(1), given, 'float32'));
}

function fill(given: Arguments): Tensor {
  const value = given.at(1);
  const dtype = typeGiven(given.at(2), given, typeof value === 'boolean' ? 'bool' : 'float32');
  return filled(numbersGiven(given.at(0), given.place), given.plain(1), dtype);
}

function range(given: Arguments): Tensor {
  const [start, stop] = [given.plain(0), given.plain(1)];
  const step = given.isGiven(2) ? given.plain(2) : start < stop ? 1 : -1;
  if (step === 0) {
    throwError('Error', 'Cannot have a step of zero', given.place);
  }
  const length = Math.max(0, Math.ceil((stop - start) / step));
  const data = allocate([length]).map((_, at) => start + at * step);
  const dtype: ScriptType = typeGiven(given.at(3), given, 'float32');
  return tensorOf([length], dtype === 'float32' ? data : data.map(wholeNumber), dtype);
}

function linspace(given: Arguments): Tensor {
  const [start, stop, count] = [given.plain(0), given.plain(1), given.integer(2, 0)];
  if (count <= 0) {
    throwError('Error', 'The number of values should be positive.', given.place);
  }
  const step = (stop - start) / Math.max(count - 1, 1);
  return tensorOf(
    [count],
    allocate([count]).map((_, at) => start + at * step),
    'float32',
  );
}

function identityMatrix(given: Arguments): Tensor {
  const rows = given.integer(0, 0);
  const columns = given.integer(1, rows);
  const data = allocate([rows, columns]);
  for (let at = 0; at < Math.min(rows, columns); at++) {
    data[at * columns + at] = 1;
  }
  return new Tensor([rows, columns], typeGiven(given.at(3), given, 'float32'), data);
}

const random: Operation = ({ place }) => {
  throw new NotUnderstood({ kind: 'random' }, place);
};

/** The functions of `tf` that make tensors. */
export const CREATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['tensor', made(null, true)],
  ['scalar', made(0, false)],
  ['tensor1d', made(1, false)],
  ['tensor2d', made(2, true)],
  ['tensor3d', made(3, true)],
  ['tensor4d', made(4, true)],
  ['variable', (given) => tensorGiven(given.at(0), given, 'x')],
  ['zeros', constant(0)],
  ['ones', constant(1)],
  ['fill', fill],
  ['range', range],
  ['linspace', linspace],
  ['eye', identityMatrix],
  ...['randomNormal', 'randomUniform', 'truncatedNormal', 'multinomial', 'dropout'].map(
    (name): [string, Operation] => [name, random],
  ),
]);
