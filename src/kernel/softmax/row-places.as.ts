import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';
import { classes, tailMask, vectors } from '../sums/row-memory.as';

/**
 * Finds the place of the target class in each row with a loss, and the class in the first place.
 * @param logits of the rows, float32
 * @param targets the class of each row, int32
 * @param codes class of each row: negative, positive or `WITHOUT_LOSS`, one byte each
 * @param ahead receives for each row the number of classes with a larger logit than the target class, or with the same one
 * and before it, int32; −1 for rows without a loss
 * @param tops receives the first of the classes with the largest logit, int32
 */
export function placeRows(
  logits: usize,
  targets: usize,
  codes: usize,
  rows: i32,
  ahead: usize,
  tops: usize,
): void {
  for (let row = 0; row < rows; row++) {
    const four = (<usize>row) << 2;
    if (load<u8>(codes + row) === WITHOUT_LOSS) {
      store<i32>(ahead + four, -1);
      continue;
    }
    const target = load<i32>(targets + four);
    const start = logits + <usize>row * ((<usize>classes) << 2);
    const before = classesAhead(start, target);
    store<i32>(ahead + four, before);
    store<i32>(tops + four, before === 0 ? target : topClass(start));
  }
}

function classesAhead(logits: usize, target: i32): i32 {
  const value = load<f32>(logits + ((<usize>target) << 2));
  const own = f32x4.splat(value);
  const mask = v128.load(tailMask);
  const last = logits + ((<usize>(vectors - 1)) << 4);
  const rear = v128.load(last);
  // Each lane of a mask is −1.
  let larger = v128.and(f32x4.gt(rear, own), mask);
  let equal = v128.and(f32x4.eq(rear, own), mask);
  for (let address = logits; address < last; address += 16) {
    const values = v128.load(address);
    larger = i32x4.add(larger, f32x4.gt(values, own));
    equal = i32x4.add(equal, f32x4.eq(values, own));
  }
  let ahead = -sumOfLanes(larger);
  if (sumOfLanes(equal) < -1) {
    for (let other = 0; other < target; other++) {
      ahead += load<f32>(logits + ((<usize>other) << 2)) === value ? 1 : 0;
    }
  }
  return ahead;
}

function topClass(logits: usize): i32 {
  let top = 0;
  let largest = load<f32>(logits);
  for (let other = 1; other < classes; other++) {
    const value = load<f32>(logits + ((<usize>other) << 2));
    if (value > largest) {
      largest = value;
      top = other;
    }
  }
  return top;
}

function sumOfLanes(lanes: v128): i32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}
