import { normalAxis, sizeOf } from './shapes';
import { allocate, resultOf, type Tensor } from './tensor';

/** Calls `visit` for each row along an axis, with the index of its first element and the step to the next. */
function eachRow(
  x: Tensor,
  axis: number,
  visit: (start: number, step: number, length: number) => void,
): void {
  const along = normalAxis(axis, x.rank);
  const step = sizeOf(x.shape.slice(along + 1));
  const length = x.rank === 0 ? 1 : (x.shape[along] ?? 1);
  for (let block = 0; block < x.size; block += step * length) {
    for (let start = block; start < block + step; start++) {
      visit(start, step, length);
    }
  }
}

function logSumExpOfRow(x: Tensor, start: number, step: number, length: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < length; place++) {
    largest = Math.max(largest, x.at(start + place * step));
  }
  let total = 0;
  for (let place = 0; place < length; place++) {
    total += Math.exp(x.at(start + place * step) - largest);
  }
  return largest + Math.log(total);
}

/** log p along an axis, from log-sum-exp. */
export function logSoftmax(x: Tensor, axis: number): Tensor {
  const results = allocate(x.shape);
  eachRow(x, axis, (start, step, length) => {
    const total = logSumExpOfRow(x, start, step, length);
    for (let place = 0; place < length; place++) {
      const at = start + place * step;
      results[at] = x.at(at) - total;
    }
  });
  return resultOf(x.shape, x.dtype, results, [x], (gradient) => {
    const part = new Float64Array(x.size);
    eachRow(x, axis, (start, step, length) => {
      let total = 0;
      for (let place = 0; place < length; place++) {
        total += gradient[start + place * step] ?? 0;
      }
      for (let place = 0; place < length; place++) {
        const at = start + place * step;
        part[at] = (gradient[at] ?? 0) - Math.exp(results[at] ?? Number.NaN) * total;
      }
    });
    return [part];
  });
}

/** p along an axis. */
export function softmax(x: Tensor, axis: number): Tensor {
  const results = allocate(x.shape);
  eachRow(x, axis, (start, step, length) => {
    const total = logSumExpOfRow(x, start, step, length);
    for (let place = 0; place < length; place++) {
      const at = start + place * step;
      results[at] = Math.exp(x.at(at) - total);
    }
  });
  return resultOf(x.shape, x.dtype, results, [x], (gradient) => {
    const part = new Float64Array(x.size);
    eachRow(x, axis, (start, step, length) => {
      let total = 0;
      for (let place = 0; place < length; place++) {
        const at = start + place * step;
        total += (gradient[at] ?? 0) * (results[at] ?? Number.NaN);
      }
      for (let place = 0; place < length; place++) {
        const at = start + place * step;
        part[at] = (results[at] ?? Number.NaN) * ((gradient[at] ?? 0) - total);
      }
    });
    return [part];
  });
}
