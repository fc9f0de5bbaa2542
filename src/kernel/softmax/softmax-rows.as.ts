import { powerOfTwo } from '../simd/functions.as';
import { classes, tailMask, tile, vectors } from '../sums/row-memory.as';
import { BELOW, keepLanes, TIES } from './lane-sums.as';
import { LARGEST, ROWS } from './tile-columns.as';

const LOG2_E: f32 = <f32>Math.LOG2E;
/** Below this, 2^x is not a normal float32. */
const LOWEST: f32 = -126;

/**
 * Sums e^z over the classes of a row below the top one (z is the logit minus the largest) and counts the classes at the top,
 * in lanes.
 * @param entry entry of the row in the columns of the tile
 * @param lane index of the row among the four whose sums are kept
 */
export function sumRow(logits: usize, entry: usize, lane: i32): void {
  const row = load<i32>(entry, ROWS);
  const top = v128.load32_splat(tile + ((<usize>row) << 2), LARGEST);
  let address = logits + ((<usize>(row * classes)) << 2);
  const last = address + ((<usize>(vectors - 1)) << 4);
  // The lanes behind the row belong to the next one.
  const mask = v128.load(tailMask);
  const beyond = f32x4.sub(v128.load(last), top);
  const isBeyondBelow = v128.and(f32x4.lt(beyond, f32x4.splat(0)), mask);
  let below = v128.and(exponentialOf(beyond), isBeyondBelow);
  // Each lane of a mask is −1.
  let ties = i32x4.sub(isBeyondBelow, mask);
  // The loop ends with its condition, because V8 hoists 128-bit constants only out of such loops.
  if (vectors > 1) {
    do {
      const difference = f32x4.sub(v128.load(address), top);
      const isBelow = i32x4.shr_s(difference, 31);
      below = f32x4.add(below, v128.and(exponentialOf(difference), isBelow));
      ties = i32x4.add(ties, i32x4.add(isBelow, i32x4.splat(1)));
      address += 16;
    } while (address < last);
  }
  keepLanes(BELOW, lane, below);
  keepLanes(TIES, lane, f32x4.convert_i32x4_s(ties));
}

/**
 * e^z for z ≤ 0. Rounding log2(e^z) gives a relative error of 6e-8 |z|. It is large only where e^z is negligible beside the
 * top class's 1.
 */
function exponentialOf(difference: v128): v128 {
  return powerOfTwo(f32x4.pmax(f32x4.mul(difference, f32x4.splat(LOG2_E)), f32x4.splat(LOWEST)));
}
