import { stretched } from './elementwise';
import { refuse, TensorTooLarge } from './failure';
import { concatenated, narrowed, reshaped } from './layout';
import { broadcastShape, listText, sizeOf } from './shapes';
import { allocate, resultOf, type Tensor } from './tensor';

/** The most products of numbers of one product of matrices: some tenths of a second. */
const MOST_PRODUCTS = 50_000_000;

/**
 * The product of matrices or vectors, or of batches of matrices.
 *
 * @throws TensorFailure if the inner lengths differ, for a number, or for batches that do not stretch to each other
 * @throws TensorTooLarge for more than `MOST_PRODUCTS`
 */
export function matrixProduct(x: Tensor, y: Tensor): Tensor {
  if (x.rank >= 1 && y.rank > 2) {
    return productOfBatches(x, y);
  }
  if (x.rank > 2 && y.rank >= 1 && y.rank <= 2) {
    const rows = reshaped(x, [-1, x.shape.at(-1) ?? 0]);
    return reshaped(matrixProduct(rows, y), [...x.shape.slice(0, -1), ...y.shape.slice(1)]);
  }
  if (x.rank < 1 || y.rank < 1 || x.rank > 2 || y.rank > 2) {
    refuse('shape', `matrix product of shapes ${listText(x.shape)} and ${listText(y.shape)}`);
  }
  const rows = x.rank === 2 ? (x.shape[0] ?? 0) : 1;
  const inner = x.shape.at(-1) ?? 0;
  const columns = y.rank === 2 ? (y.shape[1] ?? 0) : 1;
  if (inner !== y.shape[0]) {
    refuse(
      'shape',
      `mat1 and mat2 shapes cannot be multiplied (${listText(x.shape)} and ${listText(y.shape)})`,
    );
  }
  if (rows * inner * columns > MOST_PRODUCTS) {
    throw new TensorTooLarge(rows * inner * columns);
  }
  const shape = [...(x.rank === 2 ? [rows] : []), ...(y.rank === 2 ? [columns] : [])];
  const results = allocate(shape);
  const each = (visit: (row: number, place: number, column: number) => void): void => {
    for (let row = 0; row < rows; row++) {
      for (let place = 0; place < inner; place++) {
        for (let column = 0; column < columns; column++) {
          visit(row, place, column);
        }
      }
    }
  };
  each((row, place, column) => {
    const at = row * columns + column;
    results[at] = (results[at] ?? 0) + x.at(row * inner + place) * y.at(place * columns + column);
  });
  return resultOf(shape, x.dtype, results, [x, y], (gradient) => {
    const first = new Float64Array(x.size);
    const second = new Float64Array(y.size);
    each((row, place, column) => {
      const slope = gradient[row * columns + column] ?? 0;
      const [one, other] = [row * inner + place, place * columns + column];
      first[one] = (first[one] ?? 0) + slope * y.at(other);
      second[other] = (second[other] ?? 0) + slope * x.at(one);
    });
    return [first, second];
  });
}

function productOfBatches(x: Tensor, y: Tensor): Tensor {
  const matrices = x.rank === 1 ? reshaped(x, [1, x.size]) : x;
  const batch = broadcastShape(matrices.shape.slice(0, -2), y.shape.slice(0, -2));
  const count = sizeOf(batch);
  const [ones, others] = [matrices, y].map((factor) => {
    const inner = factor.shape.slice(-2);
    return reshaped(stretched(factor, [...batch, ...inner]), [count, ...inner]);
  }) as [Tensor, Tensor];
  const of = (factor: Tensor, at: number): Tensor =>
    reshaped(narrowed(factor, 0, at, 1), factor.shape.slice(1));
  const [rows, columns] = [ones.shape[1] ?? 0, others.shape[2] ?? 0];
  const products = Array.from({ length: count }, (_, at) =>
    reshaped(matrixProduct(of(ones, at), of(others, at)), [1, rows, columns]),
  );
  const whole = products.length > 0 ? concatenated(products, 0, x.dtype) : reshaped(x, [0, rows, columns]);
  return reshaped(whole, [...batch, ...(x.rank === 1 ? [] : [rows]), columns]);
}
