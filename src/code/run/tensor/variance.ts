import { subtraction } from './arithmetic';
import { combined, mapped } from './elementwise';
import { square } from './functions';
import { mean, type ReducedAxes, sum } from './reduction';
import type { Tensor } from './tensor';

/** The variances of groups: the sum of squared distances from the mean, divided by the count less `correction`. */
export function varianceOf(x: Tensor, { axes, keeps }: ReducedAxes, correction: number): Tensor {
  const center = mean(x, { axes, keeps: true }, x.dtype);
  const squares = mapped(combined(x, center, x.dtype, subtraction), x.dtype, square);
  const total = sum(squares, { axes, keeps }, x.dtype);
  const divisor = x.size / Math.max(total.size, 1) - correction;
  return mapped(total, x.dtype, {
    value: (value) => value / divisor,
    back: (gradient) => gradient / divisor,
    saves: 'nothing',
  });
}
