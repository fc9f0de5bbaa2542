/**
 * Product of the axes' lengths, 1 for a scalar; undefined where the elements, or their bytes, are more than a number
 * counts exactly (2^53).
 */
export function elementCount(shape: readonly number[], itemSize: number): number | undefined {
  if (shape.includes(0)) {
    return 0;
  }
  let product = 1;
  for (const length of shape) {
    product *= length;
    if (!Number.isSafeInteger(product * itemSize)) {
      return undefined;
    }
  }
  return product;
}

/** Elements from one index of each axis to the next, in C or Fortran order. */
export function stridesOf(shape: readonly number[], fortranOrder: boolean): number[] {
  const strides = new Array<number>(shape.length);
  const axes = shape.map((_, axis) => axis);
  let stride = 1;
  for (const axis of fortranOrder ? axes : axes.reverse()) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}
