/** A complex number for each row. */
export interface ComplexSeries {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * The real part of Σ conj(one[row]) · other[row + lag], for every lag at which rows have a partner.
 * @returns the sums in the order of the lags 1 − N to N − 1, for series of N rows
 */
export function crossCorrelation(one: ComplexSeries, other: ComplexSeries): Float64Array {
  const rows = one.real.length;
  // Twice as long, so that no row meets one from the other end.
  let size = 2;
  while (size < 2 * rows) {
    size *= 2;
  }
  const [first, second] = [padded(one, size), padded(other, size)];
  transform(first);
  transform(second);
  const product = padded({ real: new Float64Array(), imaginary: new Float64Array() }, size);
  for (let at = 0; at < size; at++) {
    const [a, b] = [first.real[at] ?? 0, first.imaginary[at] ?? 0];
    const [c, d] = [second.real[at] ?? 0, second.imaginary[at] ?? 0];
    product.real[at] = a * c + b * d;
    // Conjugated, so that the same transform leads back.
    product.imaginary[at] = b * c - a * d;
  }
  transform(product);
  return Float64Array.from({ length: 2 * rows - 1 }, (_, at) => {
    const lag = at - rows + 1;
    return (product.real[(lag + size) % size] ?? 0) / size;
  });
}

function padded({ real, imaginary }: ComplexSeries, size: number): ComplexSeries {
  const longer = { real: new Float64Array(size), imaginary: new Float64Array(size) };
  longer.real.set(real);
  longer.imaginary.set(imaginary);
  return longer;
}

/** The discrete Fourier transform in place (Cooley and Tukey 1965). The length is a power of two. */
function transform({ real, imaginary }: ComplexSeries): void {
  const size = real.length;
  reorder({ real, imaginary });
  for (let length = 2; length <= size; length *= 2) {
    const half = length / 2;
    for (let at = 0; at < half; at++) {
      const angle = (-2 * Math.PI * at) / length;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (let even = at; even < size; even += length) {
        const odd = even + half;
        const [a, b] = [real[odd] ?? 0, imaginary[odd] ?? 0];
        const [turnedReal, turnedImaginary] = [a * cosine - b * sine, a * sine + b * cosine];
        const [c, d] = [real[even] ?? 0, imaginary[even] ?? 0];
        real[odd] = c - turnedReal;
        imaginary[odd] = d - turnedImaginary;
        real[even] = c + turnedReal;
        imaginary[even] = d + turnedImaginary;
      }
    }
  }
}

/** Puts each value at the place whose binary digits are those of its own in reverse order. */
function reorder({ real, imaginary }: ComplexSeries): void {
  const size = real.length;
  for (let at = 1, reversed = 0; at < size; at++) {
    let bit = size >> 1;
    for (; (reversed & bit) !== 0; bit >>= 1) {
      reversed ^= bit;
    }
    reversed |= bit;
    if (at < reversed) {
      exchange(real, at, reversed);
      exchange(imaginary, at, reversed);
    }
  }
}

function exchange(values: Float64Array, one: number, other: number): void {
  const value = values[one] ?? 0;
  values[one] = values[other] ?? 0;
  values[other] = value;
}
