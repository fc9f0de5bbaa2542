/**
 * Product of the axes' lengths, 1 for a scalar; undefined if the elements or their bytes exceed 2^53, up to which a
 * number is exact.
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

/** Stride of each axis in elements, in C or Fortran order. */
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
