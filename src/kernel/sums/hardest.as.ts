import { HARDEST, HARDEST_LIST_BYTES } from '../../numerics/memory-map';
import { softplus } from '../../numerics/stable';

/** Number of elements kept for each class. */
const KEPT: i32 = 20;
/** A list: its length, then order, index, target and x_t of each element, the smallest order first. */
const ENTRIES: usize = 16;
const ENTRY: usize = 32;
const LAST: usize = ENTRIES + ENTRY * (KEPT - 1);

function listOf(positive: i32): usize {
  return HARDEST + positive * HARDEST_LIST_BYTES;
}

/** An element must have a smaller x_t than this to be among the hardest of its class. */
export function hardestLimit(positive: i32): f32 {
  const list = listOf(positive);
  if (load<i32>(list) < KEPT) {
    return f32.MAX_VALUE;
  }
  return <f32>load<f64>(list, LAST);
}

/** Inserts an element by x_t. */
export function consider(positive: i32, margin: f64, index: f64, target: f64): void {
  insert(positive, margin, index, target, margin);
}

/** Inserts an element by its weighted cross-entropy. */
export function considerWeighted(positive: i32, margin: f64, weight: f64, index: f64, target: f64): void {
  const list = listOf(positive);
  // Cross-entropy is at most ln 2 above −x_t or 0. Nearly all elements need no exponential.
  const most = max(weight, 0) * (max(-margin, 0) + Math.LN2);
  if (load<i32>(list) < KEPT || -most < load<f64>(list, LAST)) {
    insert(positive, -weight * softplus(-margin), index, target, margin);
  }
}

/** Between equals the first stays first; indices arrive in rising order. */
function insert(positive: i32, order: f64, index: f64, target: f64, margin: f64): void {
  const list = listOf(positive);
  const length = load<i32>(list);
  let place = length;
  while (place > 0 && load<f64>(list + ENTRIES + ENTRY * (place - 1)) > order) {
    place--;
  }
  if (place === KEPT) {
    return;
  }
  const kept = min(length + 1, KEPT);
  const from = list + ENTRIES + ENTRY * place;
  memory.copy(from + ENTRY, from, ENTRY * (kept - 1 - place));
  store<f64>(from, order);
  store<f64>(from, index, 8);
  store<f64>(from, target, 16);
  store<f64>(from, margin, 24);
  store<i32>(list, kept);
}
