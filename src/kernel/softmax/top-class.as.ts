import { classes } from '../sums/row-memory.as';

/** x_t of an example whose other classes underflow: the largest finite −log p in float64. */
export const LARGEST_MARGIN: f32 = 745;

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

/** True if no earlier class has the same logit. */
export function isFirst(logits: usize, target: i32, largest: f32): bool {
  for (let before = 0; before < target; before++) {
    if (load<f32>(logits + ((<usize>before) << 2)) === largest) {
      return false;
    }
  }
  return true;
}
