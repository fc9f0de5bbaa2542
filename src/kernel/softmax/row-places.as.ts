import { AMONG_FIRST, COUNTED_PLACES, PLACES, PREDICTED, RIGHT } from '../../numerics/row-segments';
import { addTo } from '../sums/logit-statistics.as';
import { classes, segment, vectors } from '../sums/row-memory.as';
import { topClass } from './top-class.as';

let table: usize = 0;
let list: usize = 0;
let listed: i32 = 0;

/**
 * Sets where the pairs of a target class and another class in the first place are counted.
 * @param tableOfPairs receives the number of rows of each pair, float64; null to list the pairs instead
 * @param listOfPairs receives target class · number of classes + class in the first place, one uint32 per row
 */
export function setUpPairs(tableOfPairs: usize, listOfPairs: usize): void {
  table = tableOfPairs;
  list = listOfPairs;
}

/** Empties the list of pairs, and returns how many there were. */
export function takeListed(): i32 {
  const taken = listed;
  listed = 0;
  return taken;
}

/**
 * Counts the place of a row's target class, and the class in the first place. Equal logits are in the order of their classes.
 * @param largest the largest of the logits
 */
export function placeRow(logits: usize, target: i32, largest: f32): void {
  const top = topClass(logits, largest);
  const ahead = top === target ? 0 : classesAhead(logits, target);
  countAt(PLACES, ahead);
  countAt(PREDICTED, top);
  if (ahead < COUNTED_PLACES) {
    countAt(AMONG_FIRST, target);
  }
  if (top === target) {
    countAt(RIGHT, target);
    return;
  }
  const pair: usize = <usize>target * <usize>classes + <usize>top;
  if (table !== 0) {
    addTo(table + (pair << 3), 1);
  } else {
    store<u32>(list + ((<usize>listed) << 2), <u32>pair);
    listed++;
  }
}

function countAt(index: i32, entry: i32): void {
  addTo(segment(index) + ((<usize>entry) << 3), 1);
}

/** Number of classes with a larger logit than the target class, or with the same one and before it; at most `COUNTED_PLACES`. */
function classesAhead(logits: usize, target: i32): i32 {
  const own = v128.load32_splat(logits + ((<usize>target) << 2));
  const end = i32x4.splat(classes);
  const position = i32x4.splat(target);
  let indices = i32x4(0, 1, 2, 3);
  let ahead = 0;
  for (let vector = 0; vector < vectors && ahead < COUNTED_PLACES; vector++) {
    const values = v128.load(logits + ((<usize>vector) << 4));
    const isEqual = v128.and(f32x4.eq(values, own), i32x4.lt_s(indices, position));
    const isAhead = v128.and(v128.or(f32x4.gt(values, own), isEqual), i32x4.lt_s(indices, end));
    ahead += popcnt(i32x4.bitmask(isAhead));
    indices = i32x4.add(indices, i32x4.splat(4));
  }
  return min(ahead, COUNTED_PLACES);
}
