import { SPLIT_FLAGS, SPLITS } from '../../numerics/memory-map';

/** True if an edge of a histogram runs through the float bin. */
export function isSplit(bin: u32): bool {
  return ((load<u8>(bin >>> 3, SPLIT_FLAGS) >>> <u8>(bin & 7)) & 1) === 1;
}

/** From this offset on, elements of a split float bin are counted in its second half. */
export function splitOffset(bin: u32): u32 {
  return load<u16>(bin << 1, SPLITS);
}
