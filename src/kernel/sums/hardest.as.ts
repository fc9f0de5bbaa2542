import { HARDEST, HARDEST_LIST_BYTES } from '../../numerics/memory-map';

/** Number of elements kept for each class. */
const KEPT: i32 = 20;
/** A list: its length, then x_t, index and target of each element, the hardest first. */
const ENTRIES: usize = 16;
const ENTRY: usize = 24;

function listOf(positive: i32): usize {
  return HARDEST + positive * HARDEST_LIST_BYTES;
}

/** An element must have a smaller x_t than this to be among the hardest of its class. */
export function hardestLimit(positive: i32): f32 {
  const list = listOf(positive);
  if (load<i32>(list) < KEPT) {
    return f32.MAX_VALUE;
  }
  return <f32>load<f64>(list + ENTRIES + ENTRY * (KEPT - 1));
}

/** Inserts an element by x_t. Between equals the first stays first; indices arrive in rising order. */
export function consider(positive: i32, margin: f64, index: f64, target: f64): void {
  const list = listOf(positive);
  const length = load<i32>(list);
  let place = length;
  while (place > 0 && load<f64>(list + ENTRIES + ENTRY * (place - 1)) > margin) {
    place--;
  }
  if (place === KEPT) {
    return;
  }
  const kept = min(length + 1, KEPT);
  const from = list + ENTRIES + ENTRY * place;
  memory.copy(from + ENTRY, from, ENTRY * (kept - 1 - place));
  store<f64>(from, margin);
  store<f64>(from + 8, index);
  store<f64>(from + 16, target);
  store<i32>(list, kept);
}
