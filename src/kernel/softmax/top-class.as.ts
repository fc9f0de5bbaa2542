import { classes } from '../sums/row-memory.as';

/** x_t of an example whose other classes underflow: the largest finite −log p in float64. */
const LARGEST_MARGIN: f32 = 745;

/** x_t of a top class with nearly all of the probability. */
export function marginOfLeast(others: f64): f32 {
  return others > 0 ? <f32>-Math.log(others) : LARGEST_MARGIN;
}

/** `rest` in float64, for rows whose other classes underflow in float32. */
export function exactRest(logits: usize, largest: f32): f64 {
  // Subtracts the top class's 1. If it is alone at the top, it was never added, so that no digit is lost.
  let tied = -1;
  let rest: f64 = 0;
  for (let channel = 0; channel < classes; channel++) {
    const behind = <f64>load<f32>(logits + ((<usize>channel) << 2)) - <f64>largest;
    if (behind === 0) {
      tied++;
    } else {
      rest += Math.exp(behind);
    }
  }
  return rest + <f64>tied;
}

/** The first class with the largest logit of its row. */
export function topClass(logits: usize, largest: f32): i32 {
  const top = f32x4.splat(largest);
  for (let first = 0; first < classes; first += 4) {
    const isTop = i32x4.bitmask(f32x4.eq(v128.load(logits + ((<usize>first) << 2)), top));
    if (isTop !== 0) {
      return first + ctz(isTop);
    }
  }
  return 0;
}
