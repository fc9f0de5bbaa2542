import { SPLIT_FLAGS, SPLITS } from '../../numerics/memory-map';

/** True if an edge of a histogram runs through the cell. */
export function isSplit(cell: u32): bool {
  return ((load<u8>(cell >>> 3, SPLIT_FLAGS) >>> <u8>(cell & 7)) & 1) === 1;
}

/** From this offset on, elements of a split cell are counted in its second half. */
export function splitOffset(cell: u32): u32 {
  return load<u16>(cell << 1, SPLITS);
}
